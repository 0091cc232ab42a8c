package io.spadework.runs.compare;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A mean over runs with its 95 % interval by Student's t distribution.
 *
 * @param n values
 * @param mean their mean, NaN where there is none
 * @param deviation their standard deviation, NaN below two values
 * @param low lower bound of the mean's interval, NaN below two values
 * @param high upper bound
 */
public record Estimate(int n, double mean, double deviation, double low, double high) {

	/** How sure an interval is. */
	public static final double CONFIDENCE = 0.95;

	/** The estimate from finite values. */
	public static Estimate of(double... values) {
		int n = values.length;
		double mean = n == 0 ? Double.NaN : Arrays.stream(values).sum() / n;
		if (n < 2) {
			return new Estimate(n, mean, Double.NaN, Double.NaN, Double.NaN);
		}
		double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
		double deviation = Math.sqrt(squares / (n - 1));
		double half = quantile(n - 1) * deviation / Math.sqrt(n);
		return new Estimate(n, mean, deviation, mean - half, mean + half);
	}

	/** Half the width of the interval, NaN below two values. */
	public double halfWidth() {
		return (high - low) / 2;
	}

	/** The squared standard error of the mean. */
	double squaredError() {
		return deviation * deviation / n;
	}

	/** How many standard errors the interval reaches to either side. */
	static double quantile(double degreesOfFreedom) {
		return new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability(0.5 + CONFIDENCE / 2);
	}
}
