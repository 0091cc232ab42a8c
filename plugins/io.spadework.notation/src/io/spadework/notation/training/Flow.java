package io.spadework.notation.training;

import io.spadework.notation.Line;

/** What flows from one part of a training to another. */
public record Flow(Part source, Part target, Line line) {
}
