package io.spadework.engine.metrics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * KID, the kernel inception distance (arXiv 1801.01401): the unbiased squared maximum mean discrepancy with the kernel (x.y / d + 1)^3. Of large sets it is the mean over
 * subsets that are drawn without repetition, always the same for the same seed.
 */
public final class KernelDistance {

	/** As torch-fidelity and the paper's code have it. */
	static final int SUBSETS = 100;
	static final int SUBSET_SIZE = 1000;

	private final Features one;
	private final Features other;
	private final long seed;
	private final boolean whole;

	/** For two sets; throws IllegalArgumentException where one has fewer than two images or they are of different extractors. */
	public KernelDistance(Features one, Features other, long seed) {
		Features.requireAlike(one.dimension(), other.dimension());
		if (Math.min(one.count(), other.count()) < 2) {
			throw new IllegalArgumentException("A kernel distance takes at least 2 images on each side; there are " + one.count() + " and " + other.count() + ".");
		}
		this.one = one;
		this.other = other;
		this.seed = seed;
		whole = Math.max(one.count(), other.count()) <= SUBSET_SIZE;
	}

	/** What is averaged over, in words. */
	public String subsets() {
		return whole ? "all images at once" : SUBSETS + " subsets of " + size() + " images";
	}

	private int size() {
		return Math.min(SUBSET_SIZE, Math.min(one.count(), other.count()));
	}

	/** The distance with its 95 % interval: over images, or over subsets where there are such. */
	Estimate estimate(int resamples) {
		Resampling resampling = new Resampling(resamples, seed);
		return whole ? ofWhole(resampling) : ofSubsets(resampling);
	}

	private Estimate ofWhole(Resampling resampling) {
		double[] within = kernel(one, one);
		double[] withinOther = kernel(other, other);
		double[] between = kernel(one, other);
		double value = discrepancy(within, withinOther, between, ones(one.count()), ones(other.count()));
		return new Estimate(value, resampling.interval(value,
				random -> discrepancy(within, withinOther, between, counts(random, one.count()), counts(random, other.count()))));
	}

	private Estimate ofSubsets(Resampling resampling) {
		SplittableRandom random = new SplittableRandom(seed);
		int size = size();
		double[] values = new double[SUBSETS];
		double mean = 0;
		for (int i = 0; i < SUBSETS; i++) {
			Features some = one.rows(subset(random, one.count(), size));
			Features others = other.rows(subset(random, other.count(), size));
			values[i] = discrepancy(kernel(some, some), kernel(others, others), kernel(some, others), ones(size), ones(size));
			mean += values[i] / SUBSETS;
		}
		return new Estimate(mean, resampling.interval(mean, draws -> IntStream.of(Resampling.draw(draws, SUBSETS)).mapToDouble(i -> values[i]).average().orElseThrow()));
	}

	private static double[] kernel(Features a, Features b) {
		double[] kernel = Lapack.timesTransposed(a.values(), a.count(), b.values(), b.count(), a.dimension());
		for (int i = 0; i < kernel.length; i++) {
			double base = kernel[i] / a.dimension() + 1;
			kernel[i] = base * base * base;
		}
		return kernel;
	}

	/** Sums over pairs of different images, each image counting as often as it was drawn. */
	private static double discrepancy(double[] within, double[] withinOther, double[] between, int[] counts, int[] otherCounts) {
		return pairs(within, counts) + pairs(withinOther, otherCounts) - 2 * cross(between, counts, otherCounts);
	}

	private static double pairs(double[] kernel, int[] counts) {
		int n = counts.length;
		double sum = 0;
		double weight = 0;
		for (int i = 0; i < n; i++) {
			double row = 0;
			double rowWeight = 0;
			for (int j = 0; j < n && counts[i] > 0; j++) {
				if (j != i) {
					row += counts[j] * kernel[i * n + j];
					rowWeight += counts[j];
				}
			}
			sum += counts[i] * row;
			weight += counts[i] * rowWeight;
		}
		return sum / weight;
	}

	private static double cross(double[] kernel, int[] counts, int[] otherCounts) {
		double sum = 0;
		double weight = 0;
		for (int i = 0; i < counts.length; i++) {
			for (int j = 0; j < otherCounts.length && counts[i] > 0; j++) {
				sum += (double) counts[i] * otherCounts[j] * kernel[i * otherCounts.length + j];
				weight += (double) counts[i] * otherCounts[j];
			}
		}
		return sum / weight;
	}

	private static int[] ones(int count) {
		return IntStream.range(0, count).map(i -> 1).toArray();
	}

	/** How often each image is drawn; two different ones at the least, as there are no pairs otherwise. */
	private static int[] counts(SplittableRandom random, int count) {
		while (true) {
			int[] counts = new int[count];
			for (int drawn : Resampling.draw(random, count)) {
				counts[drawn]++;
			}
			if (IntStream.of(counts).filter(each -> each > 0).count() > 1) {
				return counts;
			}
		}
	}

	/** Different places, drawn by the first steps of a shuffle. */
	private static int[] subset(SplittableRandom random, int count, int size) {
		int[] places = IntStream.range(0, count).toArray();
		for (int i = 0; i < size; i++) {
			int other = random.nextInt(i, count);
			int swapped = places[i];
			places[i] = places[other];
			places[other] = swapped;
		}
		return Arrays.copyOf(places, size);
	}
}
