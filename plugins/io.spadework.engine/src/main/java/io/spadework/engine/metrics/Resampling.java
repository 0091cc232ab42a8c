package io.spadework.engine.metrics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * 95 % intervals by the bootstrap (Efron 1979), always the same for the same seed.
 * <p>
 * Images that are drawn twice make two sets look more unlike than they are. So the spread of the resampled values is laid around the value itself: the interval says how
 * much the value depends on which images there are, not how far it is off because they are few.
 */
record Resampling(int resamples, long seed) {

	private static final double TAIL = 0.025;

	/** Draws as many images as there are, again and again, and gives the interval of what is computed from them; null where nothing is to be drawn. */
	double[] interval(double value, ToDoubleFunction<SplittableRandom> resampled) {
		if (resamples < 2) {
			return null;
		}
		SplittableRandom random = new SplittableRandom(seed);
		double[] values = new double[resamples];
		double mean = 0;
		for (int i = 0; i < resamples; i++) {
			values[i] = resampled.applyAsDouble(random);
			mean += values[i] / resamples;
		}
		Arrays.sort(values);
		int cut = (int) (TAIL * resamples);
		return new double[] { value + values[cut] - mean, value + values[resamples - 1 - cut] - mean };
	}

	/** As many places as there are, each drawn from all of them. */
	static int[] draw(SplittableRandom random, int count) {
		return random.ints(count, 0, count).toArray();
	}
}
