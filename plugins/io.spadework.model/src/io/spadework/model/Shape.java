package io.spadework.model;

/** The shape C x H x W of an activation. */
public record Shape(int channels, int height, int width) {

	/** Number of values, C * H * W. */
	public long size() {
		return (long) channels * height * width;
	}

	/** Whether both have the same height and width. */
	public boolean sameSize(Shape other) {
		return height == other.height && width == other.width;
	}

	/** As in "64 x 32 x 32". */
	@Override
	public String toString() {
		return channels + " x " + height + " x " + width;
	}
}
