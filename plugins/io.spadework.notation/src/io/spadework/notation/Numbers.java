package io.spadework.notation;

import java.util.Locale;

/** Numbers as people read them in a diagram. */
public final class Numbers {

	private static final String[] UNITS = {"", " k", " M", " G", " T", " P"};

	private Numbers() {
	}

	/** A count with three digits or so: 640, 1.2 k, 21.6 M, 123 G. */
	public static String count(long count) {
		double value = count;
		int unit = 0;
		// 999.5 k would be rounded to 1000 k
		while (Math.abs(value) >= (unit == 0 ? 1000 : 999.5) && unit < UNITS.length - 1) {
			value /= 1000;
			unit++;
		}
		String format = unit == 0 || Math.abs(value) >= 99.95 ? "%.0f" : "%.1f";
		return String.format(Locale.ROOT, format, value) + UNITS[unit];
	}

	/** A setting without needless digits: 2, 0.2, 1e-5. */
	public static String setting(double value) {
		if (value == Math.rint(value) && Math.abs(value) < 1e9)
			return String.valueOf((long) value);
		if (Math.abs(value) < 1e-3) {
			String[] parts = String.format(Locale.ROOT, "%.3e", value).split("e");
			return strip(parts[0]) + "e" + Integer.parseInt(parts[1]);
		}
		return strip(String.format(Locale.ROOT, "%.4f", value));
	}

	private static String strip(String digits) {
		return digits.contains(".") ? digits.replaceAll("0+$", "").replaceAll("\\.$", "") : digits;
	}
}
