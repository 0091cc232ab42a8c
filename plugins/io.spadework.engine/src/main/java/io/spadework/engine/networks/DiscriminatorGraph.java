package io.spadework.engine.networks;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * A multi-scale discriminator: semantic input and image in; out come, per scale, features for matching and a prediction per patch.
 *
 * @param configuration the graph as DL4J configures it; its outputs are, scale by scale, the taps and then the prediction
 * @param labelMap      name of the semantic input
 * @param image         name of the image input
 * @param imageTap      name of the tap behind the image input, where the generator's gradient leaves
 * @param scales        its scales, finest first
 */
public record DiscriminatorGraph(ComputationGraphConfiguration configuration, String labelMap, String image, String imageTap, List<Scale> scales) {

	/**
	 * One scale's outputs.
	 *
	 * @param taps       names of the taps on features, first layer first
	 * @param prediction name of the tap on the prediction (N x 1 x h x w)
	 */
	public record Scale(List<String> taps, String prediction) {

		public Scale {
			taps = List.copyOf(taps);
		}
	}

	public DiscriminatorGraph {
		scales = List.copyOf(scales);
	}

	/** Sets the graph's outputs and builds its configuration. */
	public static DiscriminatorGraph of(GraphBuilder graph, String labelMap, String image, String imageTap, List<Scale> scales) {
		List<String> outputs = new ArrayList<>();
		for (Scale scale : scales) {
			outputs.addAll(scale.taps());
			outputs.add(scale.prediction());
		}
		graph.setOutputs(outputs.toArray(String[]::new));
		return new DiscriminatorGraph(graph.build(), labelMap, image, imageTap, scales);
	}
}
