package io.spadework.engine.study;

import io.spadework.engine.networks.Activate;
import io.spadework.engine.networks.AveragePool;
import io.spadework.engine.networks.Concatenate;
import io.spadework.engine.networks.Convolution;
import io.spadework.engine.networks.DiscriminatorGraph;
import io.spadework.engine.networks.Graphs;
import io.spadework.engine.networks.Norm;
import io.spadework.engine.networks.Normalise;
import io.spadework.engine.networks.Tap;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/** The multi-scale PatchGAN discriminator of the SPADE preset, as generated source would define it. */
public final class PatchDiscriminator {

	private static final int LAYERS = 4;

	private final DataType type;
	private final int channels;
	private final int height;
	private final int width;
	private final int ndf;
	private final int scales;

	public PatchDiscriminator(DataType type, int channels, int height, int width, int ndf, int scales) {
		this.type = type;
		this.channels = channels;
		this.height = height;
		this.width = width;
		this.ndf = ndf;
		this.scales = scales;
	}

	/** The whole network. */
	public DiscriminatorGraph define() {
		GraphBuilder graph = Graphs.builder(type);
		graph.addInputs("label map", "image").setInputTypes(InputType.convolutional(height, width, channels), InputType.convolutional(height, width, 3));
		graph.addVertex("image/tap", new Tap(), "image");
		String map = "label map";
		String image = "image/tap";
		List<DiscriminatorGraph.Scale> judges = new ArrayList<>();
		for (int k = 1; k <= scales; k++) {
			judges.add(scale(graph, "scale" + k, map, image));
			if (k < scales) {
				graph.addVertex("label map/" + k, new AveragePool(3, 2, 1), map);
				graph.addVertex("image/" + k, new AveragePool(3, 2, 1), image);
				map = "label map/" + k;
				image = "image/" + k;
			}
		}
		return DiscriminatorGraph.of(graph, "label map", "image", "image/tap", judges);
	}

	private DiscriminatorGraph.Scale scale(GraphBuilder graph, String name, String labelMap, String image) {
		List<String> taps = new ArrayList<>();
		graph.addVertex(name + "/concat", new Concatenate(), labelMap, image);
		String x = name + "/concat";
		for (int i = 1; i <= LAYERS; i++) {
			Convolution.Builder convolution = new Convolution.Builder().filters(Math.min(512, ndf << i - 1)).kernel(4).stride(i == LAYERS ? 1 : 2).padding(2);
			String before = name + "/conv" + i;
			graph.addLayer(before, i == 1 ? convolution.build() : convolution.bias(false).spectralNorm(true).build(), x);
			if (i > 1) {
				graph.addVertex(name + "/norm" + i, new Normalise(Norm.INSTANCE, 1e-5), before);
				before = name + "/norm" + i;
			}
			x = name + "/relu" + i;
			graph.addVertex(x, Activate.leakyRelu(0.2), before);
			taps.add(Graphs.tap(graph, x));
		}
		graph.addLayer(name + "/patches", new Convolution.Builder().filters(1).kernel(4).padding(2).build(), x);
		return new DiscriminatorGraph.Scale(taps, Graphs.tap(graph, name + "/patches"));
	}
}
