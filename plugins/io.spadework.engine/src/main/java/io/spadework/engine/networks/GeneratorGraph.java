package io.spadework.engine.networks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;

/**
 * A generator: the semantic input (N x S x H x W) in, and where the graph has such inputs an edge map (N x 1 x H x W) and a style code (N x z x 1 x 1); an image
 * (N x 3 x H x W, values in [-1, 1]) out.
 *
 * @param configuration the graph as DL4J configures it
 * @param labelMap      name of its semantic input
 * @param edgeMap       name of the input for edge maps, if it has one
 * @param styleCode     name of the input for style codes, if it has one
 * @param styleCodeSize values z of a style code; 0 where the graph has no input for one, or where nobody has said
 * @param image         name of its output
 */
public record GeneratorGraph(ComputationGraphConfiguration configuration, String labelMap, String edgeMap, String styleCode, int styleCodeSize, String image) {

	private static final String TITLE = "generator";

	/** A generator whose further inputs, if it has them, are called "edge map" and "style code". */
	public GeneratorGraph(ComputationGraphConfiguration configuration, String labelMap, String image) {
		this(configuration, labelMap, GraphInput.EDGE_MAP.title(), GraphInput.STYLE_CODE.title(), 0, image);
	}

	/** The same generator, fed with edge maps at this input; throws IllegalArgumentException where the graph has no such input. */
	public GeneratorGraph edges(String input) {
		GraphInput.EDGE_MAP.requireAmong(configuration.getNetworkInputs(), input, TITLE);
		return new GeneratorGraph(configuration, labelMap, input, styleCode, styleCodeSize, image);
	}

	/** The same generator, fed with style codes of so many values at this input; throws IllegalArgumentException where the graph has no such input. */
	public GeneratorGraph style(String input, int size) {
		GraphInput.STYLE_CODE.requireAmong(configuration.getNetworkInputs(), input, TITLE);
		return new GeneratorGraph(configuration, labelMap, edgeMap, input, size, image);
	}

	/** The same generator with a tap of this name behind its style code, where a gradient for the encoder leaves. */
	public GeneratorGraph tapStyle(String tap) {
		return new GeneratorGraph(Graphs.tapInput(configuration, styleCode, tap), labelMap, edgeMap, styleCode, styleCodeSize, image);
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
		return new GeneratorGraph(stretched, labelMap, edgeMap, styleCode, styleCodeSize, image);
	}

	/** What each input is fed with, in the configuration's order; throws IllegalArgumentException naming an input that nothing is fed to. */
	public List<GraphInput> inputs() {
		Map<String, GraphInput> names = new LinkedHashMap<>();
		names.put(labelMap, GraphInput.LABEL_MAP);
		names.putIfAbsent(edgeMap, GraphInput.EDGE_MAP);
		names.putIfAbsent(styleCode, GraphInput.STYLE_CODE);
		return GraphInput.order(TITLE, configuration.getNetworkInputs(), names);
	}
}
