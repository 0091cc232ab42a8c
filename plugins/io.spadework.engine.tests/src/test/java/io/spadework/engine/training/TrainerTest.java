package io.spadework.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.spadework.engine.Fixture;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Sample;
import io.spadework.engine.study.PatternStudy;
import io.spadework.engine.study.SpadeGenerator;
import io.spadework.engine.weights.Checkpoint;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

@DisplayName("A training")
class TrainerTest {

	/**
	 * The tolerance is absolute. In single precision it can't be much tighter after the first step: while every patch lies inside the hinge's margins, the true
	 * gradient of the last bias is 0, and Adam makes a step of what rounding leaves of it (3e-5 with one thread, nothing with two).
	 */
	@ParameterizedTest(name = "has the losses of the same training in PyTorch for three steps, in {0} to {1}")
	@CsvSource({ "DOUBLE, 1e-6", "FLOAT, 1e-4" })
	void equalsPyTorch(DataType type, double tolerance) throws Exception {
		JsonObject expected;
		try (Reader reader = new InputStreamReader(TrainerTest.class.getResourceAsStream("/fixtures/training.json"), StandardCharsets.UTF_8)) {
			expected = JsonParser.parseReader(reader).getAsJsonObject();
		}
		Training training = PatternStudy.experiment(type, 6).schedule(Schedule.epochs(1, 0));
		Trainer trainer = new Trainer(training);
		assertEquals(expected.getAsJsonObject("parameters").get("generator").getAsLong(), trainer.generator().weights().length());
		assertEquals(expected.getAsJsonObject("parameters").get("discriminator").getAsLong(), trainer.discriminator().weights().length());
		Fixture.fill(trainer.generator());
		Fixture.fill(trainer.discriminator());
		for (int step = 0; step < 3; step++) {
			Map<String, Double> values = trainer.step(samples(training.data(), step));
			JsonObject reference = expected.getAsJsonArray("steps").get(step).getAsJsonObject();
			for (String loss : reference.keySet()) {
				double value = reference.get(loss).getAsDouble();
				assertEquals(value, values.get(loss), tolerance, loss + " at step " + (step + 1));
			}
		}
		double sum = 0;
		double squares = 0;
		int count = 0;
		for (float[] image : trainer.generate(samples(training.data(), 2))) {
			for (float value : image) {
				sum += value;
				squares += value * value;
				count++;
			}
		}
		assertEquals(expected.get("mean of the image in evaluation").getAsDouble(), sum / count, 1e-4);
		assertEquals(expected.get("mean square of the image in evaluation").getAsDouble(), squares / count, 1e-4);
	}

	@Test
	@DisplayName("repeats itself bit for bit with the same seed, and doesn't with another")
	void deterministic() throws Exception {
		List<Map<String, Double>> first = curve(new Trainer(PatternStudy.experiment(DataType.FLOAT, 6)), 4);
		assertEquals(first, curve(new Trainer(PatternStudy.experiment(DataType.FLOAT, 6)), 4));
		assertNotEquals(first, curve(new Trainer(PatternStudy.experiment(DataType.FLOAT, 6).seed(8)), 4));
	}

	@Test
	@DisplayName("goes on from a checkpoint on the very same curve, bit for bit, whether or not images were made in between")
	void resumes(@TempDir Path folder) throws Exception {
		List<Map<String, Double>> straight = curve(new Trainer(PatternStudy.experiment(DataType.FLOAT, 6)), 12);
		Trainer killed = new Trainer(PatternStudy.experiment(DataType.FLOAT, 6));
		List<Map<String, Double>> curve = new ArrayList<>(curve(killed, 7));
		killed.generate(List.of(PatternStudy.experiment(DataType.FLOAT, 6).data().heldOut(0)));
		Path file = folder.resolve("latest.npz");
		killed.checkpoint().write(file);
		Trainer resumed = new Trainer(PatternStudy.experiment(DataType.FLOAT, 6));
		resumed.resume(Checkpoint.read(file));
		curve.addAll(curve(resumed, 12));
		assertEquals(straight, curve);
	}

	@Test
	@DisplayName("refuses a checkpoint of another architecture or seed")
	void foreignCheckpoints(@TempDir Path folder) throws Exception {
		Trainer trainer = new Trainer(PatternStudy.experiment(DataType.FLOAT, 6));
		Path file = folder.resolve("latest.npz");
		trainer.checkpoint().write(file);
		Checkpoint checkpoint = Checkpoint.read(file);
		Trainer otherSeed = new Trainer(PatternStudy.experiment(DataType.FLOAT, 6).seed(8));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> otherSeed.resume(checkpoint)).getMessage().contains("seed 7"));
		Dataset small = PatternStudy.experiment(DataType.FLOAT, 6).data();
		Trainer otherNetwork = new Trainer(PatternStudy.experiment(DataType.FLOAT, 6)
				.generator(new SpadeGenerator(DataType.FLOAT, small.labelChannels(), 32, 64, 1, 9).define()));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> otherNetwork.resume(checkpoint)).getMessage().contains("another architecture"));
	}

	@Test
	@DisplayName("lets the learning rate fall after the constant epochs, and the generator rest between its steps")
	void schedule() throws Exception {
		Trainer trainer = new Trainer(PatternStudy.experiment(DataType.FLOAT, 4).schedule(Schedule.epochs(1, 2)).discriminatorSteps(2));
		List<Map<String, Double>> curve = curve(trainer, 6);
		double[] factors = { 1, 1, 1, 1, 0.5, 0.5 };
		for (int step = 0; step < 6; step++) {
			assertEquals(4e-4 * factors[step], curve.get(step).get("lr/D"), 1e-12, "step " + step);
			assertEquals(step % 2 == 0, curve.get(step).containsKey("loss/G/total"), "step " + step);
		}
	}

	@Test
	@DisplayName("stops before the weights are spoilt when a loss is no number, and says what to try")
	void divergence() throws Exception {
		Training training = PatternStudy.experiment(DataType.FLOAT, 6);
		Trainer trainer = new Trainer(training);
		trainer.step(samples(training.data(), 0));
		double before = trainer.discriminator().weights().sumNumber().doubleValue();
		List<Sample> bad = samples(training.data(), 1);
		bad.getFirst().image()[5] = Float.NaN;
		DivergenceException failure = assertThrows(DivergenceException.class, () -> trainer.step(bad));
		assertTrue(failure.getMessage().contains("step 2") && failure.getMessage().contains("learning rate"), failure.getMessage());
		assertEquals(before, trainer.discriminator().weights().sumNumber().doubleValue());
		assertFalse(Double.isNaN(trainer.generator().weights().sumNumber().doubleValue()));
	}

	@Test
	@DisplayName("names the sample and the pixel of a label outside the range")
	void labelOutsideTheRange() throws Exception {
		Training training = PatternStudy.experiment(DataType.FLOAT, 6);
		List<Sample> bad = samples(training.data(), 0);
		bad.getFirst().labels()[64 + 3] = 4;
		String message = assertThrows(IllegalArgumentException.class, () -> new Trainer(training).step(bad)).getMessage();
		assertTrue(message.contains("pattern 0") && message.contains("label 4") && message.contains("row 1, column 3"), message);
	}

	private static List<Map<String, Double>> curve(Trainer trainer, int until) throws Exception {
		List<Map<String, Double>> curve = new ArrayList<>();
		try (Feed feed = new Feed(trainer.span(), 7, 2, trainer.steps())) {
			while (trainer.steps() < until) {
				curve.add(trainer.step(feed.next()));
			}
		}
		return curve;
	}

	private static List<Sample> samples(Dataset data, int step) throws Exception {
		return List.of(data.training(7, 0, 2 * step), data.training(7, 0, 2 * step + 1));
	}
}
