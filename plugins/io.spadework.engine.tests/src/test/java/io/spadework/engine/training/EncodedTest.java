package io.spadework.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.spadework.engine.Fixture;
import io.spadework.engine.data.Sample;
import io.spadework.engine.losses.AdversarialLoss;
import io.spadework.engine.networks.Network;
import io.spadework.engine.study.EncodedStudy;
import io.spadework.engine.study.StyledStudy;
import io.spadework.engine.weights.Checkpoint;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

@DisplayName("A training with a style encoder and averaged weights")
class EncodedTest {

	private static final double TOLERANCE = 1e-6;

	@Test
	@DisplayName("has the losses, gradients, averaged weights and images of the same training in PyTorch, for three steps")
	void equalsPyTorch() throws Exception {
		JsonObject expected = fixture("encoded");
		StyleCode noise = new StyleCode(2, EncodedStudy.STYLE, 7, DataType.DOUBLE);
		for (var drawn : expected.getAsJsonArray("noise")) {
			noise.draw();
			assertArrayEquals(numbers(drawn.getAsJsonArray()), noise.codes().data().asDouble(), 1e-12, "the noise that the fixture was made with");
		}
		Training training = EncodedStudy.experiment(DataType.DOUBLE);
		Trainer trainer = new Trainer(training);
		fill(trainer);
		for (int step = 0; step < 3; step++) {
			Map<String, Double> values = trainer.step(samples(training, step));
			JsonObject reference = expected.getAsJsonArray("steps").get(step).getAsJsonObject();
			for (String series : reference.keySet()) {
				double value = reference.get(series).getAsDouble();
				assertEquals(value, values.get(series), TOLERANCE * Math.max(1, Math.abs(value)), series + " at step " + (step + 1));
			}
			assertEquals(values.get("loss/G/adversarial") + values.get("loss/G/feature_matching") + values.get("loss/G/kld"), values.get("loss/G/total"), 1e-12);
		}
		JsonObject sums = expected.getAsJsonObject("sums of averaged weights");
		for (String name : sums.keySet()) {
			assertEquals(sums.get(name).getAsDouble(), trainer.course().arrays().get(name).sumNumber().doubleValue(), TOLERANCE, name);
		}
		INDArray weights = trainer.generator().weights().dup();
		double[] seen = moments(trainer.generate(samples(training, 2)));
		assertEquals(expected.get("mean of the image in evaluation").getAsDouble(), seen[0], TOLERANCE);
		assertEquals(expected.get("mean square of the image in evaluation").getAsDouble(), seen[1], TOLERANCE);
		assertEquals(weights, trainer.generator().weights(), "showing images leaves the trained weights as they are");
	}

	@Test
	@DisplayName("moves the encoder when the generator moves, and leaves it alone in the discriminator's step, where it only looks at the images once more")
	void encoderLearnsWithTheGenerator() throws Exception {
		Training training = EncodedStudy.experiment(DataType.FLOAT).discriminatorSteps(2);
		Trainer trainer = new Trainer(training);
		Network encoder = ((Synthesis) trainer.course()).encoder();
		INDArray start = encoder.weights().dup();
		Map<String, Double> both = trainer.step(samples(training, 0));
		assertTrue(both.containsKey("loss/G/kld") && both.containsKey("gradient/E"), both::toString);
		INDArray moved = encoder.weights().dup();
		assertNotEquals(start, moved);
		INDArray direction = encoder.state().get("conv1/u").dup();
		Map<String, Double> judging = trainer.step(samples(training, 1));
		assertFalse(judging.containsKey("gradient/E"), judging::toString);
		assertEquals(moved, encoder.weights());
		assertNotEquals(direction, encoder.state().get("conv1/u"), "its singular vectors follow every training pass");
	}

	@Test
	@DisplayName("shows a sample in the style of its own image, always the same, wherever it stands")
	void shownInTheirOwnStyle() throws Exception {
		Training training = EncodedStudy.experiment(DataType.FLOAT);
		Trainer trainer = new Trainer(training);
		Sample one = training.data().heldOut(0);
		Sample other = training.data().heldOut(1);
		Sample inOtherStyle = new Sample("mixed", one.height(), one.width(), one.labels(), one.edges(), other.image());
		List<float[]> images = trainer.generate(List.of(one, inOtherStyle, one));
		assertFalse(Arrays.equals(images.get(0), images.get(1)), "the same map in two styles");
		assertArrayEquals(images.get(0), images.get(2));
		assertArrayEquals(images.get(0), trainer.generate(List.of(one)).getFirst());
		assertTrue(((Synthesis) trainer.course()).protocol().get("style code").contains("encoder"));
	}

	@Test
	@DisplayName("goes on from a checkpoint on the very same curve, bit for bit, averages, gradient penalty and all, whether or not images were made in between")
	void resumes(@TempDir Path folder) throws Exception {
		Training training = EncodedStudy.experiment(DataType.FLOAT).adversarial(AdversarialLoss.wasserstein(10)).discriminatorSteps(2);
		Trainer straight = new Trainer(training);
		List<Map<String, Double>> expected = curve(straight, 8);
		assertTrue(expected.getFirst().get("loss/D/gradient_penalty") > 0);
		assertEquals(expected, curve(new Trainer(training), 8), "from the start");
		Trainer killed = new Trainer(training);
		List<Map<String, Double>> curve = new ArrayList<>(curve(killed, 3));
		killed.generate(List.of(training.data().heldOut(0)));
		Path file = folder.resolve("latest.npz");
		killed.checkpoint().write(file);
		Trainer resumed = new Trainer(training);
		resumed.resume(Checkpoint.read(file));
		curve.addAll(curve(resumed, 8));
		assertEquals(expected, curve);
		Map<String, INDArray> arrays = straight.course().arrays();
		resumed.course().arrays().forEach((name, array) -> assertEquals(arrays.get(name), array, name));
		assertArrayEquals(straight.generate(List.of(training.data().heldOut(0))).getFirst(), resumed.generate(List.of(training.data().heldOut(0))).getFirst());
		Trainer other = new Trainer(training);
		Checkpoint forgetful = Checkpoint.read(file);
		forgetful.arrays().get("gradient penalty/passes").subi(1);
		other.resume(forgetful);
		assertNotEquals(expected.get(3), curve(other, 4).getFirst(), "where the penalty's random numbers are plays a part");
		forgetful.arrays().remove("encoder/average/code/W");
		assertTrue(assertThrows(IllegalArgumentException.class, () -> other.resume(forgetful)).getMessage().contains("encoder/average/code/W"));
	}

	@Test
	@DisplayName("averages nothing but the weights of generator and encoder, and shows the weights themselves where nothing is averaged")
	void averages() throws Exception {
		Training training = EncodedStudy.experiment(DataType.FLOAT);
		Trainer averaging = new Trainer(training);
		Trainer plain = new Trainer(EncodedStudy.experiment(DataType.FLOAT).averaging(0));
		assertEquals(curve(plain, 3), curve(averaging, 3), "it doesn't change what is trained");
		assertFalse(averaging.course().arrays().keySet().stream().anyMatch(name -> name.startsWith("discriminator/average")));
		assertFalse(plain.course().arrays().keySet().stream().anyMatch(name -> name.contains("/average/")));
		List<Sample> shown = List.of(training.data().heldOut(0));
		assertFalse(Arrays.equals(plain.generate(shown).getFirst(), averaging.generate(shown).getFirst()));
		averaging.course().arrays().forEach((name, array) -> {
			if (name.contains("/average/")) {
				array.assign(averaging.course().arrays().get(name.replace("/average/", "/weights/")));
			}
		});
		assertArrayEquals(plain.generate(shown).getFirst(), averaging.generate(shown).getFirst(), "with the same weights they show the same");
	}

	@Test
	@DisplayName("judges the generator step's own images where it is told to, and fresh ones where the generator rests")
	void reusesTheFake() throws Exception {
		Training training = EncodedStudy.experiment(DataType.FLOAT).discriminatorSteps(2).reuseFake(true);
		Trainer reusing = new Trainer(training);
		double[] drawn = { 1, 2, 3, 4 };
		List<Map<String, Double>> curve = new ArrayList<>();
		for (int step = 0; step < drawn.length; step++) {
			curve.addAll(curve(reusing, step + 1));
			assertEquals(drawn[step], reusing.course().arrays().get("style code/passes").getDouble(0), "after step " + (step + 1));
		}
		assertNotEquals(curve.getFirst().get("loss/D/fake"), curve(new Trainer(training.reuseFake(false)), 1).getFirst().get("loss/D/fake"));
	}

	@Test
	@DisplayName("is refused where generator and encoder don't agree on the style code")
	void disagreement() {
		Training training = EncodedStudy.experiment(DataType.FLOAT);
		training.generator(StyledStudy.generator(training.data(), List.of("label map", "edge map", "style code")));
		String message = assertThrows(IllegalArgumentException.class, () -> new Trainer(training)).getMessage();
		assertTrue(message.contains("codes of 3 values") && message.contains("codes of 6"), message);
	}

	static JsonObject fixture(String name) throws IOException {
		try (Reader reader = new InputStreamReader(EncodedTest.class.getResourceAsStream("/fixtures/" + name + ".json"), StandardCharsets.UTF_8)) {
			return JsonParser.parseReader(reader).getAsJsonObject();
		}
	}

	/** Fills all networks by the fixtures' formula, and the averages with it. */
	private static void fill(Trainer trainer) {
		Synthesis synthesis = (Synthesis) trainer.course();
		Fixture.fill(synthesis.generator());
		Fixture.fill(synthesis.encoder());
		Fixture.fill(synthesis.discriminator());
		Map<String, INDArray> arrays = synthesis.arrays();
		arrays.forEach((name, array) -> {
			if (name.contains("/average/")) {
				array.assign(arrays.get(name.replace("/average/", "/weights/")));
			}
		});
	}

	private static double[] numbers(JsonArray array) {
		return array.asList().stream().mapToDouble(number -> number.getAsDouble()).toArray();
	}

	/** Mean and mean square of images. */
	static double[] moments(List<float[]> images) {
		double sum = 0;
		double squares = 0;
		int count = 0;
		for (float[] image : images) {
			for (float value : image) {
				sum += value;
				squares += value * value;
				count++;
			}
		}
		return new double[] { sum / count, squares / count };
	}

	static List<Sample> samples(Training training, int step) throws Exception {
		int first = 2 * step % training.data().size();
		return List.of(training.data().training(7, 0, first), training.data().training(7, 0, first + 1));
	}

	private static List<Map<String, Double>> curve(Trainer trainer, int until) throws Exception {
		List<Map<String, Double>> curve = new ArrayList<>();
		while (trainer.steps() < until) {
			curve.add(trainer.step(samples(EncodedStudy.experiment(DataType.FLOAT), trainer.steps())));
		}
		return curve;
	}
}
