package io.spadework.ui.charts;

import java.util.Arrays;

/**
 * One curve as it is drawn: at most the first, the least, the greatest and the last point of each pixel column, so that drawing costs the same however many points there are.
 *
 * @param x increasing
 * @param y values, all finite
 * @param last newest value, before smoothing; NaN where there is none
 */
public record Curve(double[] x, double[] y, double last) {

	/** Larger numbers are left out as infinite ones are: an axis of them overflows while it looks for its ticks, and never ends. */
	private static final double LARGEST = 1e300;

	/** A curve without points. */
	public static final Curve EMPTY = new Curve(new double[0], new double[0], Double.NaN);

	/**
	 * Thins out points.
	 *
	 * @param smoothing 0 = none; otherwise the weight of the past in an exponential moving average with its bias corrected, below 1
	 */
	public static Curve of(Points points, Window window, double smoothing) {
		double from = window.from();
		double to = window.to();
		if (points.size() == 0) {
			return EMPTY;
		}
		if (Double.isInfinite(from)) {
			from = points.x(0);
			to = points.x(points.size() - 1);
		}
		int first = Math.max(0, indexOf(points, from, 0, points.size()) - 1);
		int end = Math.min(points.size(), indexOf(points, to, first, points.size()) + 2);
		double scale = Math.max(1, window.columns()) / Math.max(1e-9, to - from);
		Average average = new Average(smoothing);
		for (int i = 0; smoothing > 0 && i < first; i++) {
			average.next(points.y(i));
		}
		Thinned thinned = new Thinned(points, Math.min(end - first, 4 * Math.max(1, window.columns()) + 16));
		for (int i = first; i < end;) {
			double border = from + (Math.floor((points.x(i) - from) * scale) + 1) / scale;
			int next = endOfColumn(points, i, end, border);
			for (; i < next; i++) {
				double value = average.next(points.y(i));
				if (Math.abs(value) <= LARGEST && (!window.logarithmic() || value > 0)) {
					thinned.add(i, value);
				}
			}
			thinned.closeColumn();
		}
		return new Curve(thinned.x(), thinned.y(), points.y(points.size() - 1));
	}

	/** The same without values that are not positive. */
	Curve positive() {
		int kept = (int) Arrays.stream(y).filter(value -> value > 0).count();
		if (kept == y.length) {
			return this;
		}
		double[] keptX = new double[kept];
		double[] keptY = new double[kept];
		for (int i = 0, to = 0; i < y.length; i++) {
			if (y[i] > 0) {
				keptX[to] = x[i];
				keptY[to++] = y[i];
			}
		}
		return new Curve(keptX, keptY, last);
	}

	/** Index of the point next to a place, -1 where there are no points. */
	public int nearest(double at) {
		if (x.length == 0) {
			return -1;
		}
		int found = Arrays.binarySearch(x, at);
		int after = found >= 0 ? found : -found - 1;
		if (after == 0) {
			return 0;
		}
		return after == x.length || at - x[after - 1] <= x[after] - at ? after - 1 : after;
	}

	/** Index of the first point at or after a place, among those from low on and before high; high where there is none. */
	private static int indexOf(Points points, double at, int low, int high) {
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (points.x(middle) < at) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return low;
	}

	/** Index of the first point that lies in another column than point i; looked for in strides that double, so that columns of many points and of one cost little. */
	private static int endOfColumn(Points points, int i, int end, double border) {
		int stride = 1;
		while (i + stride < end && points.x(i + stride) < border) {
			stride *= 2;
		}
		return indexOf(points, border, i + stride / 2 + 1, Math.min(i + stride, end));
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

	/** Collects what is worth drawing of each pixel column, in order of x. */
	private static final class Thinned {
		private final Points points;
		private double[] x;
		private double[] y;
		private int size;
		/** The column's points by their index; first is -1 where it has none. */
		private int first = -1, least, greatest, last;
		private double firstY, leastY, greatestY, lastY;

		Thinned(Points points, int capacity) {
			this.points = points;
			x = new double[capacity];
			y = new double[capacity];
		}

		void add(int point, double value) {
			if (first < 0) {
				first = least = greatest = point;
				firstY = leastY = greatestY = value;
			} else if (value < leastY) {
				least = point;
				leastY = value;
			} else if (value > greatestY) {
				greatest = point;
				greatestY = value;
			}
			last = point;
			lastY = value;
		}

		void closeColumn() {
			if (first < 0) {
				return;
			}
			put(first, firstY);
			if (least <= greatest) {
				put(least, leastY);
				put(greatest, greatestY);
			} else {
				put(greatest, greatestY);
				put(least, leastY);
			}
			put(last, lastY);
			first = -1;
		}

		private void put(int point, double value) {
			double at = points.x(point);
			if (size > 0 && x[size - 1] == at) {
				return;
			}
			if (size == x.length) {
				x = Arrays.copyOf(x, 2 * size + 1);
				y = Arrays.copyOf(y, 2 * size + 1);
			}
			x[size] = at;
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
