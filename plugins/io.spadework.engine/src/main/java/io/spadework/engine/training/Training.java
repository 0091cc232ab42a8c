package io.spadework.engine.training;

import io.spadework.engine.data.Dataset;
import io.spadework.engine.losses.AdversarialLoss;
import io.spadework.engine.losses.CrossEntropy;
import io.spadework.engine.losses.Divergence;
import io.spadework.engine.losses.FeatureMatching;
import io.spadework.engine.losses.L1;
import io.spadework.engine.losses.Perceptual;
import io.spadework.engine.networks.DiscriminatorGraph;
import io.spadework.engine.networks.EncoderGraph;
import io.spadework.engine.networks.GeneratorGraph;
import io.spadework.engine.networks.GraphInput;
import io.spadework.engine.networks.Initialisation;
import io.spadework.engine.networks.SegmenterGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Describes one experiment completely: networks, objective, data and plan. Generated code fills it in and runs it. */
public final class Training {

	private final String experiment;
	private final String study;
	private GeneratorGraph generator;
	private DiscriminatorGraph discriminator;
	private EncoderGraph encoder;
	private SegmenterGraph segmenter;
	private AdversarialLoss adversarial;
	private FeatureMatching featureMatching;
	private Perceptual perceptual;
	private L1 l1;
	private Divergence divergence;
	private CrossEntropy crossEntropy;
	private Dataset data;
	private Optimiser generatorUpdater;
	private Optimiser discriminatorUpdater;
	private Schedule schedule;
	private final List<Phase> phases = new ArrayList<>();
	private Initialisation initialisation = Initialisation.xavier(0.02);
	private int batch = 1;
	private long seed = 1;
	private int discriminatorSteps = 1;
	private double averaging;
	private boolean reuseFake;
	private int sampleEvery;
	private int checkpointEvery;
	private int keptCheckpoints;
	private String bestSeries;
	private int blocksEvery = 100;
	private int evaluationEvery;
	private int evaluationSamples;
	private int steps;

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

	/** The network that finds style codes in images; without one, chance gives them. */
	public Training encoder(EncoderGraph graph) {
		encoder = graph;
		return this;
	}

	/** The network that finds label maps in images: trained instead of a generator. */
	public Training segmenter(SegmenterGraph graph) {
		segmenter = graph;
		return this;
	}

	/** What generator and discriminator play for. */
	public Training adversarial(AdversarialLoss loss) {
		adversarial = loss;
		return this;
	}

	/** Adds feature matching to the generator's objective. */
	public Training featureMatching(FeatureMatching loss) {
		featureMatching = loss;
		return this;
	}

	/** Adds likeness to a frozen network's eyes to the generator's objective. */
	public Training perceptual(Perceptual loss) {
		perceptual = loss;
		return this;
	}

	/** Adds likeness pixel by pixel to the generator's objective. */
	public Training l1(L1 loss) {
		l1 = loss;
		return this;
	}

	/** Adds likeness of the encoder's codes to normally distributed ones to the objective of generator and encoder. */
	public Training divergence(Divergence loss) {
		divergence = loss;
		return this;
	}

	/** What the segmenter minimises. */
	public Training crossEntropy(CrossEntropy loss) {
		crossEntropy = loss;
		return this;
	}

	/** What is trained on. */
	public Training data(Dataset set) {
		data = set;
		return this;
	}

	/** How the generator's weights follow their gradients, and the encoder's or the segmenter's. */
	public Training generatorUpdater(Optimiser updater) {
		generatorUpdater = updater;
		return this;
	}

	/** How the discriminator's weights follow their gradients. */
	public Training discriminatorUpdater(Optimiser updater) {
		discriminatorUpdater = updater;
		return this;
	}

	/** How long, and with what learning rate. Phases may have schedules of their own; all of them together end with this one's limit of steps at the latest. */
	public Training schedule(Schedule plan) {
		schedule = plan;
		return this;
	}

	/** Ends the training after so many steps in all instead of where its schedule sets a limit; its epochs are not exceeded. 0: as the schedule says. */
	public Training steps(int most) {
		steps = most;
		return this;
	}

	/** Adds the next part of a training from coarse to fine; without any, the generator trains from the first step on. */
	public Training phase(Phase next) {
		phases.add(next);
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

	/** Makes images with the running mean of the generator's and the encoder's weights, of this decay from 0 to below 1; 0: with the weights themselves. */
	public Training averaging(double decay) {
		averaging = decay;
		return this;
	}

	/** Whether the discriminator judges the generator step's own images instead of fresh ones; where the generator rests, they are fresh anyway. */
	public Training reuseFake(boolean reuse) {
		reuseFake = reuse;
		return this;
	}

	/** Measures every so many steps besides the end, 0: only there; on so many held-out samples, 0: on all. */
	public Training evaluation(int everySteps, int samples) {
		evaluationEvery = everySteps;
		evaluationSamples = samples;
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

	/** Keeps so many of the checkpoints that are made every so many steps, the newest ones; 0: all. */
	public Training keepCheckpoints(int most) {
		keptCheckpoints = most;
		return this;
	}

	/** Keeps the checkpoint besides at which a series had its best value so far: the lowest of a loss or an error, the highest of an accuracy. */
	public Training bestCheckpoint(String series) {
		bestSeries = series;
		return this;
	}

	/** Writes statistics of the networks' blocks at the first step and every so many steps; 0: never. */
	public Training blocksEvery(int steps) {
		blocksEvery = steps;
		return this;
	}

	/** Throws IllegalArgumentException, naming what is missing, out of range or contradictory. */
	public void check() {
		new TrainingCheck(this).run();
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

	/**
	 * The size z of the style codes that a phase's generator is fed with, 0: none. Where its graph doesn't say, they are as long as those that the encoder finds; throws
	 * IllegalArgumentException where the two don't agree, and where neither says anything.
	 */
	public int styleCodeSize(Phase phase) {
		GeneratorGraph graph = phase.generator();
		boolean fed = graph.inputs().contains(GraphInput.STYLE_CODE);
		int height = phase.data().height();
		int width = phase.data().width();
		int found = encoder == null ? 0 : encoder.styleCodeSize(height, width);
		int size = fed && graph.styleCodeSize() == 0 ? found : graph.styleCodeSize();
		if (encoder != null && found != size) {
			throw new IllegalArgumentException("The encoder finds style codes of " + found + " values in images of " + height + " x " + width
					+ " pixels, the generator is fed with " + (size == 0 ? "none" : "codes of " + size) + ": the two have to agree.");
		}
		if (fed && size == 0) {
			throw new IllegalArgumentException("Nothing says how many values the style code has that the generator is fed with: style(\"" + graph.styleCode() + "\", size) behind its GeneratorGraph does. "
					+ "Source that is generated anew has it.");
		}
		return size;
	}

	/** The network that finds style codes in images, null where chance gives them. */
	public EncoderGraph encoder() {
		return encoder;
	}

	/** The network that finds label maps in images, null where a generator is trained. */
	public SegmenterGraph segmenter() {
		return segmenter;
	}

	/** What generator and discriminator play for, null without a discriminator. */
	public AdversarialLoss adversarial() {
		return adversarial;
	}

	/** Feature matching in the generator's objective, null where there is none. */
	public FeatureMatching featureMatching() {
		return featureMatching;
	}

	/** Likeness to a frozen network's eyes in the generator's objective, null where there is none. */
	public Perceptual perceptual() {
		return perceptual;
	}

	/** Likeness pixel by pixel in the generator's objective, null where there is none. */
	public L1 l1() {
		return l1;
	}

	/** Likeness of the encoder's codes to normally distributed ones, null where there is none. */
	public Divergence divergence() {
		return divergence;
	}

	/** What the segmenter minimises, null where a generator is trained. */
	public CrossEntropy crossEntropy() {
		return crossEntropy;
	}

	/** What is trained on. */
	public Dataset data() {
		return data;
	}

	/** How the generator's weights follow their gradients, and the encoder's or the segmenter's. */
	public Optimiser generatorUpdater() {
		return generatorUpdater;
	}

	/** How the discriminator's weights follow their gradients. */
	public Optimiser discriminatorUpdater() {
		return discriminatorUpdater;
	}

	/** How long, and with what learning rate. */
	public Schedule schedule() {
		return schedule;
	}

	/** Steps in all, at the latest, whatever limit the schedule sets; 0: as the schedule says. */
	public int steps() {
		return steps;
	}

	/**
	 * The phases in their order, complete with what they leave to the training; where none was described, one without a name that has all of the training's own.
	 */
	public List<Phase> phases() {
		return (phases.isEmpty() ? List.of(Phase.named("")) : phases).stream().map(phase -> phase.completed(generator, discriminator, data, schedule)).toList();
	}

	/** Whether the training goes on from phase to phase. */
	public boolean hasPhases() {
		return !phases.isEmpty();
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

	/** Decay of the running mean of weights that images are made with; 0: none. */
	public double averaging() {
		return averaging;
	}

	/** Whether the discriminator judges the generator step's own images. */
	public boolean reuseFake() {
		return reuseFake;
	}

	/** Steps between evaluations; 0: only at the end. */
	public int evaluationEvery() {
		return evaluationEvery;
	}

	/** Held-out samples to measure on; 0: all. */
	public int evaluationSamples() {
		return evaluationSamples;
	}

	/** Steps between sample grids; 0: only when asked to. */
	public int sampleEvery() {
		return sampleEvery;
	}

	/** Steps between kept checkpoints; 0: none is kept. */
	public int checkpointEvery() {
		return checkpointEvery;
	}

	/** Newest checkpoints of those made every so many steps that are kept; 0: all. */
	public int keptCheckpoints() {
		return keptCheckpoints;
	}

	/** The series whose best value says which checkpoint is kept as the best one; null: none. */
	public String bestSeries() {
		return bestSeries;
	}

	/** Steps between statistics of the networks' blocks; 0: none are made. */
	public int blocksEvery() {
		return blocksEvery;
	}
}
