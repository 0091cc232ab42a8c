package io.spadework.runs.compare;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * Welch's t-test of two means whose variances need not be equal, two-sided (Biometrika 34, 1947).
 *
 * @param difference second mean less the first
 * @param low lower bound of the difference's 95 % interval
 * @param high upper bound
 * @param t the statistic
 * @param degreesOfFreedom by Welch and Satterthwaite
 * @param p probability of a difference as large where there is none
 */
public record Welch(double difference, double low, double high, double t, double degreesOfFreedom, double p) {

	/** The test; all but the difference is NaN where a sample has fewer than two values or neither varies. */
	public static Welch of(Estimate first, Estimate second) {
		double difference = second.mean() - first.mean();
		double squaredError = first.squaredError() + second.squaredError();
		if (first.n() < 2 || second.n() < 2 || !(squaredError > 0)) {
			return new Welch(difference, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
		}
		double error = Math.sqrt(squaredError);
		double df = squaredError * squaredError / (first.squaredError() * first.squaredError() / (first.n() - 1) + second.squaredError() * second.squaredError() / (second.n() - 1));
		double t = difference / error;
		double half = Estimate.quantile(df) * error;
		return new Welch(difference, difference - half, difference + half, t, df, 2 * new TDistribution(null, df).cumulativeProbability(-Math.abs(t)));
	}
}
