package io.spadework.engine.study;

import io.spadework.engine.data.Dataset;
import io.spadework.engine.networks.Activate;
import io.spadework.engine.networks.AdaptiveInstanceNorm;
import io.spadework.engine.networks.AveragePool;
import io.spadework.engine.networks.Concatenate;
import io.spadework.engine.networks.Convolution;
import io.spadework.engine.networks.DiscriminatorGraph;
import io.spadework.engine.networks.GeneratorGraph;
import io.spadework.engine.networks.Graphs;
import io.spadework.engine.networks.Initialisation;
import io.spadework.engine.networks.Linear;
import io.spadework.engine.networks.Tap;
import io.spadework.engine.training.Training;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/** {@link PatternStudy} with a generator that also has edge maps and a style code of 6, and a discriminator that also has edge maps. */
public final class StyledStudy {

	public static final int STYLE = 6;

	private StyledStudy() {
	}

	/** The experiment, with the inputs of both networks declared in the order of these names. */
	public static Training experiment(Dataset data, List<String> generatorInputs, List<String> discriminatorInputs) {
		return PatternStudy.experiment(DataType.FLOAT, data).generator(generator(data, generatorInputs)).discriminator(discriminator(data, discriminatorInputs))
				.initialisation(Initialisation.normal(0.3));
	}

	/** The experiment with inputs as generated source declares them. */
	public static Training experiment(Dataset data) {
		return experiment(data, List.of("label map", "edge map", "style code"), List.of("label map", "edge map", "image"));
	}

	/** A builder with inputs of these names, which are called by what they are. */
	public static GraphBuilder inputs(Dataset data, List<String> inputs) {
		Map<String, InputType> types = Map.of("label map", InputType.convolutional(data.height(), data.width(), data.labelChannels()), "edge map",
				InputType.convolutional(data.height(), data.width(), 1), "style code", InputType.convolutional(1, 1, STYLE), "image",
				InputType.convolutional(data.height(), data.width(), 3));
		return Graphs.builder().addInputs(inputs).setInputTypes(inputs.stream().map(types::get).toArray(InputType[]::new));
	}

	/** The generator. */
	public static GeneratorGraph generator(Dataset data, List<String> inputs) {
		GraphBuilder graph = inputs(data, inputs);
		graph.addVertex("maps", new Concatenate(), "label map", "edge map");
		graph.addLayer("conv", new Convolution.Builder().filters(4).kernel(3).padding(1).build(), "maps");
		graph.addLayer("style", new Linear.Builder().filters(5).build(), "style code");
		graph.addVertex("norm", new AdaptiveInstanceNorm.Builder().channels(4).style(5).epsilon(1e-5).build(), "conv", "style");
		graph.addLayer("to image", new Convolution.Builder().filters(3).kernel(1).build(), "norm");
		graph.addVertex("image", Activate.tanh(), "to image");
		graph.setOutputs("image");
		return new GeneratorGraph(graph.build(), "label map", "image").style("style code", STYLE);
	}

	private static DiscriminatorGraph discriminator(Dataset data, List<String> inputs) {
		GraphBuilder graph = inputs(data, inputs);
		graph.addVertex("image/tap", new Tap(), "image");
		graph.addVertex("label map/1", new AveragePool(3, 2, 1), "label map");
		graph.addVertex("edge map/1", new AveragePool(3, 2, 1), "edge map");
		graph.addVertex("image/1", new AveragePool(3, 2, 1), "image/tap");
		return DiscriminatorGraph.of(graph, "label map", "image", "image/tap",
				List.of(scale(graph, "scale1", "label map", "edge map", "image/tap"), scale(graph, "scale2", "label map/1", "edge map/1", "image/1")));
	}

	private static DiscriminatorGraph.Scale scale(GraphBuilder graph, String name, String labelMap, String edgeMap, String image) {
		graph.addVertex(name + "/concat", new Concatenate(), labelMap, edgeMap, image);
		graph.addLayer(name + "/conv", new Convolution.Builder().filters(4).kernel(4).stride(2).padding(2).build(), name + "/concat");
		graph.addVertex(name + "/relu", Activate.leakyRelu(0.2), name + "/conv");
		graph.addLayer(name + "/patches", new Convolution.Builder().filters(1).kernel(4).padding(2).build(), name + "/relu");
		return new DiscriminatorGraph.Scale(List.of(Graphs.tap(graph, name + "/relu")), Graphs.tap(graph, name + "/patches"));
	}
}
