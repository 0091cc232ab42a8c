package io.spadework.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.data.Sample;
import io.spadework.engine.networks.ExecutorChoice;
import io.spadework.engine.study.PatternStudy;
import io.spadework.engine.study.Patterns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("Statistics of blocks")
class BlockWatchTest {

	@AfterEach
	void asBefore() {
		ExecutorChoice.choose("graph");
	}

	@Test
	@DisplayName("are mean, spread, zeros and channels that are zero everywhere")
	void statistics() {
		float[] values = { 1000, 1002, 0, 0, 0, 5, 1004, 1006, 0, 0, 0, 0 };
		BlockWatch.Activation made = BlockWatch.of(Nd4j.create(values, new long[] { 2, 3, 1, 2 }, 'c'));
		double mean = 4017.0 / 12;
		double squares = 0;
		for (float value : values) {
			squares += (value - mean) * (value - mean);
		}
		assertEquals(mean, made.mean(), 1e-9);
		assertEquals(Math.sqrt(squares / 12), made.spread(), 1e-9);
		assertEquals(7.0 / 12, made.zeros());
		assertEquals(1.0 / 3, made.dead(), "one of three channels, over both images");
		assertTrue(made.finite());
		assertFalse(BlockWatch.of(Nd4j.create(new float[] { 1, Float.NaN }, new long[] { 1, 1, 1, 2 }, 'c')).finite());
		INDArray strided = Nd4j.create(values, new long[] { 2, 3, 1, 2 }, 'c').permute(0, 1, 3, 2).castTo(DataType.DOUBLE);
		assertEquals(mean, BlockWatch.of(strided).mean(), 1e-9, "any layout and type");
	}

	@Test
	@DisplayName("cover all vertices of all networks, with either executor alike, and change nothing")
	void watched() throws Exception {
		Map<String, BlockWatch> graph = watched("graph");
		Map<String, BlockWatch> plan = watched("plan");
		assertEquals(List.of("discriminator", "generator"), graph.keySet().stream().sorted().toList());
		graph.forEach((role, watch) -> {
			assertFalse(watch.activations().isEmpty());
			assertFalse(watch.gradients().isEmpty());
			assertEquals(watch.activations().keySet(), plan.get(role).activations().keySet(), role);
			watch.gradients().forEach((vertex, squares) -> assertEquals(squares, plan.get(role).gradients().get(vertex), 1e-3 * squares + 1e-12, vertex));
			int alike = 0;
			for (Map.Entry<String, BlockWatch.Activation> made : watch.activations().entrySet()) {
				BlockWatch.Activation other = plan.get(role).activations().get(made.getKey());
				alike += Math.abs(made.getValue().mean() - other.mean()) <= 1e-4 * (1 + made.getValue().spread()) ? 1 : 0;
			}
			assertTrue(alike > watch.activations().size() / 2, "a vertex that is computed together with the rectifier behind it has the rectifier's: " + alike);
		});
	}

	private static Map<String, BlockWatch> watched(String executor) throws Exception {
		ExecutorChoice.choose(executor);
		Trainer plain = trainer();
		Trainer trainer = trainer();
		List<Sample> samples = samples();
		assertEquals(plain.step(samples), trainer.step(samples));
		Map<String, BlockWatch> watches = trainer.watch();
		assertEquals(plain.step(samples), trainer.step(samples));
		assertEquals(plain.generator().weights(), trainer.generator().weights());
		return watches;
	}

	private static Trainer trainer() throws Exception {
		Training training = PatternStudy.experiment(DataType.FLOAT, new Patterns(32, 64, 8));
		training.data().open(null);
		return new Trainer(training);
	}

	private static List<Sample> samples() throws Exception {
		Patterns data = new Patterns(32, 64, 8);
		List<Sample> samples = new ArrayList<>();
		for (int i = 0; i < PatternStudy.experiment(DataType.FLOAT, data).batch(); i++) {
			samples.add(data.training(1, 0, i));
		}
		return samples;
	}

	@Test
	@DisplayName("name the first block that makes no number when training diverges")
	void culprit() throws Exception {
		for (String executor : List.of("graph", "plan")) {
			ExecutorChoice.choose(executor);
			Trainer trainer = trainer();
			String broken = trainer.generator().parameters().keySet().stream().filter(name -> name.endsWith("/b")).skip(3).findFirst().orElseThrow();
			trainer.generator().parameters().get(broken).putScalar(0, Float.NaN);
			DivergenceException diverged = assertThrows(DivergenceException.class, () -> trainer.step(samples()));
			String vertex = broken.substring(0, broken.length() - 2);
			assertTrue(diverged.getMessage().contains("the first block whose activation is not finite is \"" + vertex + "\""), vertex + ": " + diverged.getMessage());
		}
	}
}
