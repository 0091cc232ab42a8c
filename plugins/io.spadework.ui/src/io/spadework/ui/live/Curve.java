package io.spadework.ui.live;

import java.util.Arrays;

import io.spadework.runs.Series;

/**
 * One curve as it is drawn: at most the first, the least, the greatest and the last point of each pixel column, so that drawing costs the same however long the run is.
 *
 * @param name the series
 * @param x steps, increasing
 * @param y values, all finite
 * @param last newest value, before smoothing; NaN where there is none
 */
public record Curve(String name, double[] x, double[] y, double last) {

	/**
	 * Thins out a series.
	 *
	 * @param from least visible step
	 * @param to greatest visible step
	 * @param columns width of the plot in pixels
	 * @param smoothing 0 = none; otherwise the weight of the past in an exponential moving average with its bias corrected, below 1
	 * @param positiveOnly leaves out what a logarithmic axis cannot show
	 */
	public static Curve of(Series series, double from, double to, int columns, double smoothing, boolean positiveOnly) {
		int first = Math.max(0, indexOf(series, from) - 1);
		int end = Math.min(series.size(), indexOf(series, to) + 2);
		double scale = Math.max(1, columns) / Math.max(1e-9, to - from);
		Average average = new Average(smoothing);
		for (int i = 0; smoothing > 0 && i < first; i++) {
			average.next(series.value(i));
		}
		Points points = new Points(4 * Math.max(1, columns) + 16);
		for (int i = first; i < end; i++) {
			double value = average.next(series.value(i));
			if (Double.isFinite(value) && (!positiveOnly || value > 0)) {
				points.add((long) Math.floor((series.step(i) - from) * scale), series.step(i), value);
			}
		}
		points.closeColumn();
		return new Curve(series.name(), points.x(), points.y(), series.last());
	}

	/** Index of the first point at or after a step. */
	private static int indexOf(Series series, double step) {
		int low = 0;
		int high = series.size();
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (series.step(middle) < step) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return low;
	}

	private static final class Average {
		private final double weight;
		private double sum;
		private double weights;

		Average(double weight) {
			this.weight = weight;
		}

		double next(double value) {
			if (weight <= 0 || !Double.isFinite(value)) {
				return value;
			}
			sum = weight * sum + (1 - weight) * value;
			weights = weight * weights + (1 - weight);
			return sum / weights;
		}
	}

	/** Collects what is worth drawing of each pixel column, in order of step. */
	private static final class Points {
		private double[] x;
		private double[] y;
		private int size;
		private long column = Long.MIN_VALUE;
		private double firstX, firstY, lastX, lastY, leastX, leastY, greatestX, greatestY;

		Points(int capacity) {
			x = new double[capacity];
			y = new double[capacity];
		}

		void add(long at, double step, double value) {
			if (at != column) {
				closeColumn();
				column = at;
				firstX = leastX = greatestX = step;
				firstY = leastY = greatestY = value;
			}
			if (value < leastY) {
				leastX = step;
				leastY = value;
			}
			if (value > greatestY) {
				greatestX = step;
				greatestY = value;
			}
			lastX = step;
			lastY = value;
		}

		void closeColumn() {
			if (column == Long.MIN_VALUE) {
				return;
			}
			put(firstX, firstY);
			if (leastX <= greatestX) {
				put(leastX, leastY);
				put(greatestX, greatestY);
			} else {
				put(greatestX, greatestY);
				put(leastX, leastY);
			}
			put(lastX, lastY);
		}

		private void put(double step, double value) {
			if (size > 0 && x[size - 1] == step) {
				return;
			}
			if (size == x.length) {
				x = Arrays.copyOf(x, 2 * size);
				y = Arrays.copyOf(y, 2 * size);
			}
			x[size] = step;
			y[size++] = value;
		}

		double[] x() {
			return Arrays.copyOf(x, size);
		}

		double[] y() {
			return Arrays.copyOf(y, size);
		}
	}
}
