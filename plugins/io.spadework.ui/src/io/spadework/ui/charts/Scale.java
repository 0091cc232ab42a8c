package io.spadework.ui.charts;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import io.spadework.notation.Numbers;

/**
 * The values along an axis.
 *
 * @param low the least that is shown
 * @param high the greatest that is shown
 * @param logarithmic equal distances are equal ratios; both ends are positive then
 */
public record Scale(double low, double high, boolean logarithmic) {

	/** From here on numbers are written by thousands, millions and so on. */
	private static final double MANY = 1e5;
	private static final double[] STEPS = { 1, 2, 5, 10 };

	/** From the least to the greatest of values; those that are not finite don't count. From 0 to 1 where there is none. */
	public static Scale of(double[] values) {
		return new Scale(Arrays.stream(values).filter(Double::isFinite).min().orElse(0), Arrays.stream(values).filter(Double::isFinite).max().orElse(1), false);
	}

	/** Where a value lies: 0 at the low end, 1 at the high end, in the middle where both are equal. */
	public double share(double value) {
		if (!(high > low)) {
			return 0.5;
		}
		return logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
	}

	/** Round values within the scale, not many more than wanted; powers of ten on a logarithmic scale that has two of them or more. */
	public double[] ticks(int wanted) {
		if (!(high > low)) {
			return new double[] { low };
		}
		if (logarithmic) {
			double[] powers = DoubleStream.iterate(Math.ceil(Math.log10(low) - 1e-9), exponent -> exponent <= Math.log10(high) + 1e-9, exponent -> exponent + 1).map(exponent -> Math.pow(10, exponent)).toArray();
			if (powers.length > 1) {
				int every = Math.ceilDiv(powers.length, Math.max(1, wanted));
				return DoubleStream.iterate(0, i -> i < powers.length, i -> i + every).map(i -> powers[(int) i]).toArray();
			}
		}
		double rough = high / Math.max(1, wanted) - low / Math.max(1, wanted);
		double unit = Math.pow(10, Math.floor(Math.log10(rough)));
		double step = unit * Arrays.stream(STEPS).filter(each -> each * unit >= rough).findFirst().orElse(10);
		double first = Math.ceil(low / step - 1e-9);
		// counted, because far from zero the next whole number may be the same one
		int count = (int) Math.clamp(Math.floor(high / step + 1e-9) - first + 1, 0, 2.0 * wanted + 2);
		return IntStream.range(0, count).mapToDouble(i -> (first + i) * step).toArray();
	}

	/** A tick's value as it is written: all digits that tell it from the next one. */
	public static String text(double tick) {
		double size = Math.abs(tick);
		if (size >= MANY && size < Long.MAX_VALUE) {
			return Numbers.count((long) tick).replace(".0 ", " ");
		}
		if (size != 0 && (size < 1e-4 || size >= MANY)) {
			return String.format(Locale.ROOT, "%.3g", tick).replaceAll("\\.?0+(e|$)", "$1");
		}
		String text = String.format(Locale.ROOT, "%.6f", tick).replaceAll("\\.?0+$", "");
		return text.isEmpty() || text.equals("-0") ? "0" : text;
	}
}
