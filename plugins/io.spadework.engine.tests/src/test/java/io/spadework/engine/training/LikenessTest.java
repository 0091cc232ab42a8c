package io.spadework.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.spadework.engine.Fixture;
import io.spadework.engine.study.Eyes;
import io.spadework.engine.study.LikenessStudy;
import io.spadework.engine.weights.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

@DisplayName("A training without a discriminator")
class LikenessTest {

	private static final double TOLERANCE = 1e-6;

	@Test
	@DisplayName("has the perceptual and L1 losses, gradients and images of the same training in PyTorch, for three steps")
	void equalsPyTorch() throws Exception {
		JsonObject expected = EncodedTest.fixture("likeness");
		Training training = LikenessStudy.experiment(DataType.DOUBLE);
		Trainer trainer = new Trainer(training, Eyes.folder());
		assertNull(trainer.discriminator());
		Fixture.fill(trainer.generator());
		for (int step = 0; step < 3; step++) {
			Map<String, Double> values = trainer.step(EncodedTest.samples(training, step));
			JsonObject reference = expected.getAsJsonArray("steps").get(step).getAsJsonObject();
			for (String series : reference.keySet()) {
				double value = reference.get(series).getAsDouble();
				assertEquals(value, values.get(series), TOLERANCE * Math.max(1, Math.abs(value)), series + " at step " + (step + 1));
			}
			assertEquals(Set.of("loss/G/perceptual[eyes]", "loss/G/l1", "loss/G/total", "lr/G", "gradient/G"), values.keySet());
		}
		double[] seen = EncodedTest.moments(trainer.generate(EncodedTest.samples(training, 2)));
		assertEquals(expected.get("mean of the image in evaluation").getAsDouble(), seen[0], TOLERANCE);
		assertEquals(expected.get("mean square of the image in evaluation").getAsDouble(), seen[1], TOLERANCE);
	}

	@Test
	@DisplayName("goes on from a checkpoint on the very same curve, bit for bit; what only looks on is no part of it")
	void resumes(@TempDir Path folder) throws Exception {
		Trainer straight = new Trainer(LikenessStudy.experiment(DataType.FLOAT), Eyes.folder());
		List<Map<String, Double>> expected = curve(straight, 6);
		Trainer killed = new Trainer(LikenessStudy.experiment(DataType.FLOAT), Eyes.folder());
		List<Map<String, Double>> curve = new ArrayList<>(curve(killed, 3));
		Path file = folder.resolve("latest.npz");
		killed.checkpoint().write(file);
		Checkpoint checkpoint = Checkpoint.read(file);
		assertTrue(checkpoint.arrays().keySet().stream().allMatch(name -> name.startsWith("generator/")), checkpoint.arrays().keySet()::toString);
		Trainer resumed = new Trainer(LikenessStudy.experiment(DataType.FLOAT), Eyes.folder());
		resumed.resume(checkpoint);
		curve.addAll(curve(resumed, 6));
		assertEquals(expected, curve);
	}

	@Test
	@DisplayName("can't begin where the weights of the network that looks on are missing")
	void missingWeights(@TempDir Path empty) {
		String message = assertThrows(IOException.class, () -> new Trainer(LikenessStudy.experiment(DataType.FLOAT), empty)).getMessage();
		assertTrue(message.contains(empty.resolve(Eyes.WEIGHTS).toString()) && message.contains("\"eyes\""), message);
	}

	private static List<Map<String, Double>> curve(Trainer trainer, int until) throws Exception {
		List<Map<String, Double>> curve = new ArrayList<>();
		while (trainer.steps() < until) {
			curve.add(trainer.step(EncodedTest.samples(LikenessStudy.experiment(DataType.FLOAT), trainer.steps())));
		}
		return curve;
	}
}
