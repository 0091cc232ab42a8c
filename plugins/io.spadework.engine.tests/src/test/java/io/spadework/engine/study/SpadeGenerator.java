package io.spadework.engine.study;

import io.spadework.engine.networks.Activate;
import io.spadework.engine.networks.Convolution;
import io.spadework.engine.networks.GeneratorGraph;
import io.spadework.engine.networks.Graphs;
import io.spadework.engine.networks.Modulate;
import io.spadework.engine.networks.Norm;
import io.spadework.engine.networks.ResizeNearest;
import io.spadework.engine.networks.Sum;
import io.spadework.engine.networks.Tap;
import io.spadework.engine.networks.UpsampleNearest;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/** The SPADE generator with five upsamplings, of any width and size, as generated source would define it. */
public final class SpadeGenerator {

	private final DataType type;
	private final int channels;
	private final int height;
	private final int width;
	private final int ngf;
	private final int hidden;

	/** For images of height x width, both multiples of 32, from a label map of so many channels. */
	public SpadeGenerator(DataType type, int channels, int height, int width, int ngf, int hidden) {
		this.type = type;
		this.channels = channels;
		this.height = height;
		this.width = width;
		this.ngf = ngf;
		this.hidden = hidden;
	}

	/** The whole network. */
	public GeneratorGraph define() {
		GraphBuilder graph = Graphs.builder(type);
		graph.addInputs("label map").setInputTypes(InputType.convolutional(height, width, channels));
		int h = height / 32;
		int w = width / 32;
		graph.addVertex("seed/map", new ResizeNearest(h, w), "label map");
		graph.addLayer("seed", new Convolution.Builder().filters(16 * ngf).kernel(3).padding(1).build(), "seed/map");
		String x = block(graph, "head", "seed", 16 * ngf, 16 * ngf, h, w);
		int wide = 16;
		String[] names = { "middle0", "middle1", "up1", "up2", "up3", "up4" };
		for (int i = 0; i < names.length; i++) {
			int from = wide;
			if (i != 1) {
				graph.addVertex("x2 before " + names[i], new UpsampleNearest(2), x);
				x = "x2 before " + names[i];
				h *= 2;
				w *= 2;
			}
			if (i > 1) {
				wide /= 2;
			}
			x = block(graph, names[i], x, from * ngf, wide * ngf, h, w);
		}
		graph.addVertex("lrelu", Activate.leakyRelu(0.2), x);
		graph.addLayer("to image", new Convolution.Builder().filters(3).kernel(3).padding(1).build(), "lrelu");
		graph.addVertex("image", Activate.tanh(), "to image");
		graph.setOutputs("image");
		return new GeneratorGraph(graph.build(), "label map", "image");
	}

	/** One SPADE block from in to out channels on its own: inputs "x" and "label map". */
	public GeneratorGraph defineBlock(int in, int out) {
		GraphBuilder graph = Graphs.builder(type);
		graph.addInputs("x", "label map").setInputTypes(InputType.convolutional(height, width, in), InputType.convolutional(2 * height, 2 * width, channels));
		graph.addVertex("x/tap", new Tap(), "x");
		String y = block(graph, "block", "x/tap", in, out, height, width);
		graph.setOutputs(Graphs.tap(graph, y));
		return new GeneratorGraph(graph.build(), "label map", "block/tap");
	}

	private String block(GraphBuilder graph, String name, String x, int in, int out, int h, int w) {
		int middle = Math.min(in, out);
		String skip = x;
		if (in != out) {
			String normed = spade(graph, name + "/skip/norm", x, in, h, w);
			graph.addLayer(name + "/skip", new Convolution.Builder().filters(out).kernel(1).bias(false).spectralNorm(true).build(), normed);
			skip = name + "/skip";
		}
		String y = spade(graph, name + "/norm0", x, in, h, w);
		graph.addVertex(name + "/relu0", Activate.leakyRelu(0.2), y);
		graph.addLayer(name + "/conv0", new Convolution.Builder().filters(middle).kernel(3).padding(1).spectralNorm(true).build(), name + "/relu0");
		y = spade(graph, name + "/norm1", name + "/conv0", middle, h, w);
		graph.addVertex(name + "/relu1", Activate.leakyRelu(0.2), y);
		graph.addLayer(name + "/conv1", new Convolution.Builder().filters(out).kernel(3).padding(1).spectralNorm(true).build(), name + "/relu1");
		graph.addVertex(name, new Sum(), skip, name + "/conv1");
		return name;
	}

	private String spade(GraphBuilder graph, String name, String x, int features, int h, int w) {
		graph.addVertex(name + "/map", new ResizeNearest(h, w), "label map");
		graph.addLayer(name + "/shared", new Convolution.Builder().filters(hidden).kernel(3).padding(1).build(), name + "/map");
		graph.addVertex(name + "/relu", Activate.relu(), name + "/shared");
		graph.addLayer(name + "/gamma", new Convolution.Builder().filters(features).kernel(3).padding(1).build(), name + "/relu");
		graph.addLayer(name + "/beta", new Convolution.Builder().filters(features).kernel(3).padding(1).build(), name + "/relu");
		graph.addVertex(name, new Modulate(Norm.BATCH, 1e-5), x, name + "/gamma", name + "/beta");
		return name;
	}
}
