package io.spadework.ui.charts;

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
		return new Points() {
			@Override
			public int size() {
				return series.size();
			}

			@Override
			public double x(int i) {
				return series.step(i);
			}

			@Override
			public double y(int i) {
				return series.value(i);
			}
		};
	}

	/** A series over the seconds of training. */
	static Points overTime(Series series) {
		return new Points() {
			@Override
			public int size() {
				return series.size();
			}

			@Override
			public double x(int i) {
				return series.wall(i);
			}

			@Override
			public double y(int i) {
				return series.value(i);
			}
		};
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
