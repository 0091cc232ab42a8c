package io.spadework.runs.report;

import io.spadework.runs.Series;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Curves over training steps as an inline SVG: each series as measured, faint, and smoothed on top. Colours are the page's CSS
 * variables --c0 to --c7, so the picture follows the light or dark scheme.
 */
public final class Chart {

	public static final int COLOURS = 8;

	private static final int WIDTH = 560;
	private static final int LEFT = 58;
	private static final int RIGHT = 12;
	private static final int TOP = 10;
	private static final int BOTTOM = 40;
	/** More points than this are drawn as the lowest and highest of each column of pixels. */
	private static final int COLUMNS = (WIDTH - LEFT - RIGHT) / 2;
	/** Part of the values that may lie outside the picture: one spike should not flatten the rest of the curve. */
	private static final double OUTLIERS = 0.005;

	private final int height;
	private final String axis;
	private final String title;
	private final List<Series> series;
	private final List<Band> bands;
	private double low;
	private double high;
	private double firstStep;
	private double lastStep;

	/**
	 * @param title what the picture shows, for readers who can't see it
	 * @param axis label of the vertical axis
	 * @param series at least one with at least two finite values, see {@link #canShow}; one without values keeps its colour from the others
	 */
	public Chart(String title, String axis, List<Series> series, int height) {
		this(title, axis, series, List.of(), height);
	}

	/** @param bands shaded behind the series, each in the colour of the series of its place */
	public Chart(String title, String axis, List<Series> series, List<Band> bands, int height) {
		this.title = title;
		this.axis = axis;
		this.series = series;
		this.bands = bands;
		this.height = height;
		scale();
	}

	/**
	 * What a curve may be between.
	 *
	 * @param low its lower bound
	 * @param high its upper bound, at the same steps
	 */
	public record Band(Series low, Series high) {
	}

	public static boolean canShow(Series series) {
		int finite = 0;
		for (int i = 0; i < series.size() && finite < 2; i++) {
			finite += Double.isFinite(series.value(i)) ? 1 : 0;
		}
		return finite == 2;
	}

	public String svg() {
		StringBuilder svg = new StringBuilder();
		svg.append(String.format(Locale.ROOT, "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n", WIDTH, height, Html.escape(title)));
		String clip = "clip" + Integer.toHexString(title.hashCode());
		svg.append(String.format(Locale.ROOT, "<clipPath id=\"%s\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/></clipPath>\n", clip, LEFT, TOP,
				WIDTH - LEFT - RIGHT, height - TOP - BOTTOM));
		grid(svg);
		svg.append("<g clip-path=\"url(#").append(clip).append(")\">\n");
		for (int i = 0; i < bands.size(); i++) {
			band(svg, bands.get(i), i);
		}
		for (int i = 0; i < series.size(); i++) {
			path(svg, series.get(i), raw(series.get(i)), "raw", i);
		}
		for (int i = 0; i < series.size(); i++) {
			path(svg, series.get(i), smooth(series.get(i)), "smooth", i);
		}
		svg.append("</g>\n</svg>\n");
		return svg.toString();
	}

	private void scale() {
		firstStep = Double.POSITIVE_INFINITY;
		lastStep = Double.NEGATIVE_INFINITY;
		low = Double.POSITIVE_INFINITY;
		high = Double.NEGATIVE_INFINITY;
		for (Series one : series) {
			if (one.size() == 0) {
				continue;
			}
			firstStep = Math.min(firstStep, one.step(0));
			lastStep = Math.max(lastStep, one.step(one.size() - 1));
			double[] usual = usual(finite(one));
			low = Math.min(low, usual[0]);
			high = Math.max(high, usual[1]);
		}
		for (Band band : bands) {
			if (band.low.size() == 0) {
				continue;
			}
			low = Math.min(low, usual(finite(band.low))[0]);
			high = Math.max(high, usual(finite(band.high))[1]);
		}
		// A quantity that is never negative and comes near zero is shown down to zero.
		if (low >= 0 && low < 0.4 * high) {
			low = 0;
		}
		double margin = high > low ? 0.05 * (high - low) : Math.max(1e-9, Math.abs(high) * 0.1);
		high += margin;
		low = low == 0 ? 0 : low - margin;
		if (lastStep == firstStep) {
			lastStep++;
		}
	}

	private void grid(StringBuilder svg) {
		double step = Ticks.distance(high - low, 5);
		for (double tick = Math.ceil(low / step) * step; tick <= high; tick += step) {
			double y = y(tick);
			svg.append(String.format(Locale.ROOT, "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
					LEFT, WIDTH - RIGHT, y, y, LEFT - 7, y + 4, Ticks.label(tick, step)));
		}
		step = Math.max(1, Ticks.distance(lastStep - firstStep, 6));
		for (double tick = Math.ceil(firstStep / step) * step; tick <= lastStep; tick += step) {
			double x = x(tick);
			svg.append(String.format(Locale.ROOT, "<line class=\"axis\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/><text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
					x, x, height - BOTTOM, height - BOTTOM + 4, x, height - BOTTOM + 17, Ticks.label(tick, step)));
		}
		svg.append(String.format(Locale.ROOT, "<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>\n", LEFT, WIDTH - RIGHT, height - BOTTOM, height - BOTTOM));
		svg.append(String.format(Locale.ROOT, "<text class=\"label\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">training step</text>\n", (LEFT + WIDTH - RIGHT) / 2, height - 6));
		int middle = (TOP + height - BOTTOM) / 2;
		svg.append(String.format(Locale.ROOT, "<text class=\"label\" transform=\"rotate(-90 13 %d)\" x=\"13\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", middle, middle, Html.escape(axis)));
	}

	private void path(StringBuilder svg, Series one, double[] values, String kind, int colour) {
		StringBuilder points = new StringBuilder();
		boolean drawing = false;
		int size = values.length;
		if (size <= 2 * COLUMNS) {
			for (int i = 0; i < size; i++) {
				drawing = point(points, one.step(i), values[i], drawing);
			}
		} else {
			int from = 0;
			while (from < size) {
				int column = column(one.step(from));
				int lowest = from;
				int highest = from;
				int to = from;
				while (to < size && column(one.step(to)) == column) {
					lowest = !(values[lowest] <= values[to]) ? to : lowest;
					highest = !(values[highest] >= values[to]) ? to : highest;
					to++;
				}
				drawing = point(points, one.step(Math.min(lowest, highest)), values[Math.min(lowest, highest)], drawing);
				if (lowest != highest && kind.equals("raw")) {
					drawing = point(points, one.step(Math.max(lowest, highest)), values[Math.max(lowest, highest)], drawing);
				}
				from = to;
			}
		}
		if (points.isEmpty()) {
			return;
		}
		svg.append("<path class=\"").append(kind).append("\" style=\"stroke:var(--c").append(colour % COLOURS).append(")\" d=\"").append(points.toString().strip()).append("\"/>\n");
	}

	private void band(StringBuilder svg, Band band, int colour) {
		StringBuilder there = new StringBuilder();
		StringBuilder back = new StringBuilder();
		int stride = Math.max(1, band.low.size() / COLUMNS);
		for (int i = 0; i < band.low.size(); i += stride) {
			if (Double.isFinite(band.low.value(i)) && Double.isFinite(band.high.value(i))) {
				point(there, band.low.step(i), band.high.value(i), !there.isEmpty());
				StringBuilder below = new StringBuilder();
				point(below, band.low.step(i), band.low.value(i), true);
				back.insert(0, below);
			}
		}
		if (!there.isEmpty()) {
			svg.append("<path class=\"band\" style=\"fill:var(--c").append(colour % COLOURS).append(")\" d=\"").append(there.toString().strip()).append(back).append(" Z\"/>\n");
		}
	}

	private boolean point(StringBuilder points, int step, double value, boolean drawing) {
		if (!Double.isFinite(value)) {
			return false;
		}
		double y = Math.max(-height, Math.min(2.0 * height, y(value)));
		points.append(String.format(Locale.ROOT, "%s%.1f %.1f", drawing ? " " : " M", x(step), y));
		return true;
	}

	private static double[] raw(Series one) {
		double[] values = new double[one.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = one.value(i);
		}
		return values;
	}

	/**
	 * Mean over a window of a twenty-fifth of the curve, one-sided at its ends. Outliers count no more than the largest and least of
	 * the other values, or a single spike would show as a plateau; values that are no numbers are left out.
	 */
	private static double[] smooth(Series one) {
		int size = one.size();
		int half = Math.min(500, size / 50);
		double[] usual = usual(finite(one));
		double[] sums = new double[size + 1];
		int[] counts = new int[size + 1];
		for (int i = 0; i < size; i++) {
			boolean finite = Double.isFinite(one.value(i));
			sums[i + 1] = sums[i] + (finite ? Math.max(usual[0], Math.min(usual[1], one.value(i))) : 0);
			counts[i + 1] = counts[i] + (finite ? 1 : 0);
		}
		double[] smooth = new double[size];
		for (int i = 0; i < size; i++) {
			int from = Math.max(0, i - half);
			int to = Math.min(size, i + half + 1);
			int count = counts[to] - counts[from];
			smooth[i] = count == 0 ? Double.NaN : (sums[to] - sums[from]) / count;
		}
		return smooth;
	}

	/** The finite values in order of size; of a long series a sample. */
	private static double[] finite(Series one) {
		int stride = Math.max(1, one.size() / 20_000);
		double[] values = new double[one.size() / stride + 1];
		int count = 0;
		for (int i = 0; i < one.size(); i += stride) {
			if (Double.isFinite(one.value(i))) {
				values[count++] = one.value(i);
			}
		}
		values = Arrays.copyOf(values, count);
		Arrays.sort(values);
		return values;
	}

	/** Least and largest of sorted values without the outliers. */
	private static double[] usual(double[] sorted) {
		if (sorted.length == 0) {
			return new double[] { 0, 0 };
		}
		int cut = (int) (OUTLIERS * sorted.length);
		return new double[] { sorted[cut], sorted[sorted.length - 1 - cut] };
	}

	private int column(int step) {
		return (int) ((step - firstStep) / (lastStep - firstStep) * COLUMNS);
	}

	private double x(double step) {
		return LEFT + (step - firstStep) / (lastStep - firstStep) * (WIDTH - LEFT - RIGHT);
	}

	private double y(double value) {
		return TOP + (high - value) / (high - low) * (height - TOP - BOTTOM);
	}

	/** Round numbers for axes. */
	static final class Ticks {

		private Ticks() {
		}

		/** 1, 2 or 5 times a power of ten, so that about {@code count} ticks fit. */
		static double distance(double range, int count) {
			double rough = range / count;
			double power = Math.pow(10, Math.floor(Math.log10(rough)));
			double digit = rough / power;
			return (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10) * power;
		}

		static String label(double tick, double distance) {
			double clean = Math.abs(tick) < distance * 1e-6 ? 0 : tick;
			if (clean != 0 && (distance < 1e-4 || Math.abs(clean) >= 1e7)) {
				return String.format(Locale.ROOT, "%.1e", clean);
			}
			int places = Math.max(0, (int) -Math.floor(Math.log10(distance) + 1e-9));
			String text = String.format(Locale.ROOT, "%,." + places + "f", clean);
			return text.replace(',', '\u2009').replace("-", "\u2212");
		}
	}
}
