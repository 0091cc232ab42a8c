package io.spadework.engine.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.Fixture;
import io.spadework.engine.Tensors;
import io.spadework.engine.networks.kernels.KernelChoice;
import io.spadework.engine.study.PatchDiscriminator;
import io.spadework.engine.study.SpadeGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Values are compared to 1e-5 of an array's largest one. Where rounding alone makes more than that, as many norms in a row and gradients that cancel to nothing do, the plan
 * has to be as near to the values in double precision as the graph is. And where a rectifier's input is so near to 0 that rounding decides its side, a few values differ
 * by more, so that the whole array counts.
 */
@DisplayName("The plan and DL4J's graph")
class ExecutorsTest {

	private static final double TOLERANCE = 1e-5;

	@AfterEach
	void chooseAgain() {
		ExecutorChoice.choose("plan");
		KernelChoice.choose("auto");
	}

	/** The same network with the same weights, run both ways. */
	private record Pair(Network graph, Network plan, Network exact) {

		private static final double AS_NEAR = 4;
		private static final double A_FEW_RECTIFIERS = 5e-4;

		static Pair of(ComputationGraphConfiguration configuration) {
			return new Pair(network("graph", configuration), network("plan", configuration), network("graph", precise(configuration)));
		}

		private static ComputationGraphConfiguration precise(ComputationGraphConfiguration configuration) {
			ComputationGraphConfiguration precise = configuration.clone();
			precise.setDataType(DataType.DOUBLE);
			return precise;
		}

		private static Network network(String executor, ComputationGraphConfiguration configuration) {
			ExecutorChoice.choose(executor);
			Network network = new Network(configuration, Initialisation.normal(1), 1, "network");
			Fixture.fill(network);
			return network;
		}

		/** One pass and a backward one to everything, or to a tap alone. */
		void compare(String what, boolean training, String tap, INDArray... inputs) {
			Map<String, INDArray> expected = results(graph, training, tap, inputs);
			Map<String, INDArray> actual = results(plan, training, tap, inputs);
			assertEquals(expected.keySet(), actual.keySet());
			Map<String, INDArray> exact = results(this.exact, training, tap, Arrays.stream(inputs).map(input -> input.castTo(DataType.DOUBLE)).toArray(INDArray[]::new));
			expected.forEach((name, array) -> {
				INDArray precise = exact.get(name);
				double rounding = distance(precise, array);
				if (distance(array, actual.get(name)) > TOLERANCE * array.amaxNumber().doubleValue()) {
					double limit = TOLERANCE * scale(exact, name) + AS_NEAR * rounding;
					assertTrue(distance(precise, actual.get(name)) <= limit || relative(precise, actual.get(name)) <= A_FEW_RECTIFIERS, () -> what + ": " + name + " is " + distance(precise, actual.get(name)) + " away from its value in double "
							+ "precision, the graph's " + rounding + ", where the largest value is " + precise.amaxNumber());
				}
			});
		}

		/** Largest value; the gradient of a bias in front of a norm is 0, so that of the weights beside it counts too. */
		private static double scale(Map<String, INDArray> arrays, String name) {
			double largest = arrays.get(name).amaxNumber().doubleValue();
			INDArray weights = arrays.get(name.replaceFirst("/b$", "/W"));
			return weights == null ? largest : Math.max(largest, weights.amaxNumber().doubleValue());
		}

		/** Length of the difference as a share of the first one's length. */
		private static double relative(INDArray one, INDArray other) {
			return one.sub(other.castTo(DataType.DOUBLE)).norm2Number().doubleValue() / one.norm2Number().doubleValue();
		}

		private static double distance(INDArray one, INDArray other) {
			return one.castTo(DataType.DOUBLE).sub(other.castTo(DataType.DOUBLE)).amaxNumber().doubleValue();
		}

		private static Map<String, INDArray> results(Network network, boolean training, String tap, INDArray... inputs) {
			Map<String, INDArray> results = new LinkedHashMap<>();
			if (training) {
				network.advance();
			}
			List<INDArray> outputs = network.forward(training, inputs);
			List<INDArray> gradients = new ArrayList<>();
			for (int i = 0; i < outputs.size(); i++) {
				results.put("output " + i, outputs.get(i).dup());
				gradients.add(Fixture.fill(outputs.get(i).dataType(), "gradient " + i, 1, outputs.get(i).shape()));
			}
			if (tap != null) {
				results.put("gradient of " + tap, network.backwardTo(tap, gradients).dup());
			} else {
				network.backward(gradients);
				network.gradients().forEach((name, gradient) -> results.put("gradient of " + name, gradient.dup()));
			}
			network.state().forEach((name, state) -> results.put("state " + name, state.dup()));
			return results;
		}
	}

	static List<Specimen> specimens() {
		return Specimen.all();
	}

	@ParameterizedTest(name = "{0}, {1}")
	@CsvSource({ "graph, portable", "graph, onednn", "plan, portable", "plan, onednn" })
	@DisplayName("leave nothing of planes of equal values behind an instance norm")
	void levelPlanes(String executor, String kernels) {
		KernelChoice.choose(kernels);
		ExecutorChoice.choose(executor);
		GraphBuilder graph = Graphs.builder(DataType.FLOAT);
		graph.addInputs("x").setInputTypes(InputType.convolutional(12, 20, 16));
		graph.addVertex("norm", new Normalise(Norm.INSTANCE, 1e-5), "x");
		graph.setOutputs(Graphs.tap(graph, "norm"));
		Network network = new Network(graph.build(), Initialisation.normal(1), 1, "network");
		INDArray values = planes();
		values.putScalar(new int[] { 0, 5, 3, 3 }, 200);
		assertOnlyTheSixthIsNotNought(network.forward(false, values).getFirst());
	}

	@ParameterizedTest(name = "{0}, {1}")
	@CsvSource({ "graph, portable", "graph, onednn", "plan, portable", "plan, onednn" })
	@DisplayName("leave nothing of them where an instance norm is modulated by maps that say nothing")
	void levelPlanesModulated(String executor, String kernels) {
		KernelChoice.choose(kernels);
		ExecutorChoice.choose(executor);
		GraphBuilder graph = Graphs.builder(DataType.FLOAT);
		InputType type = InputType.convolutional(12, 20, 16);
		graph.addInputs("x", "gamma", "beta").setInputTypes(type, type, type);
		graph.addVertex("modulated", new Modulate(Norm.INSTANCE, 1e-5), "x", "gamma", "beta");
		graph.setOutputs(Graphs.tap(graph, "modulated"));
		Network network = new Network(graph.build(), Initialisation.normal(1), 1, "network");
		INDArray values = planes();
		values.putScalar(new int[] { 0, 5, 3, 3 }, 200);
		assertOnlyTheSixthIsNotNought(network.forward(false, values, Nd4j.zeros(DataType.FLOAT, values.shape()), Nd4j.zeros(DataType.FLOAT, values.shape())).getFirst());
	}

	/** A plane of equal values for each of 16 channels. */
	private static INDArray planes() {
		INDArray values = Nd4j.create(DataType.FLOAT, 1, 16, 12, 20);
		for (int channel = 0; channel < 16; channel++) {
			values.get(NDArrayIndex.point(0), NDArrayIndex.point(channel)).assign(0.1 + 37.3 * channel);
		}
		return values;
	}

	private static void assertOnlyTheSixthIsNotNought(INDArray normalised) {
		for (int channel = 0; channel < 16; channel++) {
			double largest = normalised.get(NDArrayIndex.point(0), NDArrayIndex.point(channel)).dup().amaxNumber().doubleValue();
			assertTrue(channel == 5 ? largest > 1 : largest == 0, "channel " + channel + ": " + largest);
		}
	}

	@ParameterizedTest(name = "{0}, {1}")
	@CsvSource({ "graph, portable", "graph, onednn", "plan, portable", "plan, onednn" })
	@DisplayName("leave nothing of them behind a convolution and an instance norm either")
	void levelPlanesBehindAConvolution(String executor, String kernels) {
		KernelChoice.choose(kernels);
		ExecutorChoice.choose(executor);
		GraphBuilder graph = Graphs.builder(DataType.FLOAT);
		graph.addInputs("x").setInputTypes(InputType.convolutional(12, 20, 16));
		graph.addLayer("first", new Convolution.Builder().filters(32).kernel(1).padding(0).build(), "x");
		graph.addVertex("norm", new Normalise(Norm.INSTANCE, 1e-5), "first");
		graph.addLayer("last", new Convolution.Builder().filters(16).kernel(3).padding(1).bias(false).build(), "norm");
		graph.setOutputs(Graphs.tap(graph, "last"));
		Network network = new Network(graph.build(), Initialisation.normal(1), 1, "network");
		assertEquals(0, network.forward(false, planes()).getFirst().amaxNumber().doubleValue());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("specimens")
	@DisplayName("compute the same for a node of every kind, in training and evaluation")
	void nodes(Specimen specimen) {
		Pair pair = Pair.of(specimen.configuration(DataType.FLOAT));
		INDArray[] inputs = specimen.values(DataType.FLOAT);
		for (boolean training : new boolean[] { true, false, true }) {
			for (int i = 0; i < inputs.length; i++) {
				pair.compare("gradient of input " + i, training, "x" + i + "/tap", inputs);
			}
			if (specimen.parameters() > 0) {
				pair.compare("gradients of weights", training, null, inputs);
			}
		}
	}

	@ParameterizedTest(name = "with {0} kernels")
	@ValueSource(strings = { "portable", "auto" })
	@DisplayName("compute the same in a SPADE generator, for changing batch sizes, training and evaluation")
	void generator(String kernels) {
		KernelChoice.choose(kernels);
		Pair pair = Pair.of(new SpadeGenerator(DataType.FLOAT, 5, 64, 64, 2, 8).define().configuration());
		for (int batch : new int[] { 2, 1, 2, 3 }) {
			pair.compare("batch of " + batch, true, null, labelMap(batch, 5, 64, 64, batch));
			pair.compare("evaluated batch of " + batch, false, null, labelMap(batch, 5, 64, 64, batch + 7));
		}
		pair.compare("a map that is no label map", true, null, Tensors.normal(DataType.FLOAT, 3, 2, 5, 64, 64));
	}

	@ParameterizedTest(name = "from seed {0}")
	@ValueSource(ints = { 1, 2, 3 })
	@DisplayName("compute the same in a SPADE generator wide enough for blocks of channels")
	void wide(int seed) {
		Pair pair = Pair.of(new SpadeGenerator(DataType.FLOAT, 20, 64, 64, 16, 32).define().configuration());
		pair.compare("training", true, null, labelMap(2, 20, 64, 64, seed));
		pair.compare("a map that is no label map", true, null, Tensors.normal(DataType.FLOAT, seed, 2, 20, 64, 64));
		pair.compare("evaluation", false, null, labelMap(3, 20, 64, 64, seed + 10));
	}

	@ParameterizedTest(name = "of {0} filters, with {1} kernels")
	@CsvSource({ "4, portable", "4, auto", "16, auto" })
	@DisplayName("compute the same in a PatchGAN, for changing batch and image sizes, gradients of weights and of the image alone")
	void discriminator(int filters, String kernels) {
		KernelChoice.choose(kernels);
		Pair pair = Pair.of(new PatchDiscriminator(DataType.FLOAT, 3, 40, 48, filters, 2).define().configuration());
		int[][] sizes = { { 1, 40, 48 }, { 2, 40, 48 }, { 1, 40, 48 }, { 1, 64, 33 }, { 3, 32, 32 } };
		for (int[] size : sizes) {
			INDArray map = labelMap(size[0], 3, size[1], size[2], 1);
			INDArray image = Fixture.fill(DataType.FLOAT, "image", 1, size[0], 3, size[1], size[2]);
			String what = size[0] + " images of " + size[1] + " x " + size[2];
			pair.compare(what, true, "image/tap", map, image);
			pair.compare(what, true, null, map, image);
			pair.compare(what, false, "image/tap", map, image);
		}
	}

	/** One-hot, with a few pixels that have no label. */
	private static INDArray labelMap(int batch, int labels, int height, int width, long seed) {
		Random random = new Random(seed);
		float[] values = new float[batch * labels * height * width];
		for (int n = 0; n < batch; n++) {
			for (int pixel = 0; pixel < height * width; pixel++) {
				int label = random.nextInt(labels + 1);
				if (label < labels) {
					values[(n * labels + label) * height * width + pixel] = 1;
				}
			}
		}
		return Nd4j.createFromArray(values).reshape('c', batch, labels, height, width);
	}

	@ParameterizedTest(name = "from seed {0}")
	@ValueSource(ints = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 })
	@DisplayName("compute the same in graphs drawn at random: fan-out, sums, stacks, taps within and at the end")
	void random(int seed) {
		Random random = new Random(seed);
		RandomGraph drawn = new RandomGraph(random, random.nextBoolean() ? 16 : 3);
		Pair pair = Pair.of(drawn.configuration());
		for (int pass = 0; pass < 3; pass++) {
			int batch = 1 + random.nextInt(3);
			INDArray x = Tensors.normal(DataType.FLOAT, seed + 100L * pass, batch, drawn.channels(), 8, 6);
			pair.compare("weights, pass " + pass, true, null, x);
			pair.compare("input, pass " + pass, random.nextBoolean(), "x/tap", x);
			pair.compare("inner tap, pass " + pass, random.nextBoolean(), drawn.innerTap(), x);
		}
	}

	@Test
	@DisplayName("are deterministic: two networks from one seed stay the same bit for bit")
	void deterministic() {
		Network one = new Network(new SpadeGenerator(DataType.FLOAT, 5, 32, 32, 16, 16).define().configuration(), Initialisation.xavier(0.02), 5, "generator");
		Network other = new Network(new SpadeGenerator(DataType.FLOAT, 5, 32, 32, 16, 16).define().configuration(), Initialisation.xavier(0.02), 5, "generator");
		for (int pass = 0; pass < 3; pass++) {
			assertArrayEquals(step(one, pass), step(other, pass));
		}
		assertArrayEquals(one.weights().toFloatVector(), other.weights().toFloatVector());
	}

	private static float[] step(Network network, int pass) {
		network.advance();
		INDArray made = network.forward(true, labelMap(2, 5, 32, 32, pass)).getFirst();
		network.weights().subi(network.backward(List.of(Fixture.fill(DataType.FLOAT, "gradient", 1, made.shape()))).muli(1e-3));
		return made.reshape(made.length()).toFloatVector();
	}

	/** Nodes of one shape, N x C x 8 x 6, each reading any of those before. */
	private static final class RandomGraph {

		private static final int NODES = 14;

		private final Random random;
		private final int channels;
		private final GraphBuilder graph = Graphs.builder();
		private final List<String> nodes = new ArrayList<>();
		private final Set<String> read = new HashSet<>();
		private final List<String> outputs = new ArrayList<>();
		private final String innerTap;

		RandomGraph(Random random, int channels) {
			this.random = random;
			this.channels = channels;
			graph.addInputs("x").setInputTypes(InputType.convolutional(8, 6, channels));
			nodes.add(Graphs.tap(graph, "x"));
			for (int i = 0; i < NODES; i++) {
				String node = "node" + i;
				add(node);
				nodes.add(node);
				if (random.nextInt(4) == 0) {
					read.add(node);
					outputs.add(Graphs.tap(graph, node));
				}
				if (i == NODES / 2) {
					graph.addVertex("inner", new Tap(), node);
					nodes.add("inner");
				}
			}
			nodes.stream().filter(node -> !read.contains(node)).forEach(node -> outputs.add(Graphs.tap(graph, node)));
			graph.addVertex("all", new Sum(), "inner", "node" + (NODES - 1), "node" + (NODES - 2), nodes.getFirst());
			outputs.add(Graphs.tap(graph, "all"));
			graph.setOutputs(outputs.toArray(String[]::new));
			innerTap = "inner";
		}

		private void add(String node) {
			switch (random.nextInt(11)) {
				case 0, 1 -> graph.addLayer(node, new Convolution.Builder().filters(channels).kernel(3).padding(1).spectralNorm(random.nextBoolean()).build(), any());
				case 2 -> graph.addLayer(node, new Convolution.Builder().filters(channels).bias(false).build(), any());
				case 3 -> graph.addVertex(node, new Sum(), any(), any());
				case 4 -> graph.addVertex(node, new Sum(), any(), any(), any());
				case 5 -> graph.addVertex(node, Activate.leakyRelu(0.2), any());
				case 6 -> graph.addVertex(node, Activate.relu(), any());
				case 7 -> graph.addVertex(node, new Normalise(random.nextBoolean() ? Norm.BATCH : Norm.INSTANCE, 1e-5), any());
				case 8 -> graph.addVertex(node, new Modulate(random.nextBoolean() ? Norm.BATCH : Norm.INSTANCE, 1e-5), any(), any(), any());
				case 9 -> graph.addVertex(node, Activate.tanh(), any());
				default -> {
					graph.addVertex(node + "/stack", new Concatenate(), any(), any());
					graph.addLayer(node + "/conv", new Convolution.Builder().filters(channels).kernel(3).padding(1).build(), node + "/stack");
					graph.addVertex(node + "/x2", new UpsampleNearest(2), node + "/conv");
					graph.addVertex(node, new AveragePool(2, 2, 0), node + "/x2");
				}
			}
		}

		private String any() {
			String node = nodes.get(random.nextInt(nodes.size()));
			read.add(node);
			return node;
		}

		ComputationGraphConfiguration configuration() {
			return graph.build();
		}

		int channels() {
			return channels;
		}

		String innerTap() {
			return innerTap;
		}
	}
}
