package io.spadework.engine.networks;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * A frozen network that looks at images: an image (N x 3 x H x W, values in [-1, 1]) in, features at several taps out.
 *
 * @param name          what it is called in series and messages
 * @param configuration the graph as DL4J configures it; its outputs are the taps
 * @param image         name of its input
 * @param taps          names of the taps on features; one may sit on the image input itself
 * @param scaling       how it wants its images
 * @param weights       file with its weights, relative to the study's folder; null: drawn at random
 */
public record FeatureGraph(String name, ComputationGraphConfiguration configuration, String image, List<String> taps, ImageScaling scaling, String weights) {

	/** Throws IllegalArgumentException where the graph has other inputs than the image or other outputs than the taps. */
	public FeatureGraph {
		taps = List.copyOf(taps);
		GraphInput.IMAGE.requireOnly(configuration.getNetworkInputs(), image, "feature network");
		if (!taps.equals(configuration.getNetworkOutputs())) {
			throw new IllegalArgumentException("The feature network \"" + name + "\" has the outputs " + configuration.getNetworkOutputs()
					+ ", which are not its taps " + taps + ".");
		}
	}
}
