package io.spadework.engine.networks;

import io.spadework.engine.Fixture;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One node of a kind, alone in a network: what make_nodes.py computes under the same name.
 *
 * @param name       name in nodes.npz
 * @param node       a layer or a vertex
 * @param parameters how many values it learns
 * @param inputs     shapes of its inputs
 */
record Specimen(String name, Object node, long parameters, List<long[]> inputs) {

	private static Specimen of(String name, Object node, long parameters, long[]... inputs) {
		return new Specimen(name, node, parameters, List.of(inputs));
	}

	@Override
	public String toString() {
		return name;
	}

	/** A network of inputs "x0", "x1" ..., taps behind them, the node "node" and a tap behind it. */
	ComputationGraphConfiguration configuration(DataType type) {
		GraphBuilder graph = Graphs.builder(type);
		String[] names = new String[inputs.size()];
		InputType[] types = new InputType[inputs.size()];
		List<String> taps = new ArrayList<>();
		for (int i = 0; i < inputs.size(); i++) {
			names[i] = "x" + i;
			types[i] = InputType.convolutional(inputs.get(i)[2], inputs.get(i)[3], inputs.get(i)[1]);
		}
		graph.addInputs(names).setInputTypes(types);
		for (String input : names) {
			taps.add(Graphs.tap(graph, input));
		}
		if (node instanceof Layer layer) {
			graph.addLayer("node", layer.clone(), taps.getFirst());
		} else {
			graph.addVertex("node", (GraphVertex) node, taps.toArray(String[]::new));
		}
		graph.setOutputs(Graphs.tap(graph, "node"));
		return graph.build();
	}

	/** The network with parameters by the fixtures' formula. */
	Network network(DataType type) {
		Network network = new Network(configuration(type), Initialisation.normal(1), 1, "specimen");
		Fixture.fill(network);
		return network;
	}

	/** Its inputs by the fixtures' formula. */
	INDArray[] values(DataType type) {
		INDArray[] values = new INDArray[inputs.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = Fixture.fill(type, "x" + i, 1, inputs.get(i));
		}
		return values;
	}

	private static long[] shape(long... sizes) {
		return sizes;
	}

	/** All that nodes.npz holds. */
	static List<Specimen> all() {
		List<Specimen> all = new ArrayList<>();
		weighted(all);
		norms(all);
		activations(all);
		sizes(all);
		pools(all);
		combinations(all);
		return all;
	}

	private static void weighted(List<Specimen> all) {
		all.add(of("rectangular convolution", new Convolution.Builder().filters(4).kernel(3, 2).stride(2, 1).padding(1, 0, 2, 1).build(),
				4 * 3 * 3 * 2 + 4, shape(2, 3, 7, 5)));
		all.add(of("dilated convolution", new Convolution.Builder().filters(2).kernel(3).dilation(2).padding(2).build(), 2 * 9 + 2, shape(1, 1, 9, 7)));
		all.add(of("dilated convolution of rows", new Convolution.Builder().filters(3).kernel(1, 3).dilation(2).padding(0, 0, 2, 2).build(), 3 * 2 * 3 + 3,
				shape(1, 2, 3, 8)));
		all.add(of("grouped convolution", new Convolution.Builder().filters(6).kernel(3).stride(2).padding(1).groups(2).build(), 6 * 2 * 9 + 6,
				shape(2, 4, 5, 6)));
		all.add(of("convolution by channel",
				new Convolution.Builder().filters(3).kernel(2, 3).dilation(2).padding(0, 1, 2, 1).groups(3).bias(false).build(), 3 * 6, shape(1, 3, 8, 5)));
		all.add(of("spectral grouped convolution", new Convolution.Builder().filters(2).kernel(3).groups(2).spectralNorm(true).build(), 2 * 2 * 9 + 2,
				shape(1, 4, 5, 3)));
		all.add(of("transposed convolution", new TransposedConvolution.Builder().filters(2).kernel(3).stride(2).padding(1).outputPadding(1).build(),
				3 * 2 * 9 + 2, shape(2, 3, 4, 5)));
		all.add(of("even transposed convolution", new TransposedConvolution.Builder().filters(1).kernel(4).stride(2).padding(1).bias(false).build(), 16,
				shape(1, 1, 3, 5)));
		all.add(of("rectangular transposed convolution",
				new TransposedConvolution.Builder().filters(3).kernel(2, 3).stride(3, 2).padding(0, 0, 1, 1).outputPadding(1).build(), 2 * 3 * 6 + 3, shape(2, 2, 3, 2)));
		all.add(of("spectral transposed convolution",
				new TransposedConvolution.Builder().filters(4).kernel(3).stride(2).padding(1).outputPadding(1).spectralNorm(true).build(), 3 * 4 * 9 + 4,
				shape(1, 3, 2, 3)));
		all.add(of("dilated transposed convolution",
				new TransposedConvolution.Builder().filters(3).kernel(3).stride(2).padding(2).outputPadding(1).dilation(3).build(), 2 * 3 * 9 + 3, shape(2, 2, 3, 4)));
		all.add(of("grouped transposed convolution",
				new TransposedConvolution.Builder().filters(6).kernel(4).stride(2).padding(1).outputPadding(1).groups(3).build(), 6 * 2 * 16 + 6, shape(2, 6, 3, 4)));
		all.add(of("transposed convolution by channel", new TransposedConvolution.Builder().filters(3).kernel(2, 3).groups(3).bias(false).build(), 3 * 6,
				shape(1, 3, 4, 2)));
		all.add(of("lopsided transposed convolution",
				new TransposedConvolution.Builder().filters(3).kernel(3, 4).stride(2, 3).padding(0, 2, 1, 0).outputPadding(1, 2).build(), 2 * 3 * 12 + 3,
				shape(2, 2, 4, 3)));
		all.add(of("general transposed convolution",
				new TransposedConvolution.Builder().filters(6).kernel(2, 3).stride(3, 2).padding(2, 1, 0, 3).outputPadding(2, 0).groups(2).dilation(2).build(),
				4 * 3 * 6 + 6, shape(1, 4, 5, 3)));
		all.add(of("spectral grouped transposed convolution",
				new TransposedConvolution.Builder().filters(6).kernel(3).stride(2).padding(1).outputPadding(1, 0).groups(2).spectralNorm(true).build(),
				4 * 3 * 9 + 6, shape(2, 4, 3, 2)));
		all.add(of("linear", new Linear.Builder().filters(5).build(), 5 * 24 + 5, shape(2, 3, 2, 4)));
		all.add(of("smallest linear", new Linear.Builder().filters(1).build(), 2, shape(1, 1, 1, 1)));
		all.add(of("spectral linear", new Linear.Builder().filters(4).bias(false).spectralNorm(true).build(), 4 * 6, shape(3, 6, 1, 1)));
	}

	private static void norms(List<Specimen> all) {
		all.add(of("batch norm", new AffineNorm.Builder().build(), 2 * 3, shape(2, 3, 5, 3)));
		all.add(of("smallest batch norm", new AffineNorm.Builder().build(), 2, shape(1, 1, 3, 2)));
		all.add(of("instance norm", new AffineNorm.Builder().norm(Norm.INSTANCE).build(), 2 * 3, shape(2, 3, 5, 3)));
		all.add(of("layer norm", new AffineNorm.Builder().norm(Norm.LAYER).build(), 2 * 3, shape(2, 3, 5, 3)));
		all.add(of("smallest layer norm", new AffineNorm.Builder().norm(Norm.LAYER).build(), 2, shape(1, 1, 3, 2)));
		all.add(of("plain layer norm", new Normalise(Norm.LAYER, 1e-5), 0, shape(3, 2, 4, 3)));
		all.add(of("conditional batch norm", new ConditionalBatchNorm.Builder().channels(2).classes(4).build(), 2 * 2 * 4, shape(3, 2, 3, 5),
				shape(3, 4, 1, 1)));
		all.add(of("adaptive instance norm", new AdaptiveInstanceNorm.Builder().channels(3).style(6).build(), 6 * 6 + 6, shape(2, 3, 5, 4),
				shape(2, 6, 1, 1)));
		all.add(of("smallest adaptive instance norm", new AdaptiveInstanceNorm.Builder().channels(1).style(1).build(), 4, shape(1, 1, 3, 2),
				shape(1, 1, 1, 1)));
		all.add(of("spectral adaptive instance norm", new AdaptiveInstanceNorm.Builder().channels(2).style(5).spectralNorm(true).build(), 4 * 5 + 4,
				shape(2, 2, 3, 3), shape(2, 5, 1, 1)));
	}

	private static void activations(List<Specimen> all) {
		all.add(of("sigmoid", Activate.sigmoid(), 0, shape(2, 3, 5, 3)));
		all.add(of("tanh", Activate.tanh(), 0, shape(2, 3, 5, 3)));
		all.add(of("softmax", Activate.softmax(), 0, shape(2, 3, 5, 3)));
		all.add(of("elu", Activate.elu(), 0, shape(2, 3, 5, 3)));
		all.add(of("identity", Activate.identity(), 0, shape(2, 3, 5, 3)));
		all.add(of("softmax of one channel", Activate.softmax(), 0, shape(1, 1, 2, 3)));
	}

	private static void sizes(List<Specimen> all) {
		for (boolean aligned : new boolean[] { false, true }) {
			String word = aligned ? "aligned" : "bilinear";
			all.add(of(word + " upsampling", new ResizeBilinear(2, aligned), 0, shape(2, 3, 3, 5)));
			all.add(of(word + " upsampling by 3", new ResizeBilinear(3, aligned), 0, shape(1, 1, 1, 4)));
			all.add(of(word + " shrinking", new ResizeBilinear(3, 4, aligned), 0, shape(1, 2, 7, 9)));
			all.add(of(word + " resizing", new ResizeBilinear(7, 4, aligned), 0, shape(2, 1, 5, 6)));
			all.add(of(word + " resizing to another's size", ResizeBilinear.like(aligned), 0, shape(2, 3, 5, 4), shape(2, 1, 3, 7)));
			all.add(of(word + " downsampling by 3", ResizeBilinear.smaller(3, aligned), 0, shape(2, 1, 7, 9)));
		}
		all.add(of("nearest resizing to another's size", ResizeNearest.like(), 0, shape(2, 3, 5, 4), shape(2, 1, 3, 7)));
		all.add(of("nearest downsampling by 2", ResizeNearest.smaller(2), 0, shape(2, 1, 7, 4)));
		all.add(of("nearest shrinking", new ResizeNearest(3, 4), 0, shape(2, 2, 7, 9)));
		all.add(of("nearest growing", new ResizeNearest(7, 5), 0, shape(1, 1, 3, 2)));
		all.add(of("reflect padding", new ReflectPad(1, 4, 3, 2), 0, shape(2, 3, 5, 4)));
		all.add(of("reflect padding of one side", new ReflectPad(0, 0, 0, 2), 0, shape(1, 1, 2, 3)));
		all.add(of("zero padding", new ZeroPad(1, 2, 3, 0), 0, shape(2, 3, 5, 4)));
		all.add(of("cropping", new Crop(1, 2, 3, 0), 0, shape(2, 3, 5, 7)));
		all.add(of("reshaping", new Reshape(10, 1, 6), 0, shape(2, 3, 4, 5)));
	}

	private static void pools(List<Specimen> all) {
		pools(all, "pooling", 2, 2, 0, false, shape(2, 3, 6, 8));
		pools(all, "padded pooling", 3, 2, 1, false, shape(1, 2, 7, 5));
		pools(all, "ceil pooling", 3, 2, 0, true, shape(2, 1, 6, 8));
		pools(all, "padded ceil pooling", 4, 3, 2, true, shape(1, 3, 8, 9));
		pools(all, "overlong ceil pooling", 2, 3, 1, true, shape(1, 1, 5, 5));
		for (Pooling kind : Pooling.values()) {
			String word = "adaptive " + (kind == Pooling.MAX ? "max" : "average") + " pooling ";
			all.add(of(word + "to 1 x 1", new AdaptivePool(kind, 1, 1), 0, shape(2, 3, 5, 7)));
			all.add(of(word + "to a divisor", new AdaptivePool(kind, 3, 2), 0, shape(1, 2, 6, 4)));
			all.add(of(word + "to 3 x 2", new AdaptivePool(kind, 3, 2), 0, shape(2, 1, 7, 5)));
			all.add(of(word + "to more", new AdaptivePool(kind, 3, 5), 0, shape(1, 2, 2, 3)));
			all.add(of(word + "to another's size", AdaptivePool.like(kind), 0, shape(2, 3, 7, 5), shape(2, 2, 3, 2)));
		}
	}

	private static void pools(List<Specimen> all, String name, int kernel, int stride, int padding, boolean ceil, long[] shape) {
		all.add(of("max " + name, new MaxPool(kernel, stride, padding, ceil), 0, shape));
		all.add(of("average " + name, new AveragePool(kernel, stride, padding, ceil, false), 0, shape));
		all.add(of("counting " + name, new AveragePool(kernel, stride, padding, ceil, true), 0, shape));
	}

	private static void combinations(List<Specimen> all) {
		long[] shape = shape(2, 3, 3, 5);
		all.add(of("sum of 3", new Sum(), 0, shape, shape, shape));
		all.add(of("product of 2", new Product(), 0, shape, shape));
		all.add(of("product of 3", new Product(), 0, shape, shape, shape));
		all.add(of("concatenation of 3", new Concatenate(), 0, shape(2, 1, 3, 5), shape, shape(2, 2, 3, 5)));
	}
}
