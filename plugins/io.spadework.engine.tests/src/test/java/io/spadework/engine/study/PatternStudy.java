package io.spadework.engine.study;

import io.spadework.engine.data.Dataset;
import io.spadework.engine.losses.AdversarialLoss;
import io.spadework.engine.losses.FeatureMatching;
import io.spadework.engine.losses.Reduction;
import io.spadework.engine.networks.Initialisation;
import io.spadework.engine.training.Adam;
import io.spadework.engine.training.Schedule;
import io.spadework.engine.training.Training;
import org.nd4j.linalg.api.buffer.DataType;

/** A very small SPADE on {@link Patterns}, 32 x 64, batch 2. */
public final class PatternStudy {

	private PatternStudy() {
	}

	/** The experiment on so many samples, with values of a type. */
	public static Training experiment(DataType type, int samples) {
		return experiment(type, new Patterns(32, 64, samples));
	}

	/** The experiment on other data. */
	public static Training experiment(DataType type, Dataset data) {
		return Training.named("SPADE", "Patterns").generator(new SpadeGenerator(type, data.labelChannels(), data.height(), data.width(), 1, 8).define())
				.discriminator(new PatchDiscriminator(type, data.labelChannels(), data.height(), data.width(), 2, 2).define())
				.adversarial(AdversarialLoss.hinge()).featureMatching(new FeatureMatching(10, Reduction.MEAN)).data(data)
				.generatorUpdater(new Adam(1e-4, 0, 0.9)).discriminatorUpdater(new Adam(4e-4, 0, 0.9)).schedule(Schedule.epochs(2, 2))
				.initialisation(Initialisation.xavier(0.02)).batch(2).seed(7);
	}
}
