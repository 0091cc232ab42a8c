package io.spadework.engine.losses;

import static io.spadework.engine.Tensors.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.spadework.engine.Fixture;
import io.spadework.engine.networks.Reparametrisation;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Three distributions of codes of 5 values. */
@DisplayName("The distribution of style codes that an encoder gives")
class CodesTest {

	private static INDArray distribution(DataType type) {
		return Fixture.fill(type, "distribution", 1, 3, 10, 1, 1);
	}

	@ParameterizedTest(name = "diverges from a normal one as in PyTorch, in {0} to {1}")
	@CsvSource({ "DOUBLE, 1e-12", "FLOAT, 1e-6" })
	void divergence(DataType type, double tolerance) throws IOException {
		Fixture fixture = new Fixture("losses");
		INDArray gradient = Nd4j.create(type, 3, 10, 1, 1);
		double expected = fixture.number("divergence/value");
		assertEquals(expected, new Divergence(0.05).encoder(distribution(type), gradient), tolerance * expected);
		assertClose("gradient", fixture.get("divergence/gradient"), gradient, tolerance);
	}

	@Test
	@DisplayName("does not diverge where it is a normal one, and is drawn towards it from elsewhere")
	void normal() {
		INDArray distribution = Nd4j.zeros(DataType.DOUBLE, 2, 4, 1, 1);
		INDArray gradient = distribution.dup();
		assertEquals(0, new Divergence(1).encoder(distribution, gradient));
		assertEquals(0, gradient.norm1Number().doubleValue());
		INDArray elsewhere = distribution(DataType.DOUBLE);
		INDArray there = Nd4j.create(DataType.DOUBLE, elsewhere.shape());
		new Divergence(3).encoder(elsewhere, there);
		INDArray spare = there.dup();
		Differences.assertGradient(() -> new Divergence(3).encoder(elsewhere, spare), elsewhere, there);
	}

	@ParameterizedTest(name = "gives the codes and the gradient of PyTorch, in {0} to {1}")
	@CsvSource({ "DOUBLE, 1e-12", "FLOAT, 1e-6" })
	void reparametrisation(DataType type, double tolerance) throws IOException {
		Fixture fixture = new Fixture("losses");
		INDArray noise = Fixture.fill(type, "noise", 1, 3, 5, 1, 1);
		INDArray codes = Nd4j.create(type, noise.shape());
		Reparametrisation.forward(distribution(type), noise, codes);
		assertClose("codes", fixture.get("reparametrisation/codes"), codes, tolerance);
		INDArray gradient = Nd4j.create(type, 3, 10, 1, 1);
		Reparametrisation.backward(distribution(type), noise, Fixture.fill(type, "weighting", 1, codes.shape()), gradient);
		assertClose("gradient", fixture.get("reparametrisation/gradient"), gradient, tolerance);
	}

	@Test
	@DisplayName("gives codes whose gradient finite differences confirm")
	void finiteDifferences() {
		INDArray distribution = distribution(DataType.DOUBLE);
		INDArray noise = Fixture.fill(DataType.DOUBLE, "noise", 1, 3, 5, 1, 1);
		INDArray weighting = Fixture.fill(DataType.DOUBLE, "weighting", 1, 3, 5, 1, 1);
		INDArray codes = noise.dup();
		INDArray gradient = distribution.dup();
		Reparametrisation.backward(distribution, noise, weighting, gradient);
		Differences.assertGradient(() -> {
			Reparametrisation.forward(distribution, noise, codes);
			return codes.mul(weighting).sumNumber().doubleValue();
		}, distribution, gradient);
	}
}
