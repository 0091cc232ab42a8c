package io.spadework.ui.charts;

/**
 * Which points a chart needs.
 *
 * @param from least x, negative infinity = from the beginning
 * @param to greatest x, infinity = to the end
 * @param columns width of the plot in pixels
 * @param logarithmic leaves out what a logarithmic axis cannot show
 */
public record Window(double from, double to, int columns, boolean logarithmic) {

	/** Everything there is. */
	public static Window all(int columns, boolean logarithmic) {
		return new Window(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, columns, logarithmic);
	}

	/** True where nothing is cut off. */
	public boolean isAll() {
		return Double.isInfinite(from) && Double.isInfinite(to);
	}
}
