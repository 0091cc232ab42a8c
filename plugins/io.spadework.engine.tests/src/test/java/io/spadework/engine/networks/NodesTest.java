package io.spadework.engine.networks;

import static io.spadework.engine.Tensors.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assumptions.abort;

import io.spadework.engine.Fixture;
import io.spadework.engine.networks.kernels.KernelChoice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Tolerances are relative to an array's largest value: 1e-4 in single and 1e-9 in double precision against PyTorch, 1e-5 between the kernel sets. */
@DisplayName("A node of every kind")
class NodesTest {

	private static final double SINGLE = 1e-4;
	private static final double DOUBLE = 1e-9;
	private static final double BETWEEN_KERNELS = 1e-5;
	private static final double STEP = 1e-5;
	private static final double BY_DIFFERENCES = 1e-7;

	private static Fixture fixture;

	@BeforeAll
	static void read() throws IOException {
		fixture = new Fixture("nodes");
	}

	@AfterEach
	void chooseAgain() {
		KernelChoice.choose("auto");
	}

	static List<Specimen> specimens() {
		return Specimen.all();
	}

	/** The output, its value in evaluation where statistics were kept, and all gradients, by their names in the fixture. */
	private static Map<String, INDArray> results(Specimen specimen, DataType type) {
		Network network = specimen.network(type);
		INDArray[] inputs = specimen.values(type);
		Map<String, INDArray> results = new LinkedHashMap<>();
		INDArray output = network.forward(true, inputs).getFirst();
		results.put("output", output.dup());
		Map<String, INDArray> state = network.state();
		if (state.containsKey("node/mean")) {
			results.put("mean", state.get("node/mean").dup());
			results.put("variance", state.get("node/variance").dup());
			results.put("evaluated", network.forward(false, inputs).getFirst().dup());
			network.forward(true, inputs);
		}
		INDArray weighting = Fixture.fill(type, "weighting", 1, output.shape());
		for (int i = 0; i < inputs.length; i++) {
			results.put("x" + i, network.backwardTo("x" + i + "/tap", List.of(weighting.dup())).dup());
			network.forward(true, inputs);
		}
		if (specimen.parameters() > 0) {
			network.backward(List.of(weighting.dup()));
			network.gradients().forEach((name, gradient) -> results.put(name.substring("node/".length()), gradient.dup()));
		}
		return results;
	}

	private static void assertPyTorch(Specimen specimen, DataType type, double tolerance) {
		Map<String, INDArray> results = results(specimen, type);
		String prefix = specimen.name() + "/";
		Set<String> expected = fixture.names().stream().filter(name -> name.startsWith(prefix)).collect(Collectors.toSet());
		assertEquals(expected, results.keySet().stream().map(key -> prefix + key).collect(Collectors.toSet()));
		results.forEach((key, array) -> assertClose(key, fixture.get(prefix + key), array, tolerance));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("specimens")
	@DisplayName("computes what PyTorch computes, and the same gradients, in double precision")
	void doublePrecision(Specimen specimen) {
		assertPyTorch(specimen, DataType.DOUBLE, DOUBLE);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("specimens")
	@DisplayName("computes what PyTorch computes, and the same gradients, with the portable kernels")
	void portable(Specimen specimen) {
		KernelChoice.choose("portable");
		assertPyTorch(specimen, DataType.FLOAT, SINGLE);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("specimens")
	@DisplayName("computes with oneDNN's kernels what it computes with the portable ones, and what PyTorch computes")
	void onednn(Specimen specimen) {
		try {
			KernelChoice.choose("onednn");
		} catch (IllegalArgumentException absent) {
			abort(absent.getMessage());
		}
		assertPyTorch(specimen, DataType.FLOAT, SINGLE);
		Map<String, INDArray> fast = results(specimen, DataType.FLOAT);
		KernelChoice.choose("portable");
		results(specimen, DataType.FLOAT).forEach((key, array) -> assertClose(key, array, fast.get(key), BETWEEN_KERNELS));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("specimens")
	@DisplayName("has the gradients that finite differences give in double precision")
	void finiteDifferences(Specimen specimen) {
		Network network = specimen.network(DataType.DOUBLE);
		INDArray[] inputs = specimen.values(DataType.DOUBLE);
		INDArray weighting = Fixture.fill(DataType.DOUBLE, "weighting", 1, network.forward(true, inputs).getFirst().shape());
		List<INDArray> arrays = new ArrayList<>();
		List<INDArray> gradients = new ArrayList<>();
		for (int i = 0; i < inputs.length; i++) {
			arrays.add(inputs[i]);
			gradients.add(network.backwardTo("x" + i + "/tap", List.of(weighting.dup())).dup());
			network.forward(true, inputs);
		}
		if (specimen.parameters() > 0) {
			arrays.add(network.weights());
			gradients.add(network.backward(List.of(weighting.dup())).dup());
		}
		for (int a = 0; a < arrays.size(); a++) {
			INDArray values = arrays.get(a).reshape(arrays.get(a).length());
			INDArray gradient = gradients.get(a).reshape(values.length());
			double scale = Math.max(1, gradient.amaxNumber().doubleValue());
			for (long i = 0; i < values.length(); i += 1 + values.length() / 8) {
				double value = values.getDouble(i);
				double above = weighted(network, inputs, weighting, values, i, value + STEP);
				double below = weighted(network, inputs, weighting, values, i, value - STEP);
				values.putScalar(i, value);
				assertEquals((above - below) / (2 * STEP), gradient.getDouble(i), BY_DIFFERENCES * scale, "value " + i + " of array " + a);
			}
		}
	}

	private static double weighted(Network network, INDArray[] inputs, INDArray weighting, INDArray values, long index, double value) {
		values.putScalar(index, value);
		network.settle();
		return network.forward(true, inputs).getFirst().mul(weighting).sumNumber().doubleValue();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("specimens")
	@DisplayName("survives JSON, and is equal to what is read back")
	void json(Specimen specimen) {
		ComputationGraphConfiguration configuration = specimen.configuration(DataType.FLOAT);
		ComputationGraphConfiguration readBack = ComputationGraphConfiguration.fromJson(configuration.toJson());
		assertEquals(configuration.toJson(), readBack.toJson());
		Object written = node(configuration);
		Object read = node(readBack);
		assertNotSame(written, read);
		assertEquals(written, read);
		assertEquals(written.hashCode(), read.hashCode());
		Network network = new Network(readBack, Initialisation.normal(1), 1, "specimen");
		Fixture.fill(network);
		INDArray[] inputs = specimen.values(DataType.FLOAT);
		assertEquals(specimen.network(DataType.FLOAT).forward(true, inputs).getFirst(), network.forward(true, inputs).getFirst());
	}

	private static Object node(ComputationGraphConfiguration configuration) {
		Object vertex = configuration.getVertices().get("node");
		return vertex instanceof LayerVertex layer ? layer.getLayerConf().getLayer() : vertex;
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("specimens")
	@DisplayName("learns as many values as its formula says")
	void parameterCounts(Specimen specimen) {
		assertEquals(specimen.parameters(), specimen.parameters() == 0 ? 0 : specimen.network(DataType.FLOAT).weights().length());
	}

	@Test
	@DisplayName("may take one input twice")
	void sameInputTwice() {
		GraphBuilder graph = Graphs.builder(DataType.DOUBLE);
		graph.addInputs("x").setInputTypes(InputType.convolutional(3, 5, 2));
		graph.addVertex("x/tap", new Tap(), "x");
		graph.addVertex("square", new Product(), "x/tap", "x/tap");
		graph.addVertex("double", new Sum(), "square", "square");
		graph.setOutputs(Graphs.tap(graph, "double"));
		Network network = new Network(graph.build(), Initialisation.normal(1), 1, "twice");
		INDArray x = Fixture.fill(DataType.DOUBLE, "x", 1, 2, 2, 3, 5);
		assertClose("output", x.mul(x).mul(2), network.forward(true, x).getFirst(), DOUBLE);
		INDArray weighting = Fixture.fill(DataType.DOUBLE, "weighting", 1, x.shape());
		assertClose("gradient", x.mul(4).mul(weighting), network.backwardTo("x/tap", List.of(weighting.dup())), DOUBLE);
	}

	@Test
	@DisplayName("is checked: all that the fixture holds, and nothing else")
	void complete() {
		Set<String> held = fixture.names().stream().map(name -> name.substring(0, name.indexOf('/'))).collect(Collectors.toSet());
		assertEquals(held, specimens().stream().map(Specimen::name).collect(Collectors.toSet()));
	}
}
