package io.spadework.runs.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values of runs for people. */
final class RunText {

	private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss");
	private static final DateTimeFormatter EARLIER = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

	private RunText() {
	}

	/** A whole number as such, another with four significant digits. */
	static String number(double value) {
		if (!Double.isFinite(value)) {
			return Double.toString(value);
		}
		if (value == Math.rint(value) && Math.abs(value) < 1e9) {
			return String.format(Locale.ROOT, "%.0f", value);
		}
		double size = Math.abs(value);
		if (size < 0.001 || size >= 100_000) {
			return String.format(Locale.ROOT, "%.3e", value);
		}
		return String.format(Locale.ROOT, size < 1 ? "%.4f" : size < 10 ? "%.3f" : size < 100 ? "%.2f" : "%.1f", value);
	}

	/** Seconds as a person says them: 42 s, 3:07 min, 2:05 h, 3 d 4 h. */
	static String duration(double seconds) {
		if (!Double.isFinite(seconds)) {
			return "";
		}
		long whole = Math.round(seconds);
		if (whole < 60) {
			return String.format(Locale.ROOT, seconds < 10 && seconds > 0 ? "%.1f s" : "%.0f s", seconds);
		}
		if (whole < 3600) {
			return String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60);
		}
		long minutes = whole / 60;
		return minutes < 24 * 60 ? String.format(Locale.ROOT, "%d:%02d h", minutes / 60, minutes % 60) : String.format(Locale.ROOT, "%d d %d h", minutes / 1440, minutes % 1440 / 60);
	}

	/** The time of day where it was today, otherwise with the date. */
	static String time(Instant at) {
		ZonedDateTime local = at.atZone(ZoneId.systemDefault());
		return (local.toLocalDate().equals(LocalDate.now()) ? TODAY : EARLIER).format(local);
	}

	/** The order of a dictionary, but numbers within words by their size. */
	static int compare(String a, String b) {
		int i = 0;
		int j = 0;
		while (i < a.length() && j < b.length()) {
			int endA = digits(a, i);
			int endB = digits(b, j);
			int order;
			if (endA > i && endB > j) {
				String first = a.substring(i, endA).replaceFirst("^0+(?=.)", "");
				String second = b.substring(j, endB).replaceFirst("^0+(?=.)", "");
				order = first.length() != second.length() ? Integer.compare(first.length(), second.length()) : first.compareTo(second);
				i = endA;
				j = endB;
			} else {
				order = Character.compare(Character.toLowerCase(a.charAt(i++)), Character.toLowerCase(b.charAt(j++)));
			}
			if (order != 0) {
				return order;
			}
		}
		return Integer.compare(a.length() - i, b.length() - j);
	}

	private static int digits(String text, int from) {
		int end = from;
		while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
			end++;
		}
		return end;
	}
}
