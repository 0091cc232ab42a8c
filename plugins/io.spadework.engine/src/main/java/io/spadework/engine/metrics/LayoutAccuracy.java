package io.spadework.engine.metrics;

import io.spadework.engine.data.DataException;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Sample;
import io.spadework.runs.Evaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

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
	private final List<Sample> samples;
	/** Label indices that occur. */
	private final int[] classes;
	/** Mean red, green and blue of each of {@link #classes}. */
	private final float[] means;

	private LayoutAccuracy(Dataset dataset, List<Sample> samples) {
		this.dataset = dataset;
		this.samples = Collections.unmodifiableList(samples);
		double[] sums = new double[3 * dataset.labels()];
		long[] counts = new long[dataset.labels()];
		for (Sample sample : samples) {
			int plane = sample.labels().length;
			for (int i = 0; i < plane; i++) {
				int label = sample.labels()[i];
				if (label != dataset.dontCare()) {
					counts[label]++;
					for (int c = 0; c < 3; c++) {
						sums[3 * label + c] += sample.image()[c * plane + i];
					}
				}
			}
		}
		List<Integer> present = new ArrayList<>();
		for (int label = 0; label < counts.length; label++) {
			if (counts[label] > 0) {
				present.add(label);
			}
		}
		classes = present.stream().mapToInt(Integer::intValue).toArray();
		means = new float[3 * classes.length];
		for (int k = 0; k < classes.length; k++) {
			for (int c = 0; c < 3; c++) {
				means[3 * k + c] = (float) (sums[3 * classes[k] + c] / counts[classes[k]]);
			}
		}
	}

	/** The metric on the first held-out samples of an opened data set, at most {@code count} of them. */
	public static LayoutAccuracy on(Dataset dataset, int count) throws DataException {
		List<Sample> samples = new ArrayList<>();
		for (int i = 0; i < Math.min(count, dataset.heldOut()); i++) {
			samples.add(dataset.heldOut(i));
		}
		if (samples.isEmpty()) {
			throw new DataException("Layout accuracy needs held-out samples; the data set has " + dataset.heldOut() + " and " + count + " were asked for");
		}
		return new LayoutAccuracy(dataset, samples);
	}

	/** The samples whose label maps are to be turned into images, in the order in which the images are expected. */
	public List<Sample> samples() {
		return samples;
	}

	/** Scores the images of a generator with its initial weights: {@code layout_accuracy_untrained}. */
	public Evaluation untrained(List<float[]> images) {
		return evaluation("layout_accuracy_untrained", "generator before its first step", images, 0);
	}

	/** Scores the images of the generator as it is trained: {@code layout_accuracy}. */
	public Evaluation trained(List<float[]> images) {
		return evaluation("layout_accuracy", "generator as trained", images, 0);
	}

	/**
	 * Scores the image made for the next sample's map against each sample's map (the last one gets the first one's):
	 * {@code layout_accuracy_swapped}. A generator that heeds its map scores low here; one that ignores it scores as before.
	 */
	public Evaluation swapped(List<float[]> images) {
		if (samples.size() < 2) {
			throw new IllegalArgumentException("swapping maps needs at least 2 held-out samples; there is 1");
		}
		return evaluation("layout_accuracy_swapped", "generator as trained, given the next sample's map", images, 1);
	}

	/** Scores the real images themselves, the most that can be reached in practice: {@code layout_accuracy_real}. */
	public Evaluation real() {
		return evaluation("layout_accuracy_real", "real images", samples.stream().map(Sample::image).toList(), 0);
	}

	private Evaluation evaluation(String metric, String images, List<float[]> given, int shift) {
		if (given.size() != samples.size()) {
			throw new IllegalArgumentException(metric + " needs one image per sample: " + samples.size() + ", got " + given.size());
		}
		long[] right = new long[samples.size()];
		long[] counted = new long[samples.size()];
		for (int i = 0; i < samples.size(); i++) {
			score(samples.get(i), given.get((i + shift) % given.size()), i, right, counted);
		}
		Map<String, String> protocol = new LinkedHashMap<>(dataset.provenance());
		protocol.put("definition", DEFINITION);
		protocol.put("images", images);
		protocol.put("samples", Integer.toString(samples.size()));
		protocol.put("size", dataset.width() + " x " + dataset.height());
		protocol.put("colour", "sRGB as stored, Euclidean distance");
		protocol.put("class means", "over all pixels of the class in the evaluated real images");
		protocol.put("candidates", classes.length + " classes that occur; don't-care pixels not counted");
		protocol.put("interval", "95 %, bootstrap over images, " + RESAMPLES + " resamples");
		return new Evaluation(metric, share(right, counted), interval(right, counted), samples.size(), protocol);
	}

	private void score(Sample sample, float[] image, int at, long[] right, long[] counted) {
		int plane = sample.labels().length;
		if (image.length != 3 * plane) {
			throw new IllegalArgumentException("the image for " + sample.name() + " has " + image.length + " values; expected 3 x " + sample.height() + " x " + sample.width());
		}
		for (int i = 0; i < plane; i++) {
			int label = sample.labels()[i];
			if (label == dataset.dontCare()) {
				continue;
			}
			counted[at]++;
			if (nearest(image[i], image[plane + i], image[2 * plane + i]) == label) {
				right[at]++;
			}
		}
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
