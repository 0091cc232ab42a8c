package io.spadework.engine.data;

/**
 * A label map and the image that belongs to it, both prepared to the same size.
 *
 * @param name   where it comes from, for messages
 * @param height rows
 * @param width  columns
 * @param labels label index of every pixel, row by row (height * width)
 * @param edges  whether a pixel lies on an instance edge, row by row (height * width); null where the data has no edges
 * @param image  red, green and blue plane, row by row (3 * height * width), each value in [-1, 1]
 */
public record Sample(String name, int height, int width, short[] labels, boolean[] edges, float[] image) {
}
