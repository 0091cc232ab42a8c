package io.spadework.model.difference;

import io.spadework.model.study.Edge;

/**
 * An edge of the one graph and the edge that stands for it in the other: one between nodes that stand for each other, into the same port.
 *
 * @param before null where the edge was added
 * @param after null where it was removed
 */
public record EdgeDifference(State state, Edge before, Edge after) {
}
