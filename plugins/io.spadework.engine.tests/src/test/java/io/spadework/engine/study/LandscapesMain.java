package io.spadework.engine.study;

import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Landscapes;
import io.spadework.engine.data.Preparation;
import io.spadework.engine.losses.AdversarialLoss;
import io.spadework.engine.losses.FeatureMatching;
import io.spadework.engine.losses.Reduction;
import io.spadework.engine.networks.Initialisation;
import io.spadework.engine.run.EngineProcess;
import io.spadework.engine.training.Adam;
import io.spadework.engine.training.Schedule;
import io.spadework.engine.training.Training;
import org.nd4j.linalg.api.buffer.DataType;

/** Trains a small SPADE on the built-in landscapes, as a generated main class does. */
public final class LandscapesMain {

	private LandscapesMain() {
	}

	public static void main(String[] arguments) {
		System.exit(new EngineProcess(experiment(64, 16, 4)).run(arguments));
	}

	/** The experiment at a size, width and batch. */
	public static Training experiment(int size, int filters, int batch) {
		Dataset data = new Landscapes(1, 1000, 16, true, Preparation.resizeAndCrop(size, size, 1.0, true));
		return Training.named("SPADE", "Landscapes").generator(new SpadeGenerator(DataType.FLOAT, data.labelChannels(), size, size, filters, 128).define())
				.discriminator(new PatchDiscriminator(DataType.FLOAT, data.labelChannels(), size, size, filters, 2).define())
				.adversarial(AdversarialLoss.hinge().discriminatorFactor(1).reduction(Reduction.MEAN)).featureMatching(new FeatureMatching(10, Reduction.MEAN))
				.data(data).generatorUpdater(new Adam(1e-4, 0, 0.9)).discriminatorUpdater(new Adam(4e-4, 0, 0.9)).schedule(Schedule.epochs(50, 0).steps(400))
				.initialisation(Initialisation.xavier(0.02)).batch(batch).seed(1).discriminatorSteps(1).sampleEvery(100).checkpointEvery(500);
	}
}
