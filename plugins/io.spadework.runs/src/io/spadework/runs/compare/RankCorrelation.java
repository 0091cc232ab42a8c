package io.spadework.runs.compare;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.apache.commons.math3.stat.ranking.NaturalRanking;

/**
 * Spearman's rank correlation of two quantities over runs.
 *
 * @param n pairs of finite values
 * @param rho -1 to 1, NaN where one quantity doesn't vary
 * @param p probability of one as strong, either way, where there is none: over all orders of up to {@value #EXACT} pairs, by the t distribution of more
 */
public record RankCorrelation(int n, double rho, double p) {

	/** Of up to this many pairs every order is counted. */
	static final int EXACT = 8;
	/** Fewer pairs carry no correlation. */
	static final int FEWEST = 5;

	/** The correlation of paired values; pairs that are not finite are left out. */
	public static RankCorrelation of(double[] first, double[] second) {
		double[] x = new double[first.length];
		double[] y = new double[first.length];
		int n = 0;
		for (int i = 0; i < first.length; i++) {
			if (Double.isFinite(first[i]) && Double.isFinite(second[i])) {
				x[n] = first[i];
				y[n++] = second[i];
			}
		}
		x = Arrays.copyOf(x, n);
		y = Arrays.copyOf(y, n);
		if (n < FEWEST || Arrays.stream(x).distinct().count() < 2 || Arrays.stream(y).distinct().count() < 2) {
			return new RankCorrelation(n, Double.NaN, Double.NaN);
		}
		double rho = Math.max(-1, Math.min(1, new SpearmansCorrelation().correlation(x, y)));
		return new RankCorrelation(n, rho, n <= EXACT ? exact(x, y) : byT(rho, n));
	}

	private static double byT(double rho, int n) {
		double t = Math.abs(rho) * Math.sqrt((n - 2) / ((1 + rho) * (1 - rho)));
		return Double.isInfinite(t) ? 0 : 2 * new TDistribution(null, n - 2).cumulativeProbability(-t);
	}

	/** The share of orders whose correlation is at least as strong: only the sum of products of centred ranks changes with the order. */
	private static double exact(double[] x, double[] y) {
		double middle = (x.length + 1) / 2.0;
		double[] a = Arrays.stream(new NaturalRanking().rank(x)).map(rank -> rank - middle).toArray();
		double[] b = Arrays.stream(new NaturalRanking().rank(y)).map(rank -> rank - middle).toArray();
		double observed = 0;
		for (int i = 0; i < a.length; i++) {
			observed += a[i] * b[i];
		}
		long[] counts = new long[2];
		permute(a, b, 0, 0, Math.abs(observed) - 1e-9, counts);
		return (double) counts[0] / counts[1];
	}

	private static void permute(double[] a, double[] b, int from, double sum, double atLeast, long[] counts) {
		if (from == a.length) {
			counts[0] += Math.abs(sum) >= atLeast ? 1 : 0;
			counts[1]++;
			return;
		}
		for (int i = from; i < b.length; i++) {
			swap(b, from, i);
			permute(a, b, from + 1, sum + a[from] * b[from], atLeast, counts);
			swap(b, from, i);
		}
	}

	private static void swap(double[] values, int i, int j) {
		double value = values[i];
		values[i] = values[j];
		values[j] = value;
	}
}
