package io.spadework.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.networks.Network;
import io.spadework.engine.study.CoarseToFineStudy;
import io.spadework.engine.study.Patterns;
import io.spadework.engine.weights.Checkpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

@DisplayName("A training from coarse to fine")
class PhasesTest {

	private static final int ALL = 12;

	@Test
	@DisplayName("goes on with weights, averages, singular vectors and running statistics by name, and with fresh optimisers")
	void inherits() throws Exception {
		Trainer trainer = new Trainer(CoarseToFineStudy.experiment());
		curve(trainer, 3);
		Map<String, INDArray> before = copy(trainer.course().arrays());
		assertFalse(trainer.span().phase().name().equals("fine"), "the networks stay until the next phase is entered");
		assertTrue(trainer.proceed());
		Map<String, INDArray> after = trainer.course().arrays();
		for (String kind : List.of("weights/", "average/", "state/")) {
			for (String key : List.of("conv/W", "conv/b", "norm/gamma", "conv/u", "conv/v", "norm/mean", "norm/variance")) {
				INDArray array = before.get("generator/" + kind + key);
				assertEquals(array, after.get("generator/" + kind + CoarseToFineStudy.GLOBAL + "/" + key), kind + key);
			}
		}
		assertNotEquals(before.get("generator/weights/conv/W"), before.get("generator/average/conv/W"), "the average is another one");
		assertNotEquals(before.get("generator/weights/to image/W"), after.get("generator/weights/to image/W"), "the fine network's own layer of that name");
		assertEquals(before.get("discriminator/weights/scale1/conv2/W"), after.get("discriminator/weights/scale1/conv2/W"));
		assertEquals(before.get("discriminator/state/scale1/conv2/u"), after.get("discriminator/state/scale1/conv2/u"));
		assertTrue(after.containsKey("discriminator/weights/scale2/conv2/W"));
		assertEquals(0, after.get("generator/optimiser/adam/second").sumNumber().doubleValue());
		assertEquals(Map.of("generator", 0, "discriminator", 0), trainer.course().updates());
		assertFalse(trainer.proceed(), "only once");
	}

	@Test
	@DisplayName("leaves a frozen part exactly as it is, and lets it learn again in the phase after")
	void freezes() throws Exception {
		Trainer trainer = new Trainer(CoarseToFineStudy.experiment());
		curve(trainer, 3);
		trainer.proceed();
		Map<String, INDArray> before = copy(trainer.course().arrays());
		curve(trainer, 6);
		trainer.course().arrays().forEach((name, array) -> {
			if (name.startsWith("generator/weights/global/") || name.startsWith("generator/state/global/")) {
				assertEquals(before.get(name), array, name);
			}
		});
		assertNotEquals(before.get("generator/weights/down/W"), trainer.course().arrays().get("generator/weights/down/W"));
		curve(trainer, 7);
		assertNotEquals(before.get("generator/weights/global/conv/W"), trainer.course().arrays().get("generator/weights/global/conv/W"));
		assertNotEquals(before.get("generator/state/global/norm/mean"), trainer.course().arrays().get("generator/state/global/norm/mean"));
	}

	@Test
	@DisplayName("takes over the discriminator's weights only where the shape agrees")
	void otherDiscriminator() throws Exception {
		Patterns large = new Patterns(16, 16, 6);
		Training training = CoarseToFineStudy.experiment().phase(Phase.named("wider").generator(CoarseToFineStudy.fine(large)).data(large)
				.discriminator(CoarseToFineStudy.discriminator(large, 3, 2)));
		Trainer trainer = new Trainer(training);
		curve(trainer, ALL);
		INDArray patches = trainer.discriminator().parameters().get("scale1/patches/b").dup();
		trainer.proceed();
		assertEquals(patches, trainer.discriminator().parameters().get("scale1/patches/b"), "one value in both");
		assertEquals(3, trainer.discriminator().parameters().get("scale1/conv1/W").size(0));
		curve(trainer, ALL + 1);
	}

	@Test
	@DisplayName("counts steps and epochs on, and begins each phase's schedule with the phase")
	void schedule() throws Exception {
		Trainer trainer = new Trainer(CoarseToFineStudy.experiment());
		assertEquals(ALL, trainer.plan().total());
		List<Map<String, Double>> curve = curve(trainer, ALL);
		for (int step = 0; step < ALL; step++) {
			assertEquals(1e-3, curve.get(step).get("lr/G"), 1e-12, "step " + (step + 1));
			assertEquals(step / 3, trainer.plan().at(step).epoch(step), "step " + (step + 1));
		}
		assertEquals(List.of(0, 3, 6), trainer.plan().spans().stream().map(Span::first).toList());
		assertEquals(7, new Trainer(CoarseToFineStudy.experiment().steps(7)).plan().total());
		assertEquals(4, new Trainer(CoarseToFineStudy.experiment().schedule(Schedule.epochs(1, 0).steps(4))).plan().total());
	}

	@ParameterizedTest(name = "goes on after step {0} on the very same curve, bit for bit, whether or not images were made in between")
	@ValueSource(ints = { 2, 3, 5, 6, 8 })
	void resumes(int at, @TempDir Path folder) throws Exception {
		Trainer straight = new Trainer(CoarseToFineStudy.experiment());
		List<Map<String, Double>> expected = curve(straight, ALL);
		Trainer killed = new Trainer(CoarseToFineStudy.experiment());
		List<Map<String, Double>> curve = new ArrayList<>(curve(killed, at));
		killed.generate(List.of(killed.span().data().heldOut(0)));
		Path file = folder.resolve("latest.npz");
		killed.checkpoint().write(file);
		Trainer resumed = new Trainer(CoarseToFineStudy.experiment());
		resumed.resume(Checkpoint.read(file));
		assertEquals(killed.span().phase().name(), resumed.span().phase().name());
		curve.addAll(curve(resumed, ALL));
		assertEquals(expected, curve);
		Map<String, INDArray> arrays = straight.course().arrays();
		resumed.course().arrays().forEach((name, array) -> assertEquals(arrays.get(name), array, name));
	}

	@Test
	@DisplayName("shows images at the size of the phase under way")
	void imagesOfThePhase() throws Exception {
		Trainer trainer = new Trainer(CoarseToFineStudy.experiment());
		assertEquals(3 * 8 * 8, trainer.generate(List.of(trainer.span().data().heldOut(0))).getFirst().length);
		curve(trainer, 4);
		assertEquals(3 * 16 * 16, trainer.generate(List.of(trainer.span().data().heldOut(0))).getFirst().length);
	}

	@Test
	@DisplayName("refuses a checkpoint of a phase that it doesn't have, or that lay elsewhere")
	void foreignCheckpoints() throws Exception {
		Trainer trainer = new Trainer(CoarseToFineStudy.experiment());
		curve(trainer, 5);
		Checkpoint checkpoint = trainer.checkpoint();
		Training renamed = CoarseToFineStudy.experiment();
		Checkpoint other = new Checkpoint(checkpoint.experiment(), checkpoint.seed(), checkpoint.dataSize(), checkpoint.batch(), checkpoint.step(), "finer", checkpoint.updates(),
				checkpoint.arrays());
		String message = assertThrows(IllegalArgumentException.class, () -> new Trainer(renamed).resume(other)).getMessage();
		assertTrue(message.contains("\"finer\"") && message.contains("\"coarse\""), message);
		Training longer = CoarseToFineStudy.experiment().schedule(Schedule.epochs(2, 0));
		String moved = assertThrows(IllegalArgumentException.class, () -> new Trainer(longer).resume(checkpoint)).getMessage();
		assertTrue(moved.contains("step 5") && moved.contains("from step 7"), moved);
	}

	@Test
	@DisplayName("does with one phase what a training without phases does")
	void onePhase() throws Exception {
		Patterns small = new Patterns(8, 8, 6);
		Training phased = plain().phase(Phase.named("all").generator(CoarseToFineStudy.coarse(small)).discriminator(CoarseToFineStudy.discriminator(small, 2, 1)).data(small));
		Training without = plain().generator(CoarseToFineStudy.coarse(small)).discriminator(CoarseToFineStudy.discriminator(small, 2, 1)).data(small);
		Trainer one = new Trainer(phased);
		Trainer other = new Trainer(without);
		assertEquals(curve(other, 3), curve(one, 3));
		assertArrayEquals(weights(other.generator()), weights(one.generator()));
	}

	private static Training plain() {
		Training training = CoarseToFineStudy.experiment();
		return Training.named("Plain", "Patterns").adversarial(training.adversarial()).generatorUpdater(training.generatorUpdater())
				.discriminatorUpdater(training.discriminatorUpdater()).initialisation(training.initialisation()).batch(2).seed(7).schedule(Schedule.epochs(1, 0));
	}

	private static float[] weights(Network network) {
		return network.weights().toFloatVector();
	}

	private static Map<String, INDArray> copy(Map<String, INDArray> arrays) {
		Map<String, INDArray> copy = new HashMap<>();
		arrays.forEach((name, array) -> copy.put(name, array.dup()));
		return copy;
	}

	private static List<Map<String, Double>> curve(Trainer trainer, int until) throws Exception {
		List<Map<String, Double>> curve = new ArrayList<>();
		while (trainer.steps() < until) {
			trainer.proceed();
			try (Feed feed = new Feed(trainer.span(), 7, 2, trainer.steps())) {
				while (trainer.steps() < Math.min(until, trainer.span().end())) {
					curve.add(trainer.step(feed.next()));
				}
			}
		}
		return curve;
	}
}
