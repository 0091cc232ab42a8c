package io.spadework.engine.data;

/**
 * An image as it is stored in files: 8 bits for each of red, green and blue.
 *
 * @param name   where it comes from, for messages
 * @param height rows
 * @param width  columns
 * @param planes red, green and blue plane, row by row (3 * height * width)
 */
public record PlanarImage(String name, int height, int width, byte[] planes) {

	private static final float HALF_RANGE = 127.5f;

	/** Throws IllegalArgumentException where the values are not as many as the size says. */
	public PlanarImage {
		if (planes.length != 3 * height * width) {
			throw new IllegalArgumentException(name + " has " + planes.length + " values; expected 3 x " + height + " x " + width);
		}
	}

	/** An image with values in [-1, 1], rounded as for a file; what is beyond is clipped. */
	public static PlanarImage of(String name, int height, int width, float[] image) {
		byte[] planes = new byte[image.length];
		for (int i = 0; i < image.length; i++) {
			planes[i] = (byte) Math.clamp(Math.round((image[i] + 1) * HALF_RANGE), 0, 255);
		}
		return new PlanarImage(name, height, width, planes);
	}

	/** Its values in [-1, 1]. */
	public float[] values() {
		float[] values = new float[planes.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = (planes[i] & 0xff) / HALF_RANGE - 1;
		}
		return values;
	}
}
