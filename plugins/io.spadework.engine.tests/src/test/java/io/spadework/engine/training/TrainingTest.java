package io.spadework.engine.training;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.losses.AdversarialLoss;
import io.spadework.engine.losses.CrossEntropy;
import io.spadework.engine.losses.Divergence;
import io.spadework.engine.losses.FeatureMatching;
import io.spadework.engine.losses.L1;
import io.spadework.engine.losses.Reduction;
import io.spadework.engine.study.CoarseToFineStudy;
import io.spadework.engine.study.EncodedStudy;
import io.spadework.engine.study.LikenessStudy;
import io.spadework.engine.study.PatternStudy;
import io.spadework.engine.study.Patterns;
import io.spadework.engine.study.SegmentedStudy;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

@DisplayName("The description of a training")
class TrainingTest {

	private static final Patterns SMALL = new Patterns(8, 8, 6);
	private static final Patterns LARGE = new Patterns(16, 16, 6);

	@Test
	@DisplayName("is complete with a generator and something to minimise, a discriminator and its game, or a segmenter and its cross-entropy")
	void complete() {
		for (Training training : List.of(gan(), EncodedStudy.experiment(DataType.FLOAT), LikenessStudy.experiment(DataType.FLOAT), CoarseToFineStudy.experiment(),
				SegmentedStudy.experiment())) {
			assertDoesNotThrow(training::check);
		}
	}

	@Test
	@DisplayName("is refused in words that say what is missing")
	void missing() {
		refused("no generator", Training.named("Mine", "Study"));
		refused("\"SPADE\" has a discriminator, but no adversarial loss", gan().adversarial(null));
		refused("an adversarial loss, but no discriminator", gan().discriminator(null));
		refused("nothing that its generator should minimise", gan().discriminator(null).adversarial(null).featureMatching(null));
		refused("no updater for its generator", gan().generatorUpdater(null));
		refused("no updater for its discriminator", gan().discriminatorUpdater(null));
		refused("no data", gan().data(null));
		refused("no schedule", gan().schedule(null));
		refused("a segmenter, but no cross-entropy", SegmentedStudy.experiment().crossEntropy(null));
	}

	@Test
	@DisplayName("is refused in words that say what contradicts what")
	void contradictory() {
		refused("no encoder", gan().divergence(new Divergence(1)));
		refused("no segmenter", gan().crossEntropy(new CrossEntropy(1)));
		refused("feature matching, but no discriminator", LikenessStudy.experiment(DataType.FLOAT).featureMatching(new FeatureMatching(10, Reduction.MEAN)));
		refused("a segmenter is trained alone", gan().segmenter(SegmentedStudy.segmenter(3)));
		refused("losses that judge generated images", SegmentedStudy.experiment().l1(new L1(1)));
		refused("losses that judge generated images", SegmentedStudy.experiment().adversarial(AdversarialLoss.hinge()));
		refused("a batch of 0", gan().batch(0));
		refused("averaged weights of 1.0", gan().averaging(1));
		refused("a negative interval", gan().evaluation(-1, 0));
		refused("a negative number", gan().evaluation(0, -1));
	}

	@Test
	@DisplayName("is refused before the first step where a later phase doesn't contain the one before")
	void phases() {
		Phase coarse = Phase.named("coarse").generator(CoarseToFineStudy.coarse(SMALL)).discriminator(CoarseToFineStudy.discriminator(SMALL, 2, 1)).data(SMALL);
		Phase fine = Phase.named("fine").generator(CoarseToFineStudy.fine(LARGE)).discriminator(CoarseToFineStudy.discriminator(LARGE, 2, 1)).data(LARGE);
		assertDoesNotThrow(training(coarse, fine.within("global").frozen("global"))::check);
		refused("nothing of the phase before under \"local\" in its generator in its phase \"fine\"", training(coarse, fine.within("local")));
		refused("nothing called \"globe\" in its generator that could be frozen in its phase \"fine\"", training(coarse, fine.within("global").frozen("globe")));
		refused("a generator of which nothing learns", training(coarse, fine.within("global").frozen("global", "down", "to image")));
		refused("a phase named \"coarse\"", training(coarse, coarse));
		refused("a phase named \"\"", training(Phase.named("").generator(coarse.generator()).discriminator(coarse.discriminator()).data(SMALL)));
		refused("there is none before \"coarse\"", training(coarse.within("global")));
		Patterns other = new Patterns(8, 8, 6) {
			@Override
			public int labels() {
				return 5;
			}
		};
		Phase otherLabels = coarse.generator(CoarseToFineStudy.coarse(other));
		refused("\"global/conv\" with 184 parameters in its phase \"fine\", and 220 in the phase before", training(otherLabels, fine.within("global")));
		refused("an adversarial loss, but no discriminator in its phase \"coarse\"", training(coarse.discriminator(null)));
	}

	@Test
	@DisplayName("gives a phase what it leaves out")
	void completed() {
		Training training = gan().phase(Phase.named("first").schedule(Schedule.epochs(3, 0))).phase(Phase.named("second"));
		training.check();
		assertEquals(training.data(), training.phases().getFirst().data());
		assertEquals(training.generator(), training.phases().getFirst().generator());
		assertEquals(3 * 5, training.phases().getFirst().schedule().total(5));
		assertEquals(training.schedule(), training.phases().getLast().schedule());
	}

	private static Training training(Phase... phases) {
		Training training = Training.named("SPADE", "Patterns").adversarial(AdversarialLoss.hinge()).generatorUpdater(new Adam(1e-3, 0, 0.9))
				.discriminatorUpdater(new Sgd(1e-3, 0)).schedule(Schedule.epochs(1, 0));
		for (Phase phase : phases) {
			training.phase(phase);
		}
		return training;
	}

	private static Training gan() {
		return PatternStudy.experiment(DataType.FLOAT, 6);
	}

	private static void refused(String words, Training training) {
		String message = assertThrows(IllegalArgumentException.class, training::check).getMessage();
		assertTrue(message.contains(words), message);
	}
}
