package io.spadework.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import io.spadework.model.study.AdversarialKind;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Landscapes;
import io.spadework.model.study.Network;
import io.spadework.model.study.Objective;
import io.spadework.model.study.OptimiserKind;
import io.spadework.model.study.Phase;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.model.study.TrainingPlan;

/**
 * What a training will take, told from the study alone: memory, disk, and effort, which the rate of a machine turns into seconds.
 *
 * @param parts           the phases of the training; a single one without a name where the plan has none
 * @param parameters      weights that are learned in the last phase
 * @param checkpointBytes size of a checkpoint of the last phase: weights, their running mean, and the optimiser's moments
 * @param checkpoints     how many the training leaves behind; those that follow from its steps where they are known
 */
public record Estimate(List<Part> parts, long parameters, long checkpointBytes, long checkpoints) {

	/** Java's heap, its own code, and the libraries. */
	private static final long PROCESS_BYTES = 400L << 20;
	/** Activations, gradients and what kernels need besides, for each value of a forward pass: less than one, as the plan executor lets values share memory. Measured. */
	private static final double ACTIVATION_COPIES = 0.65;
	/** A weight as it is learned, as it is computed with, and its gradient. */
	private static final int WEIGHT_COPIES = 3;
	private static final int FLOAT_BYTES = 4;
	/** Passes of a network that learns: forward, gradients of inputs, gradients of weights. */
	private static final int LEARNING = 3;
	/** Passes of a network that only hands on a gradient. */
	private static final int HANDING_ON = 2;
	/** A penalty on gradients: a pass each way, and both of these backwards. */
	private static final int PENALTY = 5;
	/**
	 * Multiply-adds that take as long as what is done with one value of a pass besides: normalisation, rectifier, reading and writing. Measured, see docs/engine.md.
	 */
	private static final double EFFORT_OF_A_VALUE = 120;
	/** The same for what is done with one weight in a step: optimiser, spectral norm, reordering. */
	private static final double EFFORT_OF_A_WEIGHT = 750;
	/** The same for beginning one operation, whatever its size: most of what small networks take. */
	private static final double EFFORT_OF_AN_OPERATION = 4e6;

	/**
	 * One phase.
	 *
	 * @param name          of the phase; empty without phases
	 * @param steps         as many as it makes; 0 where the number of training images is not known
	 * @param stepsPerEpoch the same of one of its epochs
	 * @param multiplyAdds  of a step, in all passes of all networks, on the average
	 * @param effort        of a step: its multiply-adds, and those that would take as long as what else is done in it, which memory bounds
	 * @param memoryBytes   of the engine's process, Java and the libraries included
	 */
	public record Part(String name, long steps, long stepsPerEpoch, double multiplyAdds, double effort, long memoryBytes) {
	}

	/** As {@link #of(Experiment, int)}, with as many training images as the study itself says; stored data sets don't. */
	public static Estimate of(Experiment experiment) throws ExpressionException {
		return of(experiment, experiment.getDataset() instanceof Landscapes ? Numbers.whole(experiment.getDataset(), Literals.LANDSCAPES__COUNT, Scope.of(experiment)) : 0);
	}

	/**
	 * Estimates an experiment that is complete; nodes whose shapes cannot be known cost nothing.
	 *
	 * @param images training images; 0 where that is not known
	 * @throws ExpressionException where the plan or the data set is missing or a number of theirs cannot be computed
	 */
	public static Estimate of(Experiment experiment, int images) throws ExpressionException {
		TrainingPlan plan = experiment.getPlan();
		if (plan == null) {
			throw new ExpressionException("experiment " + Names.of(experiment) + " has no plan, so nothing says how it is trained");
		}
		Frame.of(experiment);
		Scope scope = Scope.of(experiment);
		int batch = Numbers.whole(plan, Literals.TRAINING_PLAN__BATCH, scope);
		long perEpoch = images / batch;
		long limit = Numbers.whole(plan, Literals.TRAINING_PLAN__STEPS, scope);
		List<Part> parts = new ArrayList<>();
		Work work = null;
		long before = 0;
		if (plan.getPhases().isEmpty()) {
			work = new Work(experiment, experiment.getGenerator(), 1, batch, scope);
			long steps = perEpoch * (Numbers.whole(plan, Literals.TRAINING_PLAN__EPOCHS, scope) + Numbers.whole(plan, Literals.TRAINING_PLAN__DECAY_EPOCHS, scope));
			parts.add(work.part("", limited(steps, 0, limit, images == 0), perEpoch));
		}
		for (Phase phase : plan.getPhases()) {
			work = new Work(experiment, phase.getGenerator(), Numbers.whole(phase, Literals.PHASE__REDUCTION, scope), batch, scope);
			long steps = perEpoch * (Numbers.whole(phase, Literals.PHASE__EPOCHS, scope) + Numbers.whole(phase, Literals.PHASE__DECAY_EPOCHS, scope));
			steps = limited(steps, before, limit, false);
			parts.add(work.part(phase.getName(), steps, perEpoch));
			before += steps;
		}
		long steps = parts.stream().mapToLong(Part::steps).sum();
		long made = steps / Numbers.whole(plan, Literals.TRAINING_PLAN__CHECKPOINT_EVERY, scope);
		int most = Numbers.whole(plan, Literals.TRAINING_PLAN__KEEP_CHECKPOINTS, scope);
		boolean best = plan.getBestSeries() != null && !plan.getBestSeries().isBlank();
		return new Estimate(List.copyOf(parts), work.parameters(), work.checkpointBytes(), (most == 0 ? made : Math.min(most, made)) + (best ? 2 : 1));
	}

	private static long limited(long steps, long before, long limit, boolean unknown) {
		return limit == 0 ? steps : unknown ? limit : Math.min(steps, Math.max(0, limit - before));
	}

	/** Most that any phase needs, for the engine's process. */
	public long memoryBytes() {
		return parts.stream().mapToLong(Part::memoryBytes).max().orElse(0);
	}

	/** Steps of the whole training; 0 where that is not known. */
	public long steps() {
		return parts.stream().mapToLong(Part::steps).sum();
	}

	/** Effort of the whole training; 0 where its steps are not known. */
	public double effort() {
		return parts.stream().mapToDouble(part -> part.steps() * part.effort()).sum();
	}

	/** Effort of an epoch of the last phase; 0 where its steps are not known. */
	public double effortPerEpoch() {
		return parts.getLast().stepsPerEpoch() * parts.getLast().effort();
	}

	/** Effort of a step of the last phase. */
	public double effortPerStep() {
		return parts.getLast().effort();
	}

	/** Multiply-adds of a step of the last phase. */
	public double multiplyAddsPerStep() {
		return parts.getLast().multiplyAdds();
	}

	/** The networks at work in one phase. */
	private static final class Work {

		private final Experiment experiment;
		private final int batch;
		private final Costs generator;
		private final Costs discriminator;
		private final Costs encoder;
		private final Costs segmenter;
		private final Costs features;
		private final double discriminatorSteps;
		private final boolean averaging;
		private final boolean penalised;
		private final int moments;

		Work(Experiment experiment, Generator trained, int reduction, int batch, Scope scope) throws ExpressionException {
			this.experiment = experiment;
			this.batch = batch;
			Objective objective = experiment.getObjective();
			generator = costs(trained, experiment, reduction);
			discriminator = costs(experiment.getDiscriminator(), experiment, reduction);
			encoder = costs(experiment.getEncoder(), experiment, reduction);
			segmenter = costs(experiment.getSegmenter(), experiment, reduction);
			features = costs(objective == null || objective.getPerceptual() == null ? null : objective.getPerceptual().getNetwork(), experiment, reduction);
			discriminatorSteps = experiment.getDiscriminator() == null ? 1 : Numbers.whole(experiment.getPlan(), Literals.TRAINING_PLAN__DISCRIMINATOR_STEPS, scope);
			averaging = Numbers.real(experiment.getPlan(), Literals.TRAINING_PLAN__AVERAGING, scope) > 0;
			penalised = objective != null && objective.getAdversarial() != null && objective.getAdversarial().getKind() == AdversarialKind.WASSERSTEIN;
			moments = experiment.getPlan().getOptimiser() == OptimiserKind.ADAM ? 2 : 1;
		}

		private static Costs costs(Network network, Experiment experiment, int reduction) {
			return network == null ? Costs.NONE : Costs.of(Shapes.infer(network, experiment, reduction));
		}

		Part part(String name, long steps, long stepsPerEpoch) {
			return new Part(name, steps, stepsPerEpoch, perStep(costs -> costs.total().multiplyAdds()), effort(), memoryBytes());
		}

		long parameters() {
			return generator.total().parameters() + discriminator.total().parameters() + encoder.total().parameters() + segmenter.total().parameters();
		}

		private long averaged() {
			return averaging ? generator.total().parameters() + encoder.total().parameters() : 0;
		}

		long checkpointBytes() {
			return FLOAT_BYTES * ((1 + moments) * parameters() + averaged());
		}

		private double effort() {
			return perStep(costs -> costs.total().multiplyAdds()) + EFFORT_OF_A_VALUE * perStep(costs -> costs.total().forwardBytes()) / FLOAT_BYTES + EFFORT_OF_A_WEIGHT * parameters()
					+ EFFORT_OF_AN_OPERATION * perStep(Costs::operations) / batch;
		}

		/** What a pass costs, in all passes of a step, in its order: see docs/engine.md. */
		private double perStep(ToDoubleFunction<Costs> pass) {
			double paints = pass.applyAsDouble(generator) + pass.applyAsDouble(encoder);
			double judges = pass.applyAsDouble(discriminator);
			boolean matching = experiment.getObjective() != null && experiment.getObjective().getFeatureMatching() != null;
			double learning = LEARNING * paints + judges * (HANDING_ON + (matching ? 1 : 0)) + pass.applyAsDouble(features) * (HANDING_ON + 1);
			double judging = experiment.getDiscriminator() == null ? 0
					: judges * (2 * LEARNING + (penalised ? PENALTY : 0)) + (experiment.getPlan().isReuseFake() && discriminatorSteps == 1 ? 0 : paints);
			return batch * (learning / discriminatorSteps + judging + LEARNING * pass.applyAsDouble(segmenter));
		}

		private long memoryBytes() {
			long weights = FLOAT_BYTES * ((WEIGHT_COPIES + moments) * parameters() + 2 * averaged() + features.total().parameters());
			// a discriminator judges generated and real images together
			long activations = batch * (generator.total().forwardBytes() + 2 * discriminator.total().forwardBytes() + encoder.total().forwardBytes() + segmenter.total().forwardBytes() + features.total().forwardBytes());
			return PROCESS_BYTES + weights + (long) (ACTIVATION_COPIES * activations);
		}
	}
}
