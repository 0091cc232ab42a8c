package io.spadework.engine.networks;

/** Over which values a normalisation takes mean and variance. */
public enum Norm {

	/** Per channel over all samples, rows and columns; in evaluation by running statistics. */
	BATCH(0, 2, 3),

	/** Per channel of each sample over rows and columns. */
	INSTANCE(2, 3),

	/** Per sample over channels, rows and columns. */
	LAYER(1, 2, 3);

	private final int[] axes;

	Norm(int... axes) {
		this.axes = axes;
	}

	/** The axes of N x C x H x W that are averaged over. */
	public int[] axes() {
		return axes.clone();
	}

	/** How many means an array of this shape has. */
	public long statistics(long[] shape) {
		return switch (this) {
			case BATCH -> shape[1];
			case INSTANCE -> shape[0] * shape[1];
			case LAYER -> shape[0];
		};
	}
}
