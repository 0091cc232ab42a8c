package io.spadework.engine.metrics;

import java.util.SplittableRandom;

/**
 * How much each image moves a Frechet distance: the derivative by the weight of the image in its set.
 * <p>
 * For an image with features x of the second set it is |x - mu2|^2 - 2 (mu1 - mu2).(x - mu2) - (x - mu2)^T T (x - mu2), less the mean over the set, where T is the linear map
 * that takes the second distribution's covariance to the first one's; the other way round for the first set (Rippl, Munk, Sturm 2016, arXiv 1507.04090). With S1 = L L^T and
 * L^T S2 L = V D V^T, T is (L V) D^(-1/2) (L V)^T, and its inverse (S2 L V) D^(-3/2) (S2 L V)^T. Drawing images then takes a sum for each draw instead of a decomposition, and is
 * not misled by images that are drawn twice, of which covariances have a lower rank.
 *
 * @param one   of each image of the first set; null where only its statistics are known
 * @param other of each image of the second set
 */
record FrechetInfluence(double[] one, double[] other) {

	/** Eigenvalues below this share of the largest are rounding errors. */
	private static final double NOTHING = 1e-10;

	/** The change of the distance when as many images as there are were drawn from each set. */
	double drawn(SplittableRandom random) {
		return (one == null ? 0 : meanOfDrawn(one, random)) + meanOfDrawn(other, random);
	}

	private static double meanOfDrawn(double[] influence, SplittableRandom random) {
		double sum = 0;
		for (int i : Resampling.draw(random, influence.length)) {
			sum += influence[i];
		}
		return sum / influence.length;
	}

	/** Of two sets; of the first one, the features may be null. */
	static FrechetInfluence of(FeatureStatistics one, Features ofOne, FeatureStatistics other, Features ofOther) {
		int n = one.dimension();
		double[] factor = factor(one.covariance(), n);
		double[] product = Lapack.timesTransposed(Lapack.times(transposed(factor, n), other.covariance(), n), n, transposed(factor, n), n, n);
		double[] values = Lapack.eigenvectors(product, n);
		double[] towards = Lapack.timesTransposed(product, n, factor, n, n); // (L V)^T
		double[] back = Lapack.times(towards, other.covariance(), n);
		return new FrechetInfluence(ofOne == null ? null : influence(ofOne, one.mean(), other.mean(), stretched(ofOne, back, values, -1.5)),
				influence(ofOther, other.mean(), one.mean(), stretched(ofOther, towards, values, -0.5)));
	}

	/** Lower triangular, or symmetric where the covariance is singular. */
	private static double[] factor(double[] covariance, int n) {
		double[] factor = covariance.clone();
		if (!Lapack.cholesky(factor, n)) {
			return FrechetDistance.root(covariance, n);
		}
		for (int i = 0; i < n; i++) { // the factor comes column by column, above which the covariance is left
			for (int j = 0; j < i; j++) {
				factor[i * n + j] = factor[j * n + i];
				factor[j * n + i] = 0;
			}
		}
		return factor;
	}

	private static double[] transposed(double[] matrix, int n) {
		double[] transposed = new double[matrix.length];
		for (int i = 0; i < n; i++) {
			for (int j = 0; j < n; j++) {
				transposed[j * n + i] = matrix[i * n + j];
			}
		}
		return transposed;
	}

	/** (x - mu)^T T (x - mu) of each image, where T = sum of values^power times the rows' outer products. */
	private static double[] stretched(Features features, double[] rows, double[] values, double power) {
		int n = features.dimension();
		double[] along = Lapack.timesTransposed(features.centred(), features.count(), rows, n, n);
		double[] stretched = new double[features.count()];
		for (int i = 0; i < stretched.length; i++) {
			for (int k = 0; k < n; k++) {
				if (values[k] > NOTHING * values[n - 1]) {
					stretched[i] += along[i * n + k] * along[i * n + k] * Math.pow(values[k], power);
				}
			}
		}
		return stretched;
	}

	/** Of two sets with fewer images than dimensions: (x - mu2)^T T (x - mu2) of the i-th is (n2 - 1) times the i-th diagonal element of (M^T M)^(1/2), M = X1 X2^T / sqrt((n1 - 1) (n2 - 1)). */
	static FrechetInfluence ofFew(Features one, Features other) {
		int rows = one.count();
		int columns = other.count();
		double[] cross = Lapack.timesTransposed(one.centred(), rows, other.centred(), columns, one.dimension());
		Lapack.Singular singular = Lapack.singularVectors(cross, rows, columns);
		int rank = singular.values().length;
		double scale = 1 / Math.sqrt((rows - 1.0) * (columns - 1));
		double[] left = new double[rows];
		double[] right = new double[columns];
		for (int k = 0; k < rank; k++) {
			double value = scale * singular.values()[k];
			for (int i = 0; i < rows; i++) {
				left[i] += (rows - 1) * value * singular.left()[i * rank + k] * singular.left()[i * rank + k];
			}
			for (int i = 0; i < columns; i++) {
				right[i] += (columns - 1) * value * singular.right()[k * columns + i] * singular.right()[k * columns + i];
			}
		}
		return new FrechetInfluence(influence(one, one.mean(), other.mean(), left), influence(other, other.mean(), one.mean(), right));
	}

	private static double[] influence(Features features, double[] mean, double[] otherMean, double[] stretched) {
		int n = features.dimension();
		double[] influence = new double[features.count()];
		double sum = 0;
		for (int i = 0; i < influence.length; i++) {
			influence[i] = -stretched[i];
			for (int k = 0; k < n; k++) {
				double off = features.values()[i * n + k] - mean[k];
				influence[i] += off * off - 2 * (otherMean[k] - mean[k]) * off;
			}
			sum += influence[i];
		}
		for (int i = 0; i < influence.length; i++) {
			influence[i] -= sum / influence.length;
		}
		return influence;
	}
}
