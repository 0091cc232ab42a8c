package io.spadework.engine.data;

import java.util.SplittableRandom;

/**
 * The time of day at which a built-in landscape is seen: how much of each colour is left of plain daylight. It has nothing to do with what stands where, so a label map says
 * nothing about it.
 *
 * @param red   share of the red that is left, and so on
 * @param night whether lamps are lit
 */
record Daylight(float red, float green, float blue, boolean night) {

	/** Colours as they are painted. */
	static final Daylight PLAIN = new Daylight(1, 1, 1, false);

	/** From midnight to midnight: when, as a share of the day, and what is left of red, green and blue. */
	private static final float[][] HOURS = { { 0, 0.20f, 0.27f, 0.44f }, { 0.12f, 0.25f, 0.31f, 0.50f }, { 0.22f, 0.86f, 0.60f, 0.66f }, { 0.32f, 1.04f, 0.93f, 0.80f },
			{ 0.45f, 1.06f, 1.05f, 1.03f }, { 0.62f, 1.03f, 0.98f, 0.90f }, { 0.76f, 1.04f, 0.74f, 0.46f }, { 0.87f, 0.56f, 0.40f, 0.62f }, { 1, 0.20f, 0.27f, 0.44f } };
	private static final float DARK = 0.45f;

	/** Any time of day, all equally likely. */
	static Daylight draw(SplittableRandom random) {
		float hour = (float) random.nextDouble();
		int next = 1;
		while (HOURS[next][0] < hour) {
			next++;
		}
		float[] before = HOURS[next - 1];
		float[] after = HOURS[next];
		float between = Noise.step(before[0], after[0], hour);
		float green = Noise.mix(before[2], after[2], between);
		return new Daylight(Noise.mix(before[1], after[1], between), green, Noise.mix(before[3], after[3], between), green < DARK);
	}

	/** Lets a colour be seen in this light. */
	void fallOn(float[] colour) {
		colour[0] *= red;
		colour[1] *= green;
		colour[2] *= blue;
	}
}
