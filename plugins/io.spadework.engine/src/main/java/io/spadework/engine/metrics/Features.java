package io.spadework.engine.metrics;

import java.util.Arrays;

/**
 * What an extractor sees in images: a row of numbers for each, in double precision.
 *
 * @param count     images
 * @param dimension numbers for each
 * @param values    count x dimension, image by image
 */
public record Features(int count, int dimension, double[] values) {

	/** Throws IllegalArgumentException where there are more or fewer values, or one of them is no number. */
	public Features {
		if (values.length != Math.multiplyExact(count, dimension)) {
			throw new IllegalArgumentException(values.length + " values are no features of " + count + " images with " + dimension + " each.");
		}
		for (int i = 0; i < values.length; i++) {
			if (!Double.isFinite(values[i])) {
				throw new IllegalArgumentException("Feature " + i % dimension + " of image " + i / dimension + " is " + values[i] + ": the image or the extractor's weights are broken.");
			}
		}
	}

	/** Those of some of the images, in the order given; an image may be named several times. */
	Features rows(int... which) {
		double[] some = new double[Math.multiplyExact(which.length, dimension)];
		for (int i = 0; i < which.length; i++) {
			System.arraycopy(values, which[i] * dimension, some, i * dimension, dimension);
		}
		return new Features(which.length, dimension, some);
	}

	double[] mean() {
		double[] mean = new double[dimension];
		for (int i = 0; i < values.length; i++) {
			mean[i % dimension] += values[i];
		}
		for (int j = 0; j < dimension; j++) {
			mean[j] /= count;
		}
		return mean;
	}

	/** The values less their mean. */
	double[] centred() {
		double[] mean = mean();
		double[] centred = values.clone();
		for (int i = 0; i < centred.length; i++) {
			centred[i] -= mean[i % dimension];
		}
		return centred;
	}

	/** Throws IllegalArgumentException where two sets are not of the same kind. */
	static void requireAlike(int one, int other) {
		if (one != other) {
			throw new IllegalArgumentException("Features with " + one + " and with " + other + " numbers for each image can't be compared: they are of different extractors.");
		}
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Features that && count == that.count && dimension == that.dimension && Arrays.equals(values, that.values);
	}

	@Override
	public int hashCode() {
		return 31 * count + Arrays.hashCode(values);
	}
}
