package io.spadework.ui.charts;

import java.util.Locale;

/** Measured values for people. */
public final class Values {

	private Values() {
	}

	/** Four significant digits. */
	public static String words(double value) {
		if (!Double.isFinite(value)) {
			return Double.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "minus infinite";
		}
		double size = Math.abs(value);
		if (size != 0 && (size < 0.001 || size >= 100_000)) {
			return String.format(Locale.ROOT, "%.2e", value);
		}
		return String.format(Locale.ROOT, size < 10 ? "%.3f" : size < 1000 ? "%.1f" : "%.0f", value);
	}
}
