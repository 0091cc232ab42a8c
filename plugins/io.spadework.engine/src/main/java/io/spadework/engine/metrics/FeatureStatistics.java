package io.spadework.engine.metrics;

import io.spadework.engine.weights.NumpyFile;
import io.spadework.engine.weights.StoredTensor;
import io.spadework.engine.weights.Tensor;
import io.spadework.engine.weights.WeightsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Mean and unbiased covariance of features: what a Frechet distance needs of a set of images.
 *
 * @param samples    images that they were taken from; 0 where a file does not say
 * @param mean       one for each dimension
 * @param covariance dimension x dimension, divided by samples - 1
 */
public record FeatureStatistics(long samples, double[] mean, double[] covariance) {

	private static final String MU = "mu";
	private static final String SIGMA = "sigma";
	/** Not in pytorch-fid's files, which it does not disturb. */
	private static final String SAMPLES = "samples";
	private static final int MOST_DIMENSIONS = 16384;

	/** Throws IllegalArgumentException where the sizes do not agree. */
	public FeatureStatistics {
		if (covariance.length != (long) mean.length * mean.length) {
			throw new IllegalArgumentException("A mean of " + mean.length + " and a covariance of " + covariance.length + " values don't belong together.");
		}
	}

	/** Of features in memory. */
	public static FeatureStatistics of(Features features) {
		Collector collector = new Collector(features.dimension());
		for (int i = 0; i < features.count(); i++) {
			collector.add(features.values(), i * features.dimension());
		}
		return collector.statistics();
	}

	/** Numbers for each image. */
	public int dimension() {
		return mean.length;
	}

	/** Reads a file of NumPy arrays {@code mu} and {@code sigma}, as pytorch-fid writes it; throws an IOException that says what is wrong with another one. */
	public static FeatureStatistics read(Path file) throws IOException {
		try (WeightsFile arrays = WeightsFile.open(file)) {
			long[] mu = shape(arrays, MU, file);
			long[] sigma = shape(arrays, SIGMA, file);
			if (mu.length != 1 || mu[0] < 1 || mu[0] > MOST_DIMENSIONS || !Arrays.equals(sigma, new long[] { mu[0], mu[0] })) {
				throw new IOException(file + " holds a mu of shape " + Arrays.toString(mu) + " and a sigma of shape " + Arrays.toString(sigma) + "; expected [d] and [d, d], d at most "
						+ MOST_DIMENSIONS + ".");
			}
			StoredTensor samples = arrays.tensors().get(SAMPLES);
			return new FeatureStatistics(samples == null || samples.shape().length > 0 ? 0 : (long) samples.read().get(0), finite(arrays, MU, file), finite(arrays, SIGMA, file));
		}
	}

	private static long[] shape(WeightsFile arrays, String name, Path file) throws IOException {
		StoredTensor tensor = arrays.tensors().get(name);
		if (tensor == null) {
			throw new IOException(file + " has no array \"" + name + "\"; statistics of features are the arrays mu and sigma. It has " + String.join(", ", arrays.tensors().keySet()) + ".");
		}
		return tensor.shape();
	}

	private static double[] finite(WeightsFile arrays, String name, Path file) throws IOException {
		double[] values = arrays.tensors().get(name).read().doubles();
		for (double value : values) {
			if (!Double.isFinite(value)) {
				throw new IOException(file + ", array \"" + name + "\", holds " + value + ", which is no statistic.");
			}
		}
		return values;
	}

	/** Writes a file that pytorch-fid reads, too. */
	public void write(Path file) throws IOException {
		Map<String, StoredTensor> arrays = new LinkedHashMap<>();
		arrays.put(MU, StoredTensor.of(Tensor.of(mean, mean.length)));
		arrays.put(SIGMA, StoredTensor.of(Tensor.of(covariance, mean.length, mean.length)));
		arrays.put(SAMPLES, StoredTensor.of(Tensor.of(new double[] { samples })));
		NumpyFile.write(file, arrays);
	}

	/** Takes in one image's features after the other and keeps sums alone: those of a block are centred before they are merged (Chan, Golub, LeVeque 1979), so nothing cancels. */
	public static final class Collector {

		private static final int BLOCK = 256;

		private final int dimension;
		private final double[] block;
		private final double[] mean;
		private final double[] products;
		private int waiting;
		private long samples;

		/** For features with so many numbers. */
		public Collector(int dimension) {
			this.dimension = dimension;
			block = new double[BLOCK * dimension];
			mean = new double[dimension];
			products = new double[Math.multiplyExact(dimension, dimension)];
		}

		/** Takes in an image's features, which begin at a place of an array. */
		public void add(double[] values, int first) {
			System.arraycopy(values, first, block, waiting * dimension, dimension);
			if (++waiting == BLOCK) {
				merge();
			}
		}

		private void merge() {
			if (waiting == 0) {
				return;
			}
			Features some = new Features(waiting, dimension, Arrays.copyOf(block, waiting * dimension));
			double[] theirs = some.mean();
			Lapack.addGram(some.centred(), waiting, dimension, products);
			double weight = (double) samples * waiting / (samples + waiting);
			double[] step = new double[dimension];
			for (int i = 0; i < dimension; i++) {
				step[i] = theirs[i] - mean[i];
			}
			for (int i = 0; i < dimension && samples > 0; i++) {
				for (int j = 0; j < dimension; j++) {
					products[i * dimension + j] += weight * step[i] * step[j];
				}
			}
			samples += waiting;
			for (int i = 0; i < dimension; i++) {
				mean[i] += step[i] * waiting / samples;
			}
			waiting = 0;
		}

		/** Of all that was taken in; throws IllegalStateException for fewer than two images, which have no covariance. */
		public FeatureStatistics statistics() {
			merge();
			if (samples < 2) {
				throw new IllegalStateException("A covariance takes at least 2 images; there " + (samples == 1 ? "is 1." : "are none."));
			}
			double[] covariance = products.clone();
			for (int i = 0; i < covariance.length; i++) {
				covariance[i] /= samples - 1;
			}
			return new FeatureStatistics(samples, mean.clone(), covariance);
		}
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof FeatureStatistics that && samples == that.samples && Arrays.equals(mean, that.mean) && Arrays.equals(covariance, that.covariance);
	}

	@Override
	public int hashCode() {
		return 31 * Arrays.hashCode(mean) + Arrays.hashCode(covariance);
	}
}
