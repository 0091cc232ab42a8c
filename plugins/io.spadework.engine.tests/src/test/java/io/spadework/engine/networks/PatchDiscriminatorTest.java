package io.spadework.engine.networks;

import static io.spadework.engine.Tensors.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.spadework.engine.Fixture;
import io.spadework.engine.losses.AdversarialLoss;
import io.spadework.engine.losses.FeatureMatching;
import io.spadework.engine.losses.Reduction;
import io.spadework.engine.study.PatchDiscriminator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Double precision agrees to 1e-7 and not further: ND4J holds the rectifier's slope in single precision. */
@DisplayName("A multi-scale discriminator and its losses")
class PatchDiscriminatorTest {

	private static final int OUTPUTS = 5;

	@ParameterizedTest(name = "judges a generated image as PyTorch does, and sends the same gradient back to it, in {0} to {1}")
	@CsvSource({ "DOUBLE, 1e-7", "FLOAT, 1e-4" })
	void generatorSide(DataType type, double tolerance) throws IOException {
		Fixture fixture = new Fixture("discriminator");
		Network network = network(type);
		network.advance();
		List<INDArray> real = copies(network.forward(true, image(type, "label map"), image(type, "real image")));
		List<INDArray> fake = network.forward(true, image(type, "label map"), image(type, "image"));
		List<INDArray> gradients = new ArrayList<>();
		for (int i = 0; i < fake.size(); i++) {
			assertClose("output " + i, fixture.get("output/" + i), fake.get(i), tolerance);
			gradients.add(Nd4j.create(type, fake.get(i).shape()));
		}
		double adversarial = AdversarialLoss.hinge().generator(predictions(fake), predictions(gradients));
		double matched = new FeatureMatching(10, Reduction.MEAN).generator(features(fake), features(real), features(gradients));
		assertNumber(fixture.number("loss/hinge generator"), adversarial, tolerance);
		assertNumber(fixture.number("loss/matching"), matched, tolerance);
		assertClose("gradient of the image", fixture.get("gradient/image"), network.backwardTo("image/tap", gradients), tolerance);
	}

	@ParameterizedTest(name = "learns from {1} as in PyTorch, in {0} to {2}")
	@CsvSource({ "DOUBLE, hinge, 1e-7", "DOUBLE, squares, 1e-7", "FLOAT, hinge, 1e-4", "FLOAT, squares, 1e-4" })
	void discriminatorSide(DataType type, String name, double tolerance) throws IOException {
		Fixture fixture = new Fixture("discriminator");
		AdversarialLoss loss = name.equals("hinge") ? AdversarialLoss.hinge()
				: AdversarialLoss.leastSquares(0.9, 0.1, 1, 0.5).reduction(Reduction.SUM).discriminatorFactor(0.5);
		Network network = network(type);
		network.advance();
		INDArray maps = Nd4j.concat(0, image(type, "label map"), image(type, "label map"));
		List<INDArray> judged = network.forward(true, maps, Nd4j.concat(0, image(type, "image"), image(type, "real image")));
		List<INDArray> gradients = judged.stream().map(output -> Nd4j.create(type, output.shape())).toList();
		AdversarialLoss.Judgement judgement = loss.discriminator(predictions(judged), predictions(gradients));
		assertNumber(fixture.number("loss/" + name + " real"), judgement.real(), tolerance);
		assertNumber(fixture.number("loss/" + name + " fake"), judgement.fake(), tolerance);
		assertNumber(loss.discriminatorFactor() * (judgement.real() + judgement.fake()), judgement.total(), tolerance);
		network.backward(gradients);
		network.gradients().forEach((key, gradient) -> assertClose(key, fixture.get("gradient of " + name + "/" + key), gradient, tolerance));
	}

	private static void assertNumber(double expected, double actual, double tolerance) {
		assertEquals(expected, actual, tolerance * Math.abs(expected));
	}

	private static Network network(DataType type) {
		Network network = new Network(new PatchDiscriminator(type, 3, 33, 20, 2, 2).define().configuration(), Initialisation.normal(0.02), 1, "judge");
		Fixture.fill(network);
		return network;
	}

	private static INDArray image(DataType type, String name) {
		return Fixture.fill(type, name, 1, 2, 3, 33, 20);
	}

	private static List<INDArray> copies(List<INDArray> arrays) {
		return arrays.stream().map(INDArray::dup).toList();
	}

	private static List<INDArray> predictions(List<INDArray> outputs) {
		return List.of(outputs.get(OUTPUTS - 1), outputs.get(2 * OUTPUTS - 1));
	}

	private static List<List<INDArray>> features(List<INDArray> outputs) {
		return List.of(outputs.subList(0, OUTPUTS - 1), outputs.subList(OUTPUTS, 2 * OUTPUTS - 1));
	}
}
