package io.spadework.engine.weights;

import io.spadework.engine.networks.Activate;
import io.spadework.engine.networks.AveragePool;
import io.spadework.engine.networks.Concatenate;
import io.spadework.engine.networks.Convolution;
import io.spadework.engine.networks.Graphs;
import io.spadework.engine.networks.Linear;
import io.spadework.engine.networks.Modulate;
import io.spadework.engine.networks.Norm;
import io.spadework.engine.networks.Normalise;
import io.spadework.engine.networks.ReflectPad;
import io.spadework.engine.networks.ResizeBilinear;
import io.spadework.engine.networks.ResizeNearest;
import io.spadework.engine.networks.Sum;
import io.spadework.engine.networks.TransposedConvolution;
import io.spadework.engine.networks.UpsampleNearest;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.buffer.DataType;

/** The published networks as make_weights.py has them, narrow; their vertices are called as the templates' are. */
final class PublishedGraphs {

	private static final int LABELS = 3;
	private static final int HIDDEN = 2;
	private static final int CODE = 3;
	private static final int SIDE = 32;

	private final GraphBuilder graph = Graphs.builder(DataType.FLOAT);

	private PublishedGraphs() {
	}

	private static Convolution.Builder convolution(int filters, int kernel, int stride, int padding) {
		return new Convolution.Builder().filters(filters).kernel(kernel).stride(stride).padding(padding);
	}

	private String layer(String name, Layer layer, String input) {
		graph.addLayer(name, layer, input);
		return name;
	}

	private String reflecting(String name, int filters, int kernel, String input) {
		int border = kernel / 2;
		graph.addVertex(name + "/padded", new ReflectPad(border, border, border, border), input);
		return layer(name, convolution(filters, kernel, 1, 0).build(), name + "/padded");
	}

	/** Instance norm and an activation. */
	private String normed(String name, Activate activation, String input) {
		graph.addVertex(name + " norm", new Normalise(Norm.INSTANCE, 1e-5), input);
		graph.addVertex(name + " relu", activation, name + " norm");
		return name + " relu";
	}

	private String rectified(String name, String input) {
		return normed(name, Activate.relu(), input);
	}

	static ComputationGraphConfiguration spadeGenerator() {
		return new PublishedGraphs().drawSpadeGenerator();
	}

	private ComputationGraphConfiguration drawSpadeGenerator() {
		graph.addInputs("label map").setInputTypes(InputType.convolutional(SIDE, SIDE, LABELS));
		graph.addVertex("small map", new ResizeNearest(1, 1), "label map");
		String x = layer("seed", convolution(16, 3, 1, 1).build(), "small map");
		int size = 1;
		int[] widths = { 16, 16, 16, 8, 4, 2, 1 };
		String[] names = { "head", "middle0", "middle1", "block1", "block2", "block3", "block4" };
		for (int i = 0; i < names.length; i++) {
			if (i != 0 && i != 2) {
				graph.addVertex("up" + i, new UpsampleNearest(2), x);
				x = "up" + i;
				size *= 2;
			}
			x = spadeBlock(names[i], x, widths[Math.max(0, i - 1)], widths[i], size);
		}
		graph.addVertex("lrelu", Activate.leakyRelu(0.2), x);
		graph.addVertex("image", Activate.tanh(), layer("to image", convolution(3, 3, 1, 1).build(), "lrelu"));
		graph.setOutputs("image");
		return graph.build();
	}

	private String spadeBlock(String name, String x, int before, int after, int size) {
		String skip = x;
		if (before != after) { // first, though its tensors are the last in the file
			skip = layer(name + "/skip", convolution(after, 1, 1, 0).bias(false).spectralNorm(true).build(), spade(name + "/skip norm", x, before, size));
		}
		int[] widths = { Math.min(before, after), after };
		String y = x;
		int channels = before;
		for (int i = 0; i < 2; i++) {
			graph.addVertex(name + "/relu" + i, Activate.leakyRelu(0.2), spade(name + "/norm" + i, y, channels, size));
			channels = widths[i];
			y = layer(name + "/conv" + i, convolution(channels, 3, 1, 1).spectralNorm(true).build(), name + "/relu" + i);
		}
		graph.addVertex(name + "/sum", new Sum(), skip, y);
		return name + "/sum";
	}

	private String spade(String name, String x, int channels, int size) {
		graph.addVertex(name + "/map", new ResizeNearest(size, size), "label map");
		graph.addVertex(name + "/relu", Activate.relu(), layer(name + "/shared", convolution(HIDDEN, 3, 1, 1).build(), name + "/map"));
		layer(name + "/gamma", convolution(channels, 3, 1, 1).build(), name + "/relu");
		layer(name + "/beta", convolution(channels, 3, 1, 1).build(), name + "/relu");
		graph.addVertex(name, new Modulate(Norm.BATCH, 1e-5), x, name + "/gamma", name + "/beta");
		return name;
	}

	static ComputationGraphConfiguration spadeEncoder() {
		return new PublishedGraphs().drawSpadeEncoder();
	}

	private ComputationGraphConfiguration drawSpadeEncoder() {
		graph.addInputs("image").setInputTypes(InputType.convolutional(20, 24, 3));
		graph.addVertex("small image", new ResizeBilinear(64, 64, false), "image");
		String x = "small image";
		int[] widths = { 1, 2, 4, 8, 8 };
		for (int i = 1; i <= widths.length; i++) {
			String name = "conv" + i;
			x = normed(name, Activate.leakyRelu(0.2), layer(name, convolution(widths[i - 1], 3, 2, 1).bias(false).spectralNorm(true).build(), x));
		}
		layer("mean", new Linear.Builder().filters(CODE).build(), x);
		layer("log variance", new Linear.Builder().filters(CODE).build(), x);
		graph.addVertex("distribution", new Concatenate(), "mean", "log variance");
		graph.setOutputs("distribution");
		return graph.build();
	}

	/** SPADE's or pix2pixHD's, at two scales. */
	static ComputationGraphConfiguration discriminators(boolean spade) {
		return new PublishedGraphs().drawDiscriminators(spade);
	}

	private ComputationGraphConfiguration drawDiscriminators(boolean spade) {
		graph.addInputs("label map", "image").setInputTypes(InputType.convolutional(SIDE, SIDE, LABELS), InputType.convolutional(SIDE, SIDE, 3));
		graph.addVertex("concat", new Concatenate(), "label map", "image");
		String x = "concat";
		for (int scale = 1; scale <= 2; scale++) {
			String prefix = "scale" + scale + "/";
			graph.addVertex(prefix + "relu1", Activate.leakyRelu(0.2), layer(prefix + "conv1", convolution(2, 4, 2, 2).build(), x));
			String y = prefix + "relu1";
			for (int i = 2; i <= 4; i++) {
				String name = prefix + "conv" + i;
				y = normed(name, Activate.leakyRelu(0.2), layer(name, convolution(1 << i, 4, i < 4 ? 2 : 1, 2).bias(!spade).spectralNorm(spade).build(), y));
			}
			layer(prefix + "patches", convolution(1, 4, 1, 2).build(), y);
			graph.addVertex("half" + scale, new AveragePool(3, 2, 1), x);
			x = "half" + scale;
		}
		graph.setOutputs("scale1/patches", "scale2/patches");
		graph.allowDisconnected(true);
		return graph.build();
	}

	static ComputationGraphConfiguration globalGenerator() {
		PublishedGraphs graphs = new PublishedGraphs();
		graphs.graph.addInputs("label map").setInputTypes(InputType.convolutional(SIDE, SIDE, LABELS));
		return graphs.image(graphs.global("", "label map"));
	}

	static ComputationGraphConfiguration enhancer() {
		return new PublishedGraphs().drawEnhancer();
	}

	private ComputationGraphConfiguration drawEnhancer() {
		graph.addInputs("label map").setInputTypes(InputType.convolutional(2 * SIDE, 2 * SIDE, LABELS));
		graph.addVertex("half map", new AveragePool(3, 2, 1), "label map");
		String coarser = global("coarser/", "half map");
		String x = rectified("first", reflecting("first", 1, 7, "label map"));
		x = rectified("down", layer("down", convolution(1, 3, 2, 1).build(), x));
		graph.addVertex("sum", new Sum(), x, coarser);
		x = residuals("", "sum", 1, 3);
		return image(rectified("up", layer("up", doubling(1), x)));
	}

	private ComputationGraphConfiguration image(String features) {
		graph.addVertex("image", Activate.tanh(), reflecting("to image", 3, 7, features));
		graph.setOutputs("image");
		return graph.build();
	}

	private static Layer doubling(int filters) {
		return new TransposedConvolution.Builder().filters(filters).kernel(3).stride(2).padding(1).outputPadding(1).build();
	}

	private String global(String prefix, String labelMap) {
		String x = rectified(prefix + "first", reflecting(prefix + "first", 1, 7, labelMap));
		for (int i = 1; i <= 4; i++) {
			x = rectified(prefix + "down" + i, layer(prefix + "down" + i, convolution(1 << i, 3, 2, 1).build(), x));
		}
		x = residuals(prefix, x, 16, 9);
		for (int i = 1; i <= 4; i++) {
			x = rectified(prefix + "up" + i, layer(prefix + "up" + i, doubling(16 >> i), x));
		}
		return x;
	}

	private String residuals(String prefix, String input, int channels, int number) {
		String x = input;
		for (int i = 0; i < number; i++) {
			String name = prefix + "blocks/" + i;
			String y = rectified(name + "/conv0", reflecting(name + "/conv0", channels, 3, x));
			graph.addVertex(name + "/norm1", new Normalise(Norm.INSTANCE, 1e-5), reflecting(name + "/conv1", channels, 3, y));
			graph.addVertex(name + "/sum", new Sum(), x, name + "/norm1");
			x = name + "/sum";
		}
		return x;
	}

	static ComputationGraphConfiguration vgg19() {
		return new PublishedGraphs().drawVgg19();
	}

	private ComputationGraphConfiguration drawVgg19() {
		graph.addInputs("image").setInputTypes(InputType.convolutional(SIDE, SIDE, 3));
		int[] widths = { 2, 3, 4, 4, 4 };
		int[] numbers = { 2, 2, 4, 4, 1 };
		String x = "image";
		for (int group = 0; group < widths.length; group++) {
			if (group > 0) {
				graph.addVertex("pool" + group, new AveragePool(2, 2, 0), x);
				x = "pool" + group;
			}
			for (int i = 1; i <= numbers[group]; i++) {
				String place = group + 1 + "_" + i;
				graph.addVertex("relu" + place, Activate.relu(), layer("conv" + place, convolution(widths[group], 3, 1, 1).build(), x));
				x = "relu" + place;
			}
		}
		graph.setOutputs(x);
		return graph.build();
	}
}
