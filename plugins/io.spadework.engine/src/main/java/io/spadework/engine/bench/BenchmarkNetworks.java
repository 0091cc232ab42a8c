package io.spadework.engine.bench;

import io.spadework.engine.networks.Activate;
import io.spadework.engine.networks.AveragePool;
import io.spadework.engine.networks.Concatenate;
import io.spadework.engine.networks.Convolution;
import io.spadework.engine.networks.DiscriminatorGraph;
import io.spadework.engine.networks.GeneratorGraph;
import io.spadework.engine.networks.Graphs;
import io.spadework.engine.networks.Modulate;
import io.spadework.engine.networks.Norm;
import io.spadework.engine.networks.Normalise;
import io.spadework.engine.networks.ResizeNearest;
import io.spadework.engine.networks.Sum;
import io.spadework.engine.networks.Tap;
import io.spadework.engine.networks.UpsampleNearest;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;

/** The two networks of SPADE (arXiv 1903.07291): the generator with five upsamplings and the discriminator with two scales. bench.py has the same ones for PyTorch. */
final class BenchmarkNetworks {

	private static final int HIDDEN = 128;
	private static final double EPSILON = 1e-5;
	private static final double SLOPE = 0.2;
	private static final int LAYERS = 4;
	private static final int SCALES = 2;
	private static final int UPSAMPLINGS = 5;

	private BenchmarkNetworks() {
	}

	/** The generator for square images from a label map of so many channels. */
	static GeneratorGraph generator(int channels, int side, int filters) {
		GraphBuilder graph = Graphs.builder();
		graph.addInputs("label map").setInputTypes(InputType.convolutional(side, side, channels));
		int size = side >> UPSAMPLINGS;
		graph.addVertex("seed/map", new ResizeNearest(size, size), "label map");
		graph.addLayer("seed", convolution(16 * filters), "seed/map");
		String x = block(graph, "head", "seed", 16 * filters, 16 * filters, size);
		int wide = 16 * filters;
		String[] names = { "middle0", "middle1", "up1", "up2", "up3", "up4" };
		for (int i = 0; i < names.length; i++) {
			int from = wide;
			if (i != 1) {
				graph.addVertex(names[i] + "/x2", new UpsampleNearest(2), x);
				x = names[i] + "/x2";
				size *= 2;
			}
			if (i > 1) {
				wide /= 2;
			}
			x = block(graph, names[i], x, from, wide, size);
		}
		graph.addVertex("lrelu", Activate.leakyRelu(SLOPE), x);
		graph.addLayer("to image", convolution(3), "lrelu");
		graph.addVertex("image", Activate.tanh(), "to image");
		graph.setOutputs("image");
		return new GeneratorGraph(graph.build(), "label map", "image");
	}

	private static Convolution convolution(int filters) {
		return new Convolution.Builder().filters(filters).kernel(3).padding(1).build();
	}

	private static Convolution normed(int filters) {
		return new Convolution.Builder().filters(filters).kernel(3).padding(1).spectralNorm(true).build();
	}

	private static String block(GraphBuilder graph, String name, String x, int in, int out, int size) {
		int middle = Math.min(in, out);
		String skip = x;
		if (in != out) {
			spade(graph, name + "/norms", x, in, size);
			skip = name + "/convs";
			graph.addLayer(skip, new Convolution.Builder().filters(out).bias(false).spectralNorm(true).build(), name + "/norms");
		}
		spade(graph, name + "/norm0", x, in, size);
		graph.addVertex(name + "/relu0", Activate.leakyRelu(SLOPE), name + "/norm0");
		graph.addLayer(name + "/conv0", normed(middle), name + "/relu0");
		spade(graph, name + "/norm1", name + "/conv0", middle, size);
		graph.addVertex(name + "/relu1", Activate.leakyRelu(SLOPE), name + "/norm1");
		graph.addLayer(name + "/conv1", normed(out), name + "/relu1");
		graph.addVertex(name, new Sum(), skip, name + "/conv1");
		return name;
	}

	private static void spade(GraphBuilder graph, String name, String x, int features, int size) {
		graph.addVertex(name + "/map", new ResizeNearest(size, size), "label map");
		graph.addLayer(name + "/shared", convolution(HIDDEN), name + "/map");
		graph.addVertex(name + "/relu", Activate.relu(), name + "/shared");
		graph.addLayer(name + "/gamma", convolution(features), name + "/relu");
		graph.addLayer(name + "/beta", convolution(features), name + "/relu");
		graph.addVertex(name, new Modulate(Norm.BATCH, EPSILON), x, name + "/gamma", name + "/beta");
	}

	/** The discriminator for such images. */
	static DiscriminatorGraph discriminator(int channels, int side, int filters) {
		GraphBuilder graph = Graphs.builder();
		graph.addInputs("label map", "image").setInputTypes(InputType.convolutional(side, side, channels), InputType.convolutional(side, side, 3));
		graph.addVertex("image/tap", new Tap(), "image");
		String map = "label map";
		String image = "image/tap";
		List<DiscriminatorGraph.Scale> scales = new ArrayList<>();
		for (int k = 0; k < SCALES; k++) {
			if (k > 0) {
				graph.addVertex("label map/" + k, new AveragePool(3, 2, 1), map);
				graph.addVertex("image/" + k, new AveragePool(3, 2, 1), image);
				map = "label map/" + k;
				image = "image/" + k;
			}
			scales.add(scale(graph, "scale" + k, map, image, filters));
		}
		return DiscriminatorGraph.of(graph, "label map", "image", "image/tap", scales);
	}

	private static DiscriminatorGraph.Scale scale(GraphBuilder graph, String name, String map, String image, int filters) {
		List<String> taps = new ArrayList<>();
		graph.addVertex(name + "/stack", new Concatenate(), map, image);
		String x = name + "/stack";
		for (int i = 0; i < LAYERS; i++) {
			Convolution.Builder convolution = new Convolution.Builder().filters(Math.min(512, filters << i)).kernel(4).stride(i == LAYERS - 1 ? 1 : 2).padding(2);
			String before = name + "/conv" + i;
			graph.addLayer(before, i == 0 ? convolution.build() : convolution.bias(false).spectralNorm(true).build(), x);
			if (i > 0) {
				graph.addVertex(name + "/norm" + i, new Normalise(Norm.INSTANCE, EPSILON), before);
				before = name + "/norm" + i;
			}
			x = name + "/relu" + i;
			graph.addVertex(x, Activate.leakyRelu(SLOPE), before);
			taps.add(Graphs.tap(graph, x));
		}
		graph.addLayer(name + "/patches", new Convolution.Builder().filters(1).kernel(4).padding(2).build(), x);
		return new DiscriminatorGraph.Scale(taps, Graphs.tap(graph, name + "/patches"));
	}
}
