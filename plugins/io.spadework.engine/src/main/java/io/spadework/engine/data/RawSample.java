package io.spadework.engine.data;

/**
 * A label map and its image as found, before they are prepared.
 *
 * @param name what its pictures have in common
 * @param origin where it comes from, for messages
 * @param labels label index of every pixel, row by row
 * @param instances instance number of every pixel, or null where there is no instance map
 * @param image 8-bit red, green and blue plane, row by row (3 * height * width)
 */
record RawSample(String name, String origin, int height, int width, short[] labels, int[] instances, byte[] image) {

	/** One of which the name is all that there is to say. */
	RawSample(String name, int height, int width, short[] labels, int[] instances, byte[] image) {
		this(name, name, height, width, labels, instances, image);
	}
}
