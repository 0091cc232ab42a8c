package io.spadework.engine.losses;

import static io.spadework.engine.Tensors.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.Fixture;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Predictions of two scales, whose second and fourth sample are far out (up to 90). Hinge and least squares are checked with a whole discriminator. */
@DisplayName("An adversarial loss")
class AdversarialLossTest {

	private static AdversarialLoss loss(String name) {
		return name.equals("original") ? AdversarialLoss.original() : AdversarialLoss.wasserstein(10);
	}

	private static List<INDArray> predictions(DataType type) {
		List<INDArray> predictions = List.of(Fixture.fill(type, "scale 0", 3, 4, 1, 5, 3), Fixture.fill(type, "scale 1", 3, 4, 1, 2, 2));
		predictions.forEach(scale -> List.of(1, 3).forEach(sample -> scale.slice(sample).muli(30)));
		return predictions;
	}

	private static List<INDArray> like(List<INDArray> arrays) {
		return arrays.stream().map(array -> Nd4j.create(array.dataType(), array.shape())).toList();
	}

	@ParameterizedTest(name = "{0}: has PyTorch''s values and gradients, in {1} to {2}")
	@CsvSource({ "original, DOUBLE, 1e-12", "original, FLOAT, 1e-6", "wasserstein, DOUBLE, 1e-12", "wasserstein, FLOAT, 1e-6" })
	void equalsPyTorch(String name, DataType type, double tolerance) throws IOException {
		Fixture fixture = new Fixture("losses");
		List<INDArray> predictions = predictions(type);
		List<INDArray> gradients = like(predictions);
		AdversarialLoss.Judgement judgement = loss(name).reduction(Reduction.SUM).discriminatorFactor(0.5).discriminator(predictions, gradients);
		assertNumber(fixture.number(name + "/real"), judgement.real(), tolerance);
		assertNumber(fixture.number(name + "/fake"), judgement.fake(), tolerance);
		assertNumber(0.5 * (judgement.real() + judgement.fake()), judgement.total(), tolerance);
		for (int k = 0; k < 2; k++) {
			assertClose("discriminator's gradient", fixture.get(name + "/discriminator/" + k), gradients.get(k), tolerance);
		}
		assertNumber(fixture.number(name + "/generator"), loss(name).generator(predictions, gradients), tolerance);
		for (int k = 0; k < 2; k++) {
			assertClose("generator's gradient", fixture.get(name + "/wants/" + k), gradients.get(k), tolerance);
		}
	}

	private static void assertNumber(double expected, double actual, double tolerance) {
		assertEquals(expected, actual, tolerance * Math.max(1, Math.abs(expected)));
	}

	@ParameterizedTest(name = "{0}: has the gradients that finite differences give in double precision")
	@CsvSource({ "original", "wasserstein" })
	void finiteDifferences(String name) {
		List<INDArray> predictions = predictions(DataType.DOUBLE);
		List<INDArray> spare = like(predictions);
		AdversarialLoss loss = loss(name).discriminatorFactor(0.7);
		for (int k = 0; k < 2; k++) {
			List<INDArray> gradients = like(predictions);
			loss.discriminator(predictions, gradients);
			Differences.assertGradient(() -> loss.discriminator(predictions, spare).total(), predictions.get(k), gradients.get(k));
			loss.generator(predictions, gradients);
			Differences.assertGradient(() -> loss.generator(predictions, spare), predictions.get(k), gradients.get(k));
		}
	}

	@Test
	@DisplayName("stays finite for predictions that are far out")
	void extremes() {
		List<INDArray> predictions = List.of(Nd4j.createFromArray(1e4, -1e4, 1e4, -1e4).reshape('c', 4, 1, 1, 1));
		List<INDArray> gradients = like(predictions);
		AdversarialLoss.Judgement judgement = AdversarialLoss.original().discriminator(predictions, gradients);
		assertEquals(5e3, judgement.fake(), 1e-9);
		assertEquals(5e3, judgement.real(), 1e-9);
		assertEquals(Nd4j.createFromArray(0.5, 0, 0, -0.5).reshape('c', 4, 1, 1, 1), gradients.getFirst());
	}

	@Test
	@DisplayName("says which weight a gradient penalty has, and refuses one below 0")
	void penalty() {
		assertEquals(10, AdversarialLoss.wasserstein(10).reduction(Reduction.SUM).discriminatorFactor(0.5).gradientPenalty());
		assertEquals(0, AdversarialLoss.hinge().gradientPenalty());
		assertTrue(assertThrows(IllegalArgumentException.class, () -> AdversarialLoss.wasserstein(-1)).getMessage().contains("at least 0"));
	}
}
