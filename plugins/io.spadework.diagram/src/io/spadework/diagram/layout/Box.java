package io.spadework.diagram.layout;

/**
 * The room a node takes, in pixels.
 *
 * @param width     of the outline
 * @param height    of the outline
 * @param sideInset how far the outline stands back from the left and right edge at half height
 * @param round     whether the outline is a circle in the middle, so that edges meet it on a curve
 */
public record Box(int width, int height, int sideInset, boolean round) {
}
