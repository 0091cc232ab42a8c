package io.spadework.engine.data;

import java.util.SplittableRandom;

/**
 * Light and weather of a built-in landscape. Styles tint, they don't repaint: a class keeps its own colour in all of them, or a
 * colour could not tell what a pixel is meant to be.
 */
enum LandscapeStyle {
	NOON(24, 0x4a8ede, 0x93c6f2, 0xb4d2ee, 0.16f, 1.04f, 1.03f, 0.98f, 1.05f, -0.35f, 0xfff8e0),
	AFTERNOON(18, 0x4384d4, 0x9cc8ec, 0xbcd4ea, 0.22f, 1.10f, 1.02f, 0.88f, 1.08f, 0.55f, 0xffedc0),
	SUNRISE(11, 0x5593dc, 0xeec6b0, 0xdcc4c4, 0.30f, 1.06f, 0.96f, 0.90f, 1.0f, 0.75f, 0xffd9a0),
	DUSK(11, 0x4c78cc, 0xe2aa98, 0xa4a0c0, 0.28f, 0.97f, 0.87f, 0.90f, 1.0f, -0.75f, 0xffb080),
	WINTER(13, 0x5f9cde, 0xa6cbee, 0xbcd2ea, 0.26f, 0.96f, 1.0f, 1.06f, 0.9f, 0.45f, 0xfff4e0),
	MIST(11, 0x7cabdc, 0xa6c6e4, 0xb4c9de, 0.52f, 0.97f, 0.98f, 1.0f, 0.88f, -0.2f, 0xffffff),
	OVERCAST(12, 0x6d9ccb, 0xa3c0d9, 0xa9bfd2, 0.30f, 0.86f, 0.88f, 0.90f, 0.86f, 0.1f, 0xffffff);

	private static final int WEIGHTS = weights();

	private final int weight;
	final float[] zenith;
	final float[] skyline;
	final float[] haze;
	/** How much of the haze's colour the farthest things take on. */
	final float hazeAmount;
	final float[] light;
	final float saturation;
	/** Where the light comes from: -1 left, 1 right; the nearer to 0, the higher the sun. */
	final float sunSide;
	final float[] sun;

	LandscapeStyle(int weight, int zenith, int skyline, int haze, float hazeAmount, float red, float green, float blue, float saturation,
			float sunSide, int sun) {
		this.weight = weight;
		this.zenith = rgb(zenith);
		this.skyline = rgb(skyline);
		this.haze = rgb(haze);
		this.hazeAmount = hazeAmount;
		this.light = new float[] { red, green, blue };
		this.saturation = saturation;
		this.sunSide = sunSide;
		this.sun = rgb(sun);
	}

	/** A style at random, the fair weather more often. */
	static LandscapeStyle draw(SplittableRandom random) {
		int ticket = random.nextInt(WEIGHTS);
		for (LandscapeStyle style : values()) {
			ticket -= style.weight;
			if (ticket < 0) {
				return style;
			}
		}
		throw new AssertionError(ticket);
	}

	/** True where the sun stands in the picture. */
	boolean lowSun() {
		return this == SUNRISE || this == DUSK;
	}

	static float[] rgb(int colour) {
		return new float[] { colour >> 16 & 255, colour >> 8 & 255, colour & 255 };
	}

	private static int weights() {
		int sum = 0;
		for (LandscapeStyle style : values()) {
			sum += style.weight;
		}
		return sum;
	}
}
