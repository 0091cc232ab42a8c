package io.spadework.engine.networks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;

/** Which arrays weights for a network consist of: follows from its configuration, without a network at work. */
public final class ArrayShapes {

	private static final long[] UNKNOWN = {};

	private final ComputationGraphConfiguration configuration;
	private final Map<String, long[]> shapes = new LinkedHashMap<>();

	private ArrayShapes(ComputationGraphConfiguration configuration) {
		this.configuration = configuration;
	}

	/**
	 * The shapes by name, in the configuration's order: those of {@link Network#parameters()}, and of what {@link Network#state()} has of singular vectors ("vertex/u", "vertex/v")
	 * and running statistics ("vertex/mean", "vertex/variance"), all of these with one axis. Where only a network at work could tell the channels of a running statistic, its
	 * shape has no axis.
	 */
	public static Map<String, long[]> of(ComputationGraphConfiguration configuration) {
		ArrayShapes shapes = new ArrayShapes(configuration);
		configuration.getVertices().forEach(shapes::add);
		return shapes.shapes;
	}

	private void add(String name, GraphVertex vertex) {
		Object part = vertex instanceof LayerVertex layer ? layer.getLayerConf().getLayer() : vertex;
		if (part instanceof Learned learned) {
			for (Parameter parameter : learned.parameters()) {
				shapes.put(name + "/" + parameter.key(), parameter.shape());
			}
			if (learned.spectralNorm()) {
				long[] weights = learned.parameters().getFirst().shape();
				long rows = weights[learned.outputAxis()];
				shapes.put(name + "/u", new long[] { rows });
				shapes.put(name + "/v", new long[] { learned.parameters().getFirst().length() / rows });
			}
		}
		if (normalisesBatches(part)) {
			long channels = channels(name);
			long[] shape = channels < 0 ? UNKNOWN : new long[] { channels };
			shapes.put(name + "/mean", shape);
			shapes.put(name + "/variance", shape);
		}
	}

	private static boolean normalisesBatches(Object part) {
		return part instanceof ConditionalBatchNorm || part instanceof LearnedLayer layer && layer.settings().contains(Norm.BATCH)
				|| part instanceof Vertex vertex && vertex.settings().contains(Norm.BATCH);
	}

	/** Channels of a vertex's output; -1 where they are not known. */
	private long channels(String name) {
		GraphVertex vertex = configuration.getVertices().get(name);
		List<String> inputs = configuration.getVertexInputs().get(name);
		if (vertex == null || inputs == null || inputs.isEmpty()) {
			return -1;
		}
		return switch (vertex) {
			case LayerVertex layer -> channels(layer.getLayerConf().getLayer());
			case Concatenate concatenate -> {
				long sum = 0;
				for (String input : inputs) {
					long channels = channels(input);
					if (channels < 0) {
						yield -1;
					}
					sum += channels;
				}
				yield sum;
			}
			case Reshape reshape -> ((Integer) reshape.settings().getFirst()).longValue();
			case NoiseSource noise -> ((Integer) noise.settings().getFirst()).longValue();
			default -> channels(inputs.getFirst());
		};
	}

	private static long channels(Layer layer) {
		return layer instanceof FeedForwardLayer known ? known.getNOut() : -1;
	}
}
