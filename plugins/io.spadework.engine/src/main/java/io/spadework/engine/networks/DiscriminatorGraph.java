package io.spadework.engine.networks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * A multi-scale discriminator: semantic input and image in, and an edge map (N x 1 x H x W) where the graph has such an input; out come, per scale, features for matching and a prediction per patch.
 *
 * @param configuration the graph as DL4J configures it; its outputs are, scale by scale, the taps and then the prediction
 * @param labelMap      name of the semantic input
 * @param edgeMap       name of the input for edge maps, if it has one
 * @param image         name of the image input
 * @param imageTap      name of the tap behind the image input, where the generator's gradient leaves
 * @param scales        its scales, finest first
 */
public record DiscriminatorGraph(ComputationGraphConfiguration configuration, String labelMap, String edgeMap, String image, String imageTap, List<Scale> scales) {

	private static final String TITLE = "discriminator";

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

	/** Sets the graph's outputs and builds its configuration; its input for edge maps, if it has one, is called "edge map". */
	public static DiscriminatorGraph of(GraphBuilder graph, String labelMap, String image, String imageTap, List<Scale> scales) {
		List<String> outputs = new ArrayList<>();
		for (Scale scale : scales) {
			outputs.addAll(scale.taps());
			outputs.add(scale.prediction());
		}
		graph.setOutputs(outputs.toArray(String[]::new));
		return new DiscriminatorGraph(graph.build(), labelMap, GraphInput.EDGE_MAP.title(), image, imageTap, scales);
	}

	/** The same discriminator, fed with edge maps at this input; throws IllegalArgumentException where the graph has no such input. */
	public DiscriminatorGraph edges(String input) {
		GraphInput.EDGE_MAP.requireAmong(configuration.getNetworkInputs(), input, TITLE);
		return new DiscriminatorGraph(configuration, labelMap, input, image, imageTap, scales);
	}

	/** What each input is fed with, in the configuration's order; throws IllegalArgumentException naming an input that nothing is fed to. */
	public List<GraphInput> inputs() {
		Map<String, GraphInput> names = new LinkedHashMap<>();
		names.put(labelMap, GraphInput.LABEL_MAP);
		names.put(image, GraphInput.IMAGE);
		names.putIfAbsent(edgeMap, GraphInput.EDGE_MAP);
		return GraphInput.order(TITLE, configuration.getNetworkInputs(), names);
	}
}
