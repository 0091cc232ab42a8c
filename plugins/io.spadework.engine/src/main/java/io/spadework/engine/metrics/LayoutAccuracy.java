package io.spadework.engine.metrics;

import io.spadework.engine.data.DataException;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Sample;
import io.spadework.runs.Evaluation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Layout accuracy: the share of pixels of an image whose colour is nearer to the mean real colour of their own class than to that
 * of any other class. It needs no segmentation network, and tells whether a generator puts things where the label map says.
 * <p>
 * The mean colour of a class is the mean of R, G and B (8-bit sRGB values as stored, scaled to [-1, 1], not linearised) over every
 * pixel of that class in the real images of the evaluated held-out samples, each pixel counting once. Nearest is by Euclidean
 * distance. Only classes that occur in these samples are candidates; don't-care pixels enter neither the means nor the count.
 * Where classes share a colour even real images don't reach 1: {@link #real()} says what they reach.
 */
public final class LayoutAccuracy {

	/** Changes whenever the same images would get another number. */
	private static final String DEFINITION = "layout accuracy, version 1";
	private static final int RESAMPLES = 1000;

	private final Dataset dataset;
	private final int samples;
	private final Map<String, String> making;
	/** Label indices that occur. */
	private final int[] classes;
	/** Mean red, green and blue of each of {@link #classes}. */
	private final float[] means;

	private LayoutAccuracy(Dataset dataset, int samples, Map<String, String> making, double[] sums, long[] counts) {
		this.dataset = dataset;
		this.samples = samples;
		this.making = making;
		classes = IntStream.range(0, counts.length).filter(label -> counts[label] > 0).toArray();
		means = new float[3 * classes.length];
		for (int k = 0; k < classes.length; k++) {
			for (int c = 0; c < 3; c++) {
				means[3 * k + c] = (float) (sums[3 * classes[k] + c] / counts[classes[k]]);
			}
		}
	}

	/**
	 * The metric on the first held-out samples of an opened data set, at most {@code count} of them; reads each of them once.
	 *
	 * @param making what the protocol says about how images are generated
	 */
	public static LayoutAccuracy on(Dataset dataset, int count, Map<String, String> making) throws DataException {
		int samples = Math.min(count, dataset.heldOut());
		if (samples < 1) {
			throw new DataException("Layout accuracy needs held-out samples; the data set has " + dataset.heldOut() + " and " + count + " were asked for");
		}
		double[] sums = new double[3 * dataset.labels()];
		long[] counts = new long[dataset.labels()];
		for (int i = 0; i < samples; i++) {
			Sample sample = dataset.heldOut(i);
			int plane = sample.labels().length;
			for (int p = 0; p < plane; p++) {
				int label = sample.labels()[p];
				if (label != dataset.dontCare()) {
					counts[label]++;
					for (int c = 0; c < 3; c++) {
						sums[3 * label + c] += sample.image()[c * plane + p];
					}
				}
			}
		}
		return new LayoutAccuracy(dataset, samples, making, sums, counts);
	}

	/** How many held-out samples, from the first one on, it is measured on. */
	public int samples() {
		return samples;
	}

	/** Whether a class occurs in the real images, so that its colour is known. */
	public boolean occurs(int label) {
		return IntStream.of(classes).anyMatch(other -> other == label);
	}

	/** The share of the pixels of a sample's image that have the nearest colour of their own class. */
	public double share(Sample sample) {
		return (double) right(sample, sample.image()) / sample.labels().length;
	}

	/** Scores the images of a generator with its initial weights: {@code layout_accuracy_untrained}. */
	public Scores untrained() {
		return new Scores("layout_accuracy_untrained", "generator before its first step", making, false);
	}

	/** Scores the images of the generator as it is trained: {@code layout_accuracy}. */
	public Scores trained() {
		return new Scores("layout_accuracy", "generator as trained", making, false);
	}

	/**
	 * Scores the image made for the next sample's map against each sample's map (the last one gets the first one's):
	 * {@code layout_accuracy_swapped}. A generator that heeds its map scores low here; one that ignores it scores as before.
	 */
	public Scores swapped() {
		if (samples < 2) {
			throw new IllegalArgumentException("swapping maps needs at least 2 held-out samples; there is 1");
		}
		return new Scores("layout_accuracy_swapped", "generator as trained, given the next sample's map", making, true);
	}

	/** Scores the real images themselves, the most that can be reached in practice: {@code layout_accuracy_real}. */
	public Scores real() {
		return new Scores("layout_accuracy_real", "real images", Map.of(), false);
	}

	/** Takes in one image after the other, in the order of the held-out samples, and keeps the counts alone. */
	public final class Scores {

		private final String metric;
		private final String images;
		private final Map<String, String> made;
		private final boolean swapping;
		private final long[] right = new long[samples];
		private final long[] counted = new long[samples];
		private int taken;
		private Sample before;
		private float[] firstImage;

		private Scores(String metric, String images, Map<String, String> made, boolean swapping) {
			this.metric = metric;
			this.images = images;
			this.made = made;
			this.swapping = swapping;
		}

		/** Takes in the image, 3 * height * width values, that belongs to the next sample. Throws IllegalArgumentException for one too many, or of another size. */
		public void add(Sample sample, float[] image) {
			if (taken == samples) {
				throw new IllegalArgumentException(metric + " needs one image per sample: " + samples + ", got more");
			}
			if (!swapping) {
				score(sample, image, taken);
			} else if (before == null) {
				firstImage = image.clone();
			} else {
				score(before, image, taken - 1);
			}
			before = sample;
			taken++;
		}

		private void score(Sample sample, float[] image, int at) {
			right[at] = right(sample, image);
			for (short label : sample.labels()) {
				counted[at] += label == dataset.dontCare() ? 0 : 1;
			}
		}

		/** The share as a number with its protocol; throws IllegalArgumentException where an image is missing. */
		public Evaluation evaluation() {
			if (taken != samples) {
				throw new IllegalArgumentException(metric + " needs one image per sample: " + samples + ", got " + taken);
			}
			if (swapping) {
				score(before, firstImage, samples - 1);
			}
			Map<String, String> protocol = new LinkedHashMap<>(dataset.provenance());
			protocol.putAll(made);
			protocol.put("definition", DEFINITION);
			protocol.put("images", images);
			protocol.put("samples", Integer.toString(samples));
			protocol.put("size", dataset.width() + " x " + dataset.height());
			protocol.put("colour", "sRGB as stored, Euclidean distance");
			protocol.put("class means", "over all pixels of the class in the evaluated real images");
			protocol.put("candidates", classes.length + " classes that occur; don't-care pixels not counted");
			protocol.put("interval", "95 %, bootstrap over images, " + RESAMPLES + " resamples");
			return new Evaluation(metric, share(right, counted), interval(right, counted), samples, protocol);
		}
	}

	/** Pixels that have the nearest colour of their own class. */
	private long right(Sample sample, float[] image) {
		int plane = sample.labels().length;
		if (image.length != 3 * plane) {
			throw new IllegalArgumentException("the image for " + sample.name() + " has " + image.length + " values; expected 3 x " + sample.height() + " x " + sample.width());
		}
		long right = 0;
		for (int i = 0; i < plane; i++) {
			int label = sample.labels()[i];
			if (label != dataset.dontCare() && nearest(image[i], image[plane + i], image[2 * plane + i]) == label) {
				right++;
			}
		}
		return right;
	}

	/** The class whose mean is nearest, or -1 for a colour that is no number. */
	private int nearest(float red, float green, float blue) {
		int nearest = -1;
		float least = Float.POSITIVE_INFINITY;
		for (int k = 0; k < classes.length; k++) {
			float r = red - means[3 * k];
			float g = green - means[3 * k + 1];
			float b = blue - means[3 * k + 2];
			float distance = r * r + g * g + b * b;
			if (distance < least) {
				least = distance;
				nearest = classes[k];
			}
		}
		return nearest;
	}

	private static double share(long[] right, long[] counted) {
		long rights = 0;
		long all = 0;
		for (int i = 0; i < right.length; i++) {
			rights += right[i];
			all += counted[i];
		}
		return all == 0 ? Double.NaN : (double) rights / all;
	}

	/** Percentile bootstrap over images (Efron 1979); none for a single image. */
	private static double[] interval(long[] right, long[] counted) {
		if (right.length < 2) {
			return null;
		}
		SplittableRandom random = new SplittableRandom(1);
		double[] shares = new double[RESAMPLES];
		for (int resample = 0; resample < RESAMPLES; resample++) {
			long rights = 0;
			long all = 0;
			for (int i = 0; i < right.length; i++) {
				int drawn = random.nextInt(right.length);
				rights += right[drawn];
				all += counted[drawn];
			}
			shares[resample] = all == 0 ? Double.NaN : (double) rights / all;
		}
		Arrays.sort(shares);
		return new double[] { shares[(int) (0.025 * RESAMPLES)], shares[(int) (0.975 * RESAMPLES) - 1] };
	}
}
