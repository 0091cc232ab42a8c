package io.spadework.engine.data;

import java.util.SplittableRandom;

/** Randomness that is a pure function of where it is needed, so that a resumed training meets the same again. */
final class Order {

	private record Shuffled(long seed, int epoch, int[] indices) {
	}

	private final int size;
	/** The order asked for last: an epoch is read position by position. */
	private volatile Shuffled latest;

	Order(int size) {
		this.size = size;
	}

	/** Which sample comes at a position of an epoch; every sample comes once an epoch. */
	int at(long seed, int epoch, int position) {
		Shuffled order = latest;
		if (order == null || order.seed != seed || order.epoch != epoch) {
			order = new Shuffled(seed, epoch, shuffle(new SplittableRandom(mix(seed, epoch))));
			latest = order;
		}
		return order.indices[position];
	}

	/** Randomness for augmenting the sample at a position of an epoch. */
	static SplittableRandom augmentation(long seed, int epoch, int position) {
		return new SplittableRandom(mix(mix(seed, epoch) + 1, position));
	}

	/** Scrambles two numbers into one (finaliser of MurmurHash3, variant 13 of David Stafford). */
	static long mix(long a, long b) {
		long z = a * 0x9e3779b97f4a7c15L + b * 0xd1b54a32d192ed03L + 0x632be59bd9b4e019L;
		z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
		z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
		return z ^ z >>> 31;
	}

	private int[] shuffle(SplittableRandom random) {
		int[] indices = new int[size];
		for (int i = 0; i < size; i++) {
			int j = random.nextInt(i + 1);
			indices[i] = indices[j];
			indices[j] = i;
		}
		return indices;
	}
}
