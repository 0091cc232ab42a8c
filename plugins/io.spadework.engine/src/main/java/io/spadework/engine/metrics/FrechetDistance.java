package io.spadework.engine.metrics;

/**
 * The Frechet distance of two normal distributions, squared, as FID reports it (arXiv 1706.08500): |mu1 - mu2|^2 + Tr(S1 + S2 - 2 (S1 S2)^(1/2)).
 * <p>
 * The eigenvalues of S1 S2 are those of L^T S2 L with S1 = L L^T, which is symmetric, so that the trace of the root is the sum of their square roots. Where S1 is
 * singular, its symmetric root takes the place of L. Of fewer images than dimensions, with the centred features X one a row, the trace is the sum of the singular values
 * of X1 X2^T / sqrt((n1 - 1) (n2 - 1)).
 */
public final class FrechetDistance {

	private FrechetDistance() {
	}

	/** Of two sets of features; throws IllegalArgumentException where a set has fewer than two images or the sets are of different extractors. */
	public static double of(Features one, Features other) {
		Features.requireAlike(one.dimension(), other.dimension());
		return isFew(one) && isFew(other) ? ofFew(one, other) : of(FeatureStatistics.of(one), FeatureStatistics.of(other));
	}

	private static boolean isFew(Features features) {
		return features.count() < features.dimension();
	}

	/** Of two sets of statistics; throws IllegalArgumentException where they are of different extractors. */
	public static double of(FeatureStatistics one, FeatureStatistics other) {
		Features.requireAlike(one.dimension(), other.dimension());
		int n = one.dimension();
		double distance = 0;
		for (int i = 0; i < n; i++) {
			double step = one.mean()[i] - other.mean()[i];
			distance += step * step + one.covariance()[i * n + i] + other.covariance()[i * n + i];
		}
		return Math.max(0, distance - 2 * traceOfRoot(one.covariance(), other.covariance(), n));
	}

	/** Tr((S1 S2)^(1/2)). */
	private static double traceOfRoot(double[] one, double[] other, int n) {
		double[] factor = one.clone();
		double[] product;
		if (Lapack.cholesky(factor, n)) {
			product = other.clone();
			Lapack.transform(product, factor, n);
		} else {
			double[] root = root(one, n);
			product = Lapack.times(Lapack.times(root, other, n), root, n);
		}
		return sumOfRoots(Lapack.eigenvalues(product, n));
	}

	/** The symmetric root. */
	static double[] root(double[] symmetric, int n) {
		double[] vectors = symmetric.clone();
		double[] values = Lapack.eigenvectors(vectors, n);
		// the fourth roots on both sides of the product
		double[] scaled = new double[vectors.length];
		for (int i = 0; i < n; i++) {
			double share = Math.sqrt(Math.sqrt(Math.max(0, values[i])));
			for (int j = 0; j < n; j++) {
				scaled[j * n + i] = share * vectors[i * n + j];
			}
		}
		return Lapack.timesTransposed(scaled, n, scaled, n, n);
	}

	private static double sumOfRoots(double[] eigenvalues) {
		double sum = 0;
		for (double value : eigenvalues) {
			sum += Math.sqrt(Math.max(0, value)); // rounding makes a zero slightly negative
		}
		return sum;
	}

	private static double ofFew(Features one, Features other) {
		requireTwo(one);
		requireTwo(other);
		double[] first = one.centred();
		double[] second = other.centred();
		double[] means = one.mean();
		double[] otherMeans = other.mean();
		double distance = squares(first) / (one.count() - 1) + squares(second) / (other.count() - 1);
		for (int i = 0; i < means.length; i++) {
			distance += (means[i] - otherMeans[i]) * (means[i] - otherMeans[i]);
		}
		double[] cross = Lapack.timesTransposed(first, one.count(), second, other.count(), one.dimension());
		double nuclear = 0;
		for (double value : Lapack.singularValues(cross, one.count(), other.count())) {
			nuclear += value;
		}
		return Math.max(0, distance - 2 * nuclear / Math.sqrt((one.count() - 1.0) * (other.count() - 1.0)));
	}

	private static void requireTwo(Features features) {
		if (features.count() < 2) {
			throw new IllegalArgumentException("A Frechet distance takes at least 2 images on each side; there " + (features.count() == 1 ? "is 1." : "are none."));
		}
	}

	private static double squares(double[] values) {
		double sum = 0;
		for (double value : values) {
			sum += value * value;
		}
		return sum;
	}

	/** With its interval over the images of both sets. */
	static Estimate estimate(Features one, Features other, Resampling resampling) {
		double value = of(one, other);
		FrechetInfluence influence = isFew(one) && isFew(other) ? FrechetInfluence.ofFew(one, other)
				: FrechetInfluence.of(FeatureStatistics.of(one), one, FeatureStatistics.of(other), other);
		return estimate(value, influence, resampling);
	}

	/** With its interval over the images of one set, where of the other the statistics alone are known. */
	static Estimate estimate(FeatureStatistics one, Features other, Resampling resampling) {
		FeatureStatistics statistics = FeatureStatistics.of(other);
		return estimate(of(one, statistics), FrechetInfluence.of(one, null, statistics, other), resampling);
	}

	/** No distance is below 0, so that an interval loses nothing that lies there. */
	private static Estimate estimate(double value, FrechetInfluence influence, Resampling resampling) {
		double[] interval = resampling.interval(value, random -> value + influence.drawn(random));
		return new Estimate(value, interval == null ? null : new double[] { Math.max(0, interval[0]), Math.max(0, interval[1]) });
	}
}
