package io.spadework.notation;

/** What a node is painted with: its inside, its outline and mark, and its text. */
public record Colours(Colour fill, Colour stroke, Colour text) {
}
