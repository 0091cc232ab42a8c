package io.spadework.runs.report;

import java.util.Locale;

/** Numbers as a person reads them. */
public final class Figures {

	private Figures() {
	}

	/** Four digits that matter. */
	public static String number(double value) {
		double size = Math.abs(value);
		if (!Double.isFinite(value)) {
			return Double.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "minus infinite";
		}
		if (size != 0 && (size < 1e-3 || size >= 1e6)) {
			return String.format(Locale.ROOT, "%.2e", value);
		}
		return String.format(Locale.ROOT, size >= 1000 ? "%.0f" : size >= 100 ? "%.1f" : size >= 10 ? "%.2f" : "%.3f", value);
	}

	/** A whole number with its thousands apart. */
	public static String count(long number) {
		return String.format(Locale.ROOT, "%,d", number).replace(',', '\u2009');
	}

	/** Seconds, as minutes or hours where they are many. */
	public static String duration(double seconds) {
		long whole = Math.round(seconds);
		if (whole < 120) {
			return String.format(Locale.ROOT, "%.1f s", seconds);
		}
		return whole < 7200 ? whole / 60 + " min " + whole % 60 + " s" : whole / 3600 + " h " + whole % 3600 / 60 + " min";
	}

	/** A probability; never a plain 0, which no test can tell. */
	public static String probability(double p) {
		return Double.isNaN(p) ? "" : p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
	}
}
