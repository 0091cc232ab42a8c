package io.spadework.engine.networks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * A generator: the semantic input (N x S x H x W) in, and where the graph has such inputs an edge map (N x 1 x H x W) and a style code (N x z x 1 x 1); an image
 * (N x 3 x H x W, values in [-1, 1]) out.
 *
 * @param configuration the graph as DL4J configures it
 * @param labelMap      name of its semantic input
 * @param edgeMap       name of the input for edge maps, if it has one
 * @param styleCode     name of the input for style codes, if it has one
 * @param image         name of its output
 */
public record GeneratorGraph(ComputationGraphConfiguration configuration, String labelMap, String edgeMap, String styleCode, String image) {

	private static final String TITLE = "generator";
	private static final int LARGEST_STYLE_CODE = 8192;

	/** A generator whose further inputs, if it has them, are called "edge map" and "style code". */
	public GeneratorGraph(ComputationGraphConfiguration configuration, String labelMap, String image) {
		this(configuration, labelMap, GraphInput.EDGE_MAP.title(), GraphInput.STYLE_CODE.title(), image);
	}

	/** The same generator, fed with edge maps at this input; throws IllegalArgumentException where the graph has no such input. */
	public GeneratorGraph edges(String input) {
		GraphInput.EDGE_MAP.requireAmong(configuration.getNetworkInputs(), input, TITLE);
		return new GeneratorGraph(configuration, labelMap, input, styleCode, image);
	}

	/** The same generator, fed with style codes at this input; throws IllegalArgumentException where the graph has no such input. */
	public GeneratorGraph style(String input) {
		GraphInput.STYLE_CODE.requireAmong(configuration.getNetworkInputs(), input, TITLE);
		return new GeneratorGraph(configuration, labelMap, edgeMap, input, image);
	}

	/** The same generator with a tap of this name behind its style code, where a gradient for the encoder leaves. */
	public GeneratorGraph tapStyle(String tap) {
		return new GeneratorGraph(Graphs.tapInput(configuration, styleCode, tap), labelMap, edgeMap, styleCode, image);
	}

	/**
	 * The same generator for label maps of other sizes than the one it was trained at. Where it begins with a seed of a fixed size, as SPADE's does that a style code gives, the seed is
	 * stretched bilinearly as the label map is; at the trained size nothing changes.
	 */
	public GeneratorGraph stretching(int trainedHeight, int trainedWidth) {
		ComputationGraphConfiguration stretched = configuration;
		for (Map.Entry<String, GraphVertex> entry : configuration.getVertices().entrySet()) {
			int reduction = entry.getValue() instanceof Reshape seed ? seed.reduction(trainedHeight, trainedWidth) : 0;
			if (reduction > 0) {
				stretched = Graphs.insert(stretched, entry.getKey(), entry.getKey() + "/stretched", ResizeBilinear.share(reduction, false), labelMap);
			}
		}
		return new GeneratorGraph(stretched, labelMap, edgeMap, styleCode, image);
	}

	/** What each input is fed with, in the configuration's order; throws IllegalArgumentException naming an input that nothing is fed to. */
	public List<GraphInput> inputs() {
		Map<String, GraphInput> names = new LinkedHashMap<>();
		names.put(labelMap, GraphInput.LABEL_MAP);
		names.putIfAbsent(edgeMap, GraphInput.EDGE_MAP);
		names.putIfAbsent(styleCode, GraphInput.STYLE_CODE);
		return GraphInput.order(TITLE, configuration.getNetworkInputs(), names);
	}

	/**
	 * The size z of the style code, 0 where the graph has none. A configuration doesn't keep the shapes of its inputs, so it is the smallest one that every node
	 * accepts; throws IllegalArgumentException with a node's reason where there is none.
	 */
	public int styleCodeSize(int labelChannels, int height, int width) {
		List<GraphInput> inputs = inputs();
		if (!inputs.contains(GraphInput.STYLE_CODE)) {
			return 0;
		}
		RuntimeException refusal = null;
		for (int size = 1; size <= LARGEST_STYLE_CODE; size++) {
			int channels = size;
			InputType[] types = inputs.stream().map(input -> switch (input) {
			case STYLE_CODE -> InputType.convolutional(1, 1, channels);
			case EDGE_MAP -> InputType.convolutional(height, width, 1);
			default -> InputType.convolutional(height, width, labelChannels);
			}).toArray(InputType[]::new);
			try {
				configuration.getLayerActivationTypes(false, false, types);
				return size;
			} catch (RuntimeException e) {
				refusal = e;
			}
		}
		throw new IllegalArgumentException("No style code fits the generator with label maps of " + labelChannels + " x " + height + " x " + width + ": "
				+ refusal.getMessage(), refusal);
	}
}
