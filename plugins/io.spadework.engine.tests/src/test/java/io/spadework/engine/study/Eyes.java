package io.spadework.engine.study;

import io.spadework.engine.networks.Activate;
import io.spadework.engine.networks.AveragePool;
import io.spadework.engine.networks.Convolution;
import io.spadework.engine.networks.FeatureGraph;
import io.spadework.engine.networks.Graphs;
import io.spadework.engine.networks.ImageScaling;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/** A small feature network called "eyes": taps on the image and behind two rectifiers, the second at about half the size. */
public final class Eyes {

	/** File with weights that PyTorch computed with. */
	public static final String WEIGHTS = "features.npz";

	private Eyes() {
	}

	/** The network for images of 9 x 7 pixels, with weights from a file or, for null, drawn. */
	public static FeatureGraph graph(DataType type, ImageScaling scaling, String weights) {
		GraphBuilder graph = Graphs.builder(type);
		graph.addInputs("image").setInputTypes(InputType.convolutional(9, 7, 3));
		graph.addLayer("conv1", new Convolution.Builder().filters(4).kernel(3).padding(1).build(), "image");
		graph.addVertex("relu1", Activate.relu(), "conv1");
		graph.addVertex("pool", new AveragePool(2, 2, 0), "relu1");
		graph.addLayer("conv2", new Convolution.Builder().filters(5).kernel(3).build(), "pool");
		graph.addVertex("relu2", Activate.relu(), "conv2");
		List<String> taps = List.of(Graphs.tap(graph, "image"), Graphs.tap(graph, "relu1"), Graphs.tap(graph, "relu2"));
		graph.setOutputs(taps.toArray(String[]::new));
		return new FeatureGraph("eyes", graph.build(), "image", taps, scaling, weights);
	}

	/** The folder of {@link #WEIGHTS}. */
	public static Path folder() {
		try {
			return Path.of(Eyes.class.getResource("/fixtures/" + WEIGHTS).toURI()).getParent();
		} catch (URISyntaxException e) {
			throw new IllegalStateException(e);
		}
	}
}
