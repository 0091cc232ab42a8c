package io.spadework.engine.metrics;

import io.spadework.engine.data.Dataset;
import io.spadework.runs.Evaluation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Discriminator accuracy: the share of the discriminator's patches, over all its scales, that are judged rightly: real images above
 * a threshold, generated ones at or below it. Real and generated count half each. 0.5 means that it can't tell them apart, 1 that the
 * generator fools it nowhere.
 */
public final class DiscriminatorAccuracy {

	private DiscriminatorAccuracy() {
	}

	/**
	 * The accuracy as a number with its protocol: {@code discriminator_accuracy}.
	 *
	 * @param threshold between generated and real: 0 for hinge and logits, half-way between its targets for least squares
	 * @param real patches of all scales for each held-out sample's real image
	 * @param generated patches of all scales for the image generated from each of the same samples' maps
	 */
	public static Evaluation evaluation(Dataset dataset, double threshold, List<float[]> real, List<float[]> generated) {
		if (real.isEmpty() || real.size() != generated.size()) {
			throw new IllegalArgumentException("discriminator accuracy needs as many generated as real images, and at least one; got " + generated.size() + " and " + real.size());
		}
		Map<String, String> protocol = new LinkedHashMap<>(dataset.provenance());
		protocol.put("definition", "discriminator accuracy, version 1");
		protocol.put("images", real.size() + " real, and as many generated from the same maps");
		protocol.put("counted", "patches of all scales, real and generated half each");
		protocol.put("threshold", Double.toString(threshold));
		protocol.put("size", dataset.width() + " x " + dataset.height());
		return new Evaluation("discriminator_accuracy", 0.5 * (above(real, threshold) + 1 - above(generated, threshold)), null, real.size(), protocol);
	}

	/** Share of patches above the threshold, each image counting by its patches. */
	private static double above(List<float[]> patches, double threshold) {
		long above = 0;
		long all = 0;
		for (float[] ofImage : patches) {
			for (float patch : ofImage) {
				above += patch > threshold ? 1 : 0;
			}
			all += ofImage.length;
		}
		return (double) above / all;
	}
}
