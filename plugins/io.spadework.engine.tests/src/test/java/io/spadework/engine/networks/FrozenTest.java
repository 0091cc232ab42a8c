package io.spadework.engine.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.spadework.engine.Fixture;
import io.spadework.engine.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

@DisplayName("The frozen part of a network")
class FrozenTest {

	private static final String TAP = "x/gradient";

	/** A convolution before the frozen part, all that keeps state in it, and a convolution behind it. */
	private static Network network(DataType type, boolean frozen) {
		GraphBuilder graph = Graphs.builder(type).addInputs("x").setInputTypes(InputType.convolutional(6, 5, 2));
		graph.addLayer("before", new Convolution.Builder().filters(3).kernel(3).padding(1).spectralNorm(true).build(), "x");
		graph.addLayer("kept/conv", new Convolution.Builder().filters(4).kernel(3).padding(1).spectralNorm(true).build(), "before");
		graph.addLayer("kept/norm", new AffineNorm.Builder().norm(Norm.BATCH).build(), "kept/conv");
		graph.addVertex("kept/noise", new NoiseSource(4, 6, 5), "kept/norm");
		graph.addVertex("kept/sum", new Sum(), "kept/norm", "kept/noise");
		graph.addVertex("kept/dropout", new Dropout(0.5), "kept/sum");
		graph.addLayer("behind", new Convolution.Builder().filters(2).kernel(1).build(), "kept/dropout");
		graph.setOutputs("behind");
		ComputationGraphConfiguration configuration = Graphs.tapInput(graph.build(), "x", TAP);
		Network network = new Network(configuration, Initialisation.normal(0.5), 1, "network");
		if (frozen) {
			network.freeze(vertex -> vertex.startsWith("kept/"));
		}
		return network;
	}

	private static INDArray pass(Network network, INDArray x) {
		network.advance();
		return network.forward(true, x).getFirst();
	}

	private static Map<String, INDArray> copy(Map<String, INDArray> arrays) {
		Map<String, INDArray> copy = new LinkedHashMap<>();
		arrays.forEach((name, array) -> copy.put(name, array.dup()));
		return copy;
	}

	@Test
	@DisplayName("doesn't change at all in training passes: no gradient, no running statistics, no singular vectors, no random numbers")
	void nothingMoves() {
		Network network = network(DataType.FLOAT, true);
		INDArray x = Tensors.normal(DataType.FLOAT, 1, 2, 2, 6, 5);
		pass(network, x);
		Map<String, INDArray> before = copy(network.state());
		INDArray y = pass(network, x);
		INDArray gradients = network.backward(List.of(y.dup()));
		assertNotEquals(0, gradients.norm2Number().doubleValue());
		before.forEach((name, array) -> {
			if (name.startsWith("kept/")) {
				assertEquals(array, network.state().get(name), name);
			} else {
				assertNotEquals(array, network.state().get(name), name);
			}
		});
		network.gradients().forEach((name, array) -> assertEquals(!name.startsWith("kept/"), array.norm2Number().doubleValue() > 0, name));
	}

	@Test
	@DisplayName("computes in training what it computes in evaluation")
	void asInEvaluation() {
		Network learning = network(DataType.FLOAT, false);
		INDArray x = Tensors.normal(DataType.FLOAT, 1, 2, 2, 6, 5);
		for (int i = 0; i < 40; i++) { // until the power iteration rests
			pass(learning, x);
		}
		Network network = network(DataType.FLOAT, true);
		network.restore(learning.state());
		INDArray trained = pass(network, x).dup();
		network.settle();
		Tensors.assertClose("output", network.forward(false, x).getFirst(), trained, 1e-4);
		assertNotEquals(trained, pass(learning, x));
	}

	@Test
	@DisplayName("lets the gradient through that finite differences find, to what lies before it and to a tap on the input")
	void gradientsPassThrough() {
		Network network = network(DataType.DOUBLE, true);
		INDArray x = Tensors.normal(DataType.DOUBLE, 1, 2, 2, 6, 5);
		pass(network, x);
		Map<String, INDArray> state = copy(network.state());
		state.get("kept/norm/mean").assign(0.3);
		state.get("kept/norm/variance").assign(2.5);
		network.restore(state);
		INDArray weighting = Fixture.fill(DataType.DOUBLE, "weighting", 1, network.forward(true, x).getFirst().shape());
		network.forward(true, x);
		network.backward(List.of(weighting.dup()), TAP);
		check(network, x, weighting, x, network.gradient(TAP).dup());
		check(network, x, weighting, network.parameters().get("before/W"), network.gradients().get("before/W").dup());
	}

	private static void check(Network network, INDArray x, INDArray weighting, INDArray moved, INDArray gradient) {
		double step = 1e-5;
		INDArray values = moved.reshape(moved.length());
		for (long i = 0; i < values.length(); i += 7) {
			double value = values.getDouble(i);
			double[] sums = new double[2];
			for (int side = 0; side < 2; side++) {
				values.putScalar(i, value + (side == 0 ? -step : step));
				network.settle();
				sums[side] = network.forward(true, x).getFirst().mul(weighting).sumNumber().doubleValue();
			}
			values.putScalar(i, value);
			assertEquals((sums[1] - sums[0]) / (2 * step), gradient.getDouble(i), 1e-6, "value " + i);
		}
		network.settle();
	}
}
