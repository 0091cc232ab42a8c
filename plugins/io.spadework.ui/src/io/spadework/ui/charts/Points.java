package io.spadework.ui.charts;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import io.spadework.runs.Series;

/** What a curve is drawn from: points with increasing x. */
public interface Points {

	/** How many there are. */
	int size();

	/** Place of point i; does not decrease with i. */
	double x(int i);

	/** Value of point i; may be NaN or infinite. */
	double y(int i);

	/** A series over its steps. */
	static Points overSteps(Series series) {
		return over(series, series::step);
	}

	/** A series over the seconds of training. */
	static Points overTime(Series series) {
		return over(series, series::wall);
	}

	private static Points over(Series series, IntToDoubleFunction place) {
		return new Points() {
			@Override
			public int size() {
				return series.size();
			}

			@Override
			public double x(int i) {
				return place.applyAsDouble(i);
			}

			@Override
			public double y(int i) {
				return series.value(i);
			}
		};
	}

	/**
	 * A series over epochs, with their parts: halfway between the first steps of epoch 2 and 3 is 2.5. The part of an epoch that has not ended is told by the length of the one
	 * before. Empty where no epoch has ended, because nothing tells then how long one is.
	 */
	static Points overEpochs(Series series) {
		int n = series.size();
		double[] x = new double[n];
		double length = Double.NaN;
		int from = 0;
		for (int i = 0; i <= n; i++) {
			if (i == n || series.epoch(i) != series.epoch(from)) {
				length = i == n ? length : (double) (series.step(i) - series.step(from)) / (series.epoch(i) - series.epoch(from));
				for (int j = from; j < i; j++) {
					x[j] = series.epoch(from) + Math.min((series.step(j) - series.step(from)) / length, series.epoch(i == n ? from : i) - series.epoch(from) + (i == n ? 1 : 0));
				}
				from = i;
			}
		}
		return n == 0 || Double.isNaN(length) ? of(new double[0], new double[0]) : of(x, IntStream.range(0, n).mapToDouble(series::value).toArray());
	}

	/** A series over the images that the training has seen, so many at each step. */
	static Points overImages(Series series, int batch) {
		return over(series, i -> (double) batch * series.step(i));
	}

	/** Points of two arrays of the same length, x not decreasing. */
	static Points of(double[] x, double[] y) {
		if (x.length != y.length) {
			throw new IllegalArgumentException(x.length + " places and " + y.length + " values");
		}
		return new Points() {
			@Override
			public int size() {
				return x.length;
			}

			@Override
			public double x(int i) {
				return x[i];
			}

			@Override
			public double y(int i) {
				return y[i];
			}
		};
	}
}
