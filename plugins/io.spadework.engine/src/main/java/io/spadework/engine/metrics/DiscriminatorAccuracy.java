package io.spadework.engine.metrics;

import io.spadework.engine.data.Dataset;
import io.spadework.runs.Evaluation;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Discriminator accuracy: the share of the discriminator's patches, over all its scales, that are judged rightly: real images above
 * a threshold, generated ones at or below it. Real and generated count half each. 0.5 means that it can't tell them apart, 1 that the
 * generator fools it nowhere.
 */
public final class DiscriminatorAccuracy {

	private final Dataset dataset;
	private final double threshold;
	private final Map<String, String> making;
	private final Judged real = new Judged();
	private final Judged generated = new Judged();
	private int samples;

	/**
	 * For held-out samples of a data set.
	 *
	 * @param threshold between generated and real: 0 for hinge and logits, half-way between its targets for least squares
	 * @param making    what the protocol says about how images are generated
	 */
	public DiscriminatorAccuracy(Dataset dataset, double threshold, Map<String, String> making) {
		this.dataset = dataset;
		this.threshold = threshold;
		this.making = making;
	}

	/** Takes in the patches of all scales for a sample's real image, and for the one generated from its map. */
	public void add(float[] ofReal, float[] ofGenerated) {
		real.add(ofReal, threshold);
		generated.add(ofGenerated, threshold);
		samples++;
	}

	/** The accuracy as a number with its protocol: {@code discriminator_accuracy}. Throws IllegalStateException where nothing was taken in. */
	public Evaluation evaluation() {
		if (samples == 0) {
			throw new IllegalStateException("discriminator accuracy needs at least one sample; none was taken in");
		}
		Map<String, String> protocol = new LinkedHashMap<>(dataset.provenance());
		protocol.putAll(making);
		protocol.put("definition", "discriminator accuracy, version 1");
		protocol.put("images", samples + " real, and as many generated from the same maps");
		protocol.put("counted", "patches of all scales, real and generated half each");
		protocol.put("threshold", Double.toString(threshold));
		protocol.put("size", dataset.width() + " x " + dataset.height());
		return new Evaluation("discriminator_accuracy", 0.5 * (real.above() + 1 - generated.above()), null, samples, protocol);
	}

	/** Patches of one kind of image, each image counting by its patches. */
	private static final class Judged {

		private long above;
		private long all;

		void add(float[] patches, double threshold) {
			for (float patch : patches) {
				above += patch > threshold ? 1 : 0;
			}
			all += patches.length;
		}

		double above() {
			return (double) above / all;
		}
	}
}
