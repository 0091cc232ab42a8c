package io.spadework.engine.training;

import static io.spadework.engine.Tensors.assertClose;

import io.spadework.engine.Fixture;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Five steps with gradients that become smaller by a factor of ten from one to the next, and one gradient that is always 0. */
@DisplayName("An optimiser")
class OptimiserTest {

	private static Optimiser optimiser(String name) {
		return switch (name) {
			case "adam" -> new Adam(0.01, 0.5, 0.9);
			case "rmsprop" -> new RmsProp(0.01, 0.9);
			case "sgd" -> new Sgd(0.01, 0);
			default -> new Sgd(0.01, 0.8);
		};
	}

	@ParameterizedTest(name = "{0}: moves weights as in PyTorch, with a learning rate that falls, in {1} to {2}")
	@CsvSource({ "adam, DOUBLE, 1e-8", "adam, FLOAT, 1e-6", "rmsprop, DOUBLE, 1e-8", "rmsprop, FLOAT, 1e-6", "sgd, DOUBLE, 1e-8", "sgd, FLOAT, 1e-6",
			"momentum, DOUBLE, 1e-8", "momentum, FLOAT, 1e-6" })
	void equalsPyTorch(String name, DataType type, double tolerance) throws IOException {
		Fixture fixture = new Fixture("optimisers");
		Optimiser optimiser = optimiser(name);
		List<INDArray> moments = optimiser.moments().stream().map(moment -> Nd4j.create(type, 7)).toList();
		INDArray weights = Fixture.fill(type, "weights", 1, 7);
		for (int step = 0; step < 5; step++) {
			INDArray gradients = Fixture.fill(type, "gradient " + step, Math.pow(10, -step), 7).addi(weights.mul(0.1));
			gradients.putScalar(3, 0);
			optimiser.update(gradients, moments, optimiser.learningRate() / (step + 1), step);
			weights.subi(gradients);
			assertClose("weights after step " + step, fixture.get(name + "/" + step), weights, tolerance);
		}
	}
}
