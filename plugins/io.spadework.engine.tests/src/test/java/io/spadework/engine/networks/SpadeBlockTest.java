package io.spadework.engine.networks;

import static io.spadework.engine.Tensors.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.spadework.engine.Fixture;
import io.spadework.engine.study.SpadeGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Double precision agrees to 1e-7 and not further: ND4J holds the rectifier's slope in single precision. */
@DisplayName("A SPADE block")
class SpadeBlockTest {

	private static final int HIDDEN = 8;

	@ParameterizedTest(name = "from {1} to {2} channels computes what PyTorch computes, in {0}, to {3}")
	@CsvSource({ "DOUBLE, 3, 2, 1e-7", "DOUBLE, 2, 2, 1e-7", "FLOAT, 3, 2, 1e-4", "FLOAT, 2, 2, 1e-4" })
	void equalsPyTorch(DataType type, int in, int out, double tolerance) throws IOException {
		Fixture fixture = new Fixture("spade_block_" + in + "_" + out);
		Network network = network(type, in, out);
		INDArray x = Fixture.fill(type, "x", 1, 2, in, 4, 5);
		INDArray map = Fixture.fill(type, "label map", 1, 2, 4, 8, 10);
		network.advance();
		INDArray y = network.forward(true, x, map).getFirst();
		assertClose("output", fixture.get("output"), y, tolerance);
		network.backward(List.of(Fixture.fill(type, "gradient", 1, y.shape())));
		Set<String> gradients = fixture.names().stream().filter(name -> name.startsWith("gradient/block")).collect(Collectors.toSet());
		assertEquals(gradients, network.gradients().keySet().stream().map(name -> "gradient/" + name).collect(Collectors.toSet()));
		network.gradients().forEach((name, gradient) -> {
			if (gradientIsMoreThanRounding(fixture.get("gradient/" + name))) {
				assertClose(name, fixture.get("gradient/" + name), gradient, tolerance);
			}
		});
		network.state().forEach((name, statistic) -> {
			if (name.endsWith("/mean") || name.endsWith("/variance")) {
				assertClose(name, fixture.get(name), statistic, tolerance);
			}
		});
		network.forward(true, x, map);
		INDArray gradient = network.backwardTo("x/tap", List.of(Fixture.fill(type, "gradient", 1, y.shape())));
		assertClose("gradient of x", fixture.get("gradient/x"), gradient, tolerance);
	}

	/** A bias in front of a batch norm has no effect; its gradient is rounding on both sides. */
	private static boolean gradientIsMoreThanRounding(INDArray gradient) {
		return gradient.amaxNumber().doubleValue() > 1e-10;
	}

	@Test
	@DisplayName("uses its running statistics and resting singular vectors in evaluation")
	void evaluation() throws IOException {
		Fixture fixture = new Fixture("spade_block_3_2");
		Network network = network(DataType.DOUBLE, 3, 2);
		INDArray x = Fixture.fill(DataType.DOUBLE, "x", 1, 2, 3, 4, 5);
		INDArray map = Fixture.fill(DataType.DOUBLE, "label map", 1, 2, 4, 8, 10);
		network.advance();
		network.forward(true, x, map);
		network.settle();
		assertClose("output", fixture.get("output in evaluation"), network.forward(false, x, map).getFirst(), 1e-7);
	}

	@Test
	@DisplayName("has the gradients that finite differences give, in double precision to 1e-6")
	void finiteDifferences() {
		Network network = network(DataType.DOUBLE, 3, 2);
		INDArray x = Fixture.fill(DataType.DOUBLE, "x", 1, 2, 3, 4, 5);
		INDArray map = Fixture.fill(DataType.DOUBLE, "label map", 1, 2, 4, 8, 10);
		network.advance();
		INDArray weighting = Fixture.fill(DataType.DOUBLE, "gradient", 1, 2, 2, 4, 5);
		network.forward(true, x, map);
		INDArray gradients = network.backward(List.of(weighting.dup())).dup();
		double step = 1e-6;
		for (int i = 0; i < network.weights().length(); i += 7) {
			double weight = network.weights().getDouble(i);
			network.weights().putScalar(i, weight + step);
			network.settle();
			double above = network.forward(true, x, map).getFirst().mul(weighting).sumNumber().doubleValue();
			network.weights().putScalar(i, weight - step);
			network.settle();
			double below = network.forward(true, x, map).getFirst().mul(weighting).sumNumber().doubleValue();
			network.weights().putScalar(i, weight);
			assertEquals((above - below) / (2 * step), gradients.getDouble(i), 1e-6, "weight " + i);
		}
	}

	private static Network network(DataType type, int in, int out) {
		GeneratorGraph graph = new SpadeGenerator(type, 4, 4, 5, 1, HIDDEN).defineBlock(in, out);
		Network network = new Network(graph.configuration(), Initialisation.normal(0.02), 1, "block");
		Fixture.fill(network);
		return network;
	}
}
