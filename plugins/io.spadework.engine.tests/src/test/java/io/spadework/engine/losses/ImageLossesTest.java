package io.spadework.engine.losses;

import static io.spadework.engine.Tensors.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.Fixture;
import io.spadework.engine.networks.FeatureGraph;
import io.spadework.engine.networks.FeatureNetwork;
import io.spadework.engine.networks.ImageScaling;
import io.spadework.engine.study.Eyes;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("A loss that compares images")
class ImageLossesTest {

	@ParameterizedTest(name = "L1: has PyTorch''s value and gradient, in {0} to {1}")
	@CsvSource({ "DOUBLE, 1e-12", "FLOAT, 1e-6" })
	void l1(DataType type, double tolerance) throws IOException {
		Fixture fixture = new Fixture("losses");
		INDArray fake = Fixture.fill(type, "fake", 1, 2, 3, 5, 7);
		INDArray real = Fixture.fill(type, "real", 1, 2, 3, 5, 7);
		INDArray gradient = Nd4j.create(type, fake.shape());
		double expected = fixture.number("l1/value");
		assertEquals(expected, new L1(100).generator(fake, real, gradient), tolerance * expected);
		assertClose("gradient", fixture.get("l1/gradient"), gradient, tolerance);
		assertEquals(0, new L1(100).generator(real, real, gradient));
		assertEquals(0, gradient.norm1Number().doubleValue());
	}

	/** The perceptual loss of one image for another, and its gradient. */
	private static double perceptual(Perceptual loss, FeatureNetwork network, INDArray fake, INDArray gradient) {
		DataType type = fake.dataType();
		INDArray labelled = Fixture.fill(type, "labelled", 1, 2, 1, 9, 7).gt(-0.5).castTo(type);
		List<INDArray> real = network.features(Fixture.fill(type, "real", 1, 2, 3, 9, 7)).stream().map(INDArray::dup).toList();
		List<INDArray> features = network.features(fake);
		List<INDArray> gradients = features.stream().map(array -> Nd4j.create(type, array.shape())).toList();
		double value = loss.generator(features, real, labelled, gradients);
		gradient.assign(network.backward(gradients));
		return value;
	}

	private static Perceptual loss(FeatureGraph graph, boolean masked) {
		return new Perceptual(graph, 10, List.of(1 / 1.6, 0.5, 2.0), masked);
	}

	@ParameterizedTest(name = "perceptual, {0}, masked {1}: has PyTorch''s value and gradient in the image, in {2} to {3}")
	@CsvSource({ "AS_IS, false, DOUBLE, 1e-12", "AS_IS, true, DOUBLE, 1e-12", "MEAN_SUBTRACTED, false, DOUBLE, 1e-12", "MEAN_SUBTRACTED, true, DOUBLE, 1e-12",
			"AS_IS, true, FLOAT, 1e-5", "MEAN_SUBTRACTED, true, FLOAT, 1e-5" })
	void perceptual(ImageScaling scaling, boolean masked, DataType type, double tolerance) throws IOException {
		Fixture fixture = new Fixture("losses");
		String name = "perceptual " + (scaling == ImageScaling.AS_IS ? "as is" : "mean subtracted") + (masked ? " masked" : "");
		FeatureGraph graph = Eyes.graph(type, scaling, Eyes.WEIGHTS);
		INDArray fake = Fixture.fill(type, "fake", 1, 2, 3, 9, 7);
		INDArray gradient = Nd4j.create(type, fake.shape());
		double expected = fixture.number(name + "/value");
		assertEquals(expected, perceptual(loss(graph, masked), new FeatureNetwork(graph, Eyes.folder(), 1), fake, gradient), tolerance * expected);
		assertClose("gradient", fixture.get(name + "/gradient"), gradient, tolerance);
	}

	@ParameterizedTest(name = "perceptual, {0}: has the gradient that finite differences give in double precision, with weights drawn from a seed")
	@EnumSource(ImageScaling.class)
	void finiteDifferences(ImageScaling scaling) throws IOException {
		FeatureGraph graph = Eyes.graph(DataType.DOUBLE, scaling, null);
		FeatureNetwork network = new FeatureNetwork(graph, Eyes.folder(), 7);
		INDArray fake = Fixture.fill(DataType.DOUBLE, "fake", 1, 2, 3, 9, 7);
		INDArray gradient = fake.dup();
		INDArray spare = fake.dup();
		Perceptual loss = loss(graph, true);
		perceptual(loss, network, fake, gradient);
		Differences.assertGradient(() -> perceptual(loss, network, fake, spare), fake, gradient);
	}

	@Test
	@DisplayName("refuses other tap weights than one for each tap")
	void tapWeights() {
		FeatureGraph graph = Eyes.graph(DataType.FLOAT, ImageScaling.AS_IS, null);
		String message = assertThrows(IllegalArgumentException.class, () -> new Perceptual(graph, 10, List.of(1.0, 2.0), false)).getMessage();
		assertTrue(message.contains("2 tap weights") && message.contains("3 taps") && message.contains("eyes"), message);
	}
}
