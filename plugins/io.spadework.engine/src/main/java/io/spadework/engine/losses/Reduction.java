package io.spadework.engine.losses;

/** How a loss is put together from the scales of a discriminator. */
public enum Reduction {

	/** The mean over the scales. */
	MEAN,

	/** The sum over the scales. */
	SUM;

	/** Factor of one scale's loss where there are so many. */
	public double factor(int scales) {
		return this == MEAN ? 1.0 / scales : 1;
	}
}
