package io.spadework.diagram.overlay;

import org.eclipse.swt.graphics.Color;

/** Colours from low to high that can be told apart with any colour vision: blue, yellow, red. */
final class Ramp {

	private static final int[] STOPS = { 0x2B6CB0, 0xF2C14E, 0xC62828 };
	private static final int MIDDLE = 150_000;

	private Ramp() {
	}

	/** The colour of a strength, 0 to 1. */
	static Color at(double strength) {
		double place = Math.clamp(strength, 0, 1) * (STOPS.length - 1);
		int stop = Math.min(STOPS.length - 2, (int) place);
		double share = place - stop;
		return new Color(mixed(16, stop, share), mixed(8, stop, share), mixed(0, stop, share));
	}

	private static int mixed(int shift, int stop, double share) {
		return (int) Math.round((1 - share) * (STOPS[stop] >> shift & 255) + share * (STOPS[stop + 1] >> shift & 255));
	}

	/** Black or white, whichever can be read on a colour. */
	static Color on(Color ground) {
		return ground.getRed() * 299 + ground.getGreen() * 587 + ground.getBlue() * 114 > MIDDLE ? new Color(0, 0, 0) : new Color(255, 255, 255);
	}
}
