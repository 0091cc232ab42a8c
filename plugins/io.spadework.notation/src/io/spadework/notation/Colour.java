package io.spadework.notation;

/** A colour of the sRGB space, each part 0 to 255. */
public record Colour(int red, int green, int blue) {

	/** The colour written 0xRRGGBB. */
	public static Colour of(int rgb) {
		return new Colour(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
	}

	/** The contrast ratio of WCAG 2.1: 1 (none) to 21 (black on white). */
	public double contrastWith(Colour other) {
		double a = luminance();
		double b = other.luminance();
		return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
	}

	/** This colour with a part (0 to 1) of another mixed in. */
	public Colour mixedWith(Colour other, double part) {
		return new Colour(mix(red, other.red, part), mix(green, other.green, part), mix(blue, other.blue, part));
	}

	/** Relative luminance of WCAG 2.1, 0 (black) to 1 (white). */
	public double luminance() {
		return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
	}

	private static int mix(int a, int b, double part) {
		return (int) Math.round(a + (b - a) * part);
	}

	private static double linear(int part) {
		double s = part / 255.0;
		return s <= 0.03928 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
	}
}
