package io.spadework.engine.training;

import io.spadework.engine.data.Dataset;
import io.spadework.engine.losses.AdversarialLoss;
import io.spadework.engine.losses.FeatureMatching;
import io.spadework.engine.networks.DiscriminatorGraph;
import io.spadework.engine.networks.GeneratorGraph;
import io.spadework.engine.networks.Initialisation;
import io.spadework.engine.run.EngineProcess;
import java.util.Objects;

/** Describes one experiment completely: networks, objective, data and plan. Generated code fills it in and runs it. */
public final class Training {

	private final String experiment;
	private final String study;
	private GeneratorGraph generator;
	private DiscriminatorGraph discriminator;
	private AdversarialLoss adversarial;
	private FeatureMatching featureMatching;
	private Dataset data;
	private Adam generatorUpdater;
	private Adam discriminatorUpdater;
	private Schedule schedule;
	private Initialisation initialisation = Initialisation.xavier(0.02);
	private int batch = 1;
	private long seed = 1;
	private int discriminatorSteps = 1;
	private int sampleEvery;
	private int checkpointEvery;

	private Training(String experiment, String study) {
		this.experiment = experiment;
		this.study = study;
	}

	/** Starts the description of an experiment of a study. */
	public static Training named(String experiment, String study) {
		return new Training(Objects.requireNonNull(experiment), Objects.requireNonNull(study));
	}

	/** The network that makes images. */
	public Training generator(GeneratorGraph graph) {
		generator = graph;
		return this;
	}

	/** The network that tells them from real ones. */
	public Training discriminator(DiscriminatorGraph graph) {
		discriminator = graph;
		return this;
	}

	/** What the two play for. */
	public Training adversarial(AdversarialLoss loss) {
		adversarial = loss;
		return this;
	}

	/** Adds feature matching to the generator's objective. */
	public Training featureMatching(FeatureMatching loss) {
		featureMatching = loss;
		return this;
	}

	/** What is trained on. */
	public Training data(Dataset set) {
		data = set;
		return this;
	}

	/** How the generator's weights follow their gradients. */
	public Training generatorUpdater(Adam updater) {
		generatorUpdater = updater;
		return this;
	}

	/** How the discriminator's weights follow their gradients. */
	public Training discriminatorUpdater(Adam updater) {
		discriminatorUpdater = updater;
		return this;
	}

	/** How long, and with what learning rate. */
	public Training schedule(Schedule plan) {
		schedule = plan;
		return this;
	}

	/** How weights are drawn at the start; Xavier normal with gain 0.02 unless said otherwise. */
	public Training initialisation(Initialisation weights) {
		initialisation = weights;
		return this;
	}

	/** Images per step. */
	public Training batch(int images) {
		batch = images;
		return this;
	}

	/** From which all randomness follows. */
	public Training seed(long number) {
		seed = number;
		return this;
	}

	/** Steps of the discriminator for each one of the generator. */
	public Training discriminatorSteps(int steps) {
		discriminatorSteps = steps;
		return this;
	}

	/** Draws a sample grid every so many steps; 0: only when asked to. */
	public Training sampleEvery(int steps) {
		sampleEvery = steps;
		return this;
	}

	/** Keeps a checkpoint every so many steps; 0: only at the end, when stopped and when asked to. */
	public Training checkpointEvery(int steps) {
		checkpointEvery = steps;
		return this;
	}

	/** Runs the experiment as this process's job, with the arguments of an engine process; returns the exit code. */
	public int run(String... arguments) {
		return new EngineProcess(this).run(arguments);
	}

	/** Throws IllegalArgumentException, naming what is missing or out of range. */
	public void check() {
		require(generator != null, "no generator");
		require(discriminator != null, "no discriminator");
		require(adversarial != null, "no adversarial loss");
		require(data != null, "no data");
		require(generatorUpdater != null && discriminatorUpdater != null, "no updater for one of the networks");
		require(schedule != null, "no schedule");
		require(batch >= 1, "a batch of " + batch + " images: at least 1 is needed");
		require(discriminatorSteps >= 1, discriminatorSteps + " discriminator steps: at least 1 is needed");
		require(sampleEvery >= 0 && checkpointEvery >= 0, "a negative interval for samples or checkpoints");
	}

	private void require(boolean condition, String wrong) {
		if (!condition) {
			throw new IllegalArgumentException("Experiment \"" + experiment + "\" has " + wrong + ".");
		}
	}

	/** Name of the experiment. */
	public String experiment() {
		return experiment;
	}

	/** Name of the study it belongs to. */
	public String study() {
		return study;
	}

	/** The network that makes images. */
	public GeneratorGraph generator() {
		return generator;
	}

	/** The network that tells them from real ones. */
	public DiscriminatorGraph discriminator() {
		return discriminator;
	}

	/** What the two play for. */
	public AdversarialLoss adversarial() {
		return adversarial;
	}

	/** Feature matching in the generator's objective, null where there is none. */
	public FeatureMatching featureMatching() {
		return featureMatching;
	}

	/** What is trained on. */
	public Dataset data() {
		return data;
	}

	/** How the generator's weights follow their gradients. */
	public Adam generatorUpdater() {
		return generatorUpdater;
	}

	/** How the discriminator's weights follow their gradients. */
	public Adam discriminatorUpdater() {
		return discriminatorUpdater;
	}

	/** How long, and with what learning rate. */
	public Schedule schedule() {
		return schedule;
	}

	/** How weights are drawn at the start. */
	public Initialisation initialisation() {
		return initialisation;
	}

	/** Images per step. */
	public int batch() {
		return batch;
	}

	/** From which all randomness follows. */
	public long seed() {
		return seed;
	}

	/** Steps of the discriminator for each one of the generator. */
	public int discriminatorSteps() {
		return discriminatorSteps;
	}

	/** Steps between sample grids; 0: only when asked to. */
	public int sampleEvery() {
		return sampleEvery;
	}

	/** Steps between kept checkpoints; 0: none is kept. */
	public int checkpointEvery() {
		return checkpointEvery;
	}
}
