package io.spadework.model;

import static java.util.Map.entry;

import java.util.Map;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EClass;

import io.spadework.model.study.StudyPackage.Literals;

/** What numbers an attribute can have: from least to most, whole where it counts something. */
public record Range(double least, double most, boolean whole) {

	/** Largest side of an image or of an activation, in pixels. */
	public static final int LARGEST_SIDE = 16_384;
	/** Most channels of an activation. */
	public static final int MOST_CHANNELS = 65_536;

	/** Most values of a linear map: a style code grows into a seed of many channels through it. */
	private static final int MOST_LINEAR = 1 << 20;

	private static final Range WEIGHT = real(0, 1e6);
	private static final Range ANY = new Range(-Double.MAX_VALUE, Double.MAX_VALUE, false);

	/** Bounds that keep every product of sizes within 64 bits, and every rate and factor within reason. */
	private static final Map<EAttribute, Range> ALL = Map.ofEntries(
			entry(Literals.PARAMETER__VALUE, ANY), entry(Literals.PARAMETER_OVERRIDE__VALUE, ANY),
			entry(Literals.DISCRIMINATOR__SCALES, whole(1, 8)),
			entry(Literals.WEIGHTED_NODE__FILTERS, whole(1, MOST_CHANNELS)),
			entry(Literals.BLOCK_PARAMETER__VALUE, ANY), entry(Literals.ARGUMENT__VALUE, ANY), entry(Literals.BLOCK_USE__REPEAT, whole(1, 1000)),
			entry(Literals.NORMALISATION__EPSILON, real(1e-12, 1)),
			entry(Literals.KERNEL_NODE__KERNEL, whole(1, 255)), entry(Literals.KERNEL_NODE__STRIDE, whole(1, 255)),
			entry(Literals.KERNEL_NODE__PADDING, whole(0, 255)),
			entry(Literals.KERNEL_NODE__KERNEL_WIDTH, whole(1, 255)), entry(Literals.KERNEL_NODE__STRIDE_WIDTH, whole(1, 255)),
			entry(Literals.KERNEL_NODE__DILATION, whole(1, 255)), entry(Literals.KERNEL_NODE__GROUPS, whole(1, MOST_CHANNELS)),
			entry(Literals.KERNEL_NODE__PADDING_TOP, whole(0, 255)), entry(Literals.KERNEL_NODE__PADDING_BOTTOM, whole(0, 255)),
			entry(Literals.KERNEL_NODE__PADDING_LEFT, whole(0, 255)), entry(Literals.KERNEL_NODE__PADDING_RIGHT, whole(0, 255)),
			entry(Literals.TRANSPOSED_CONVOLUTION__OUTPUT_PADDING, whole(0, 255)), entry(Literals.TRANSPOSED_CONVOLUTION__OUTPUT_PADDING_WIDTH, whole(0, 255)),
			entry(Literals.RESIZE__HEIGHT, whole(1, LARGEST_SIDE)), entry(Literals.RESIZE__WIDTH, whole(1, LARGEST_SIDE)),
			entry(Literals.STYLE_CODE_INPUT__SIZE, whole(1, MOST_CHANNELS)), entry(Literals.NOISE_SOURCE__CHANNELS, whole(1, MOST_CHANNELS)),
			entry(Literals.NOISE_SOURCE__HEIGHT, whole(1, LARGEST_SIDE)), entry(Literals.NOISE_SOURCE__WIDTH, whole(1, LARGEST_SIDE)),
			entry(Literals.SPADE__HIDDEN, whole(1, MOST_CHANNELS)), entry(Literals.SPADE__KERNEL, whole(1, 255)),
			entry(Literals.CONDITIONAL_BATCH_NORM__CLASSES, whole(1, MOST_CHANNELS)), entry(Literals.DROPOUT__RATE, real(0, 0.999)),
			entry(Literals.DOWNSAMPLE__FACTOR, whole(1, 64)), entry(Literals.POOLING__KERNEL, whole(1, 255)), entry(Literals.POOLING__STRIDE, whole(1, 255)),
			entry(Literals.POOLING__PADDING, whole(0, 127)), entry(Literals.ADAPTIVE_POOLING__HEIGHT, whole(1, LARGEST_SIDE)),
			entry(Literals.ADAPTIVE_POOLING__WIDTH, whole(1, LARGEST_SIDE)), entry(Literals.PADDING__TOP, whole(0, LARGEST_SIDE)),
			entry(Literals.PADDING__BOTTOM, whole(0, LARGEST_SIDE)), entry(Literals.PADDING__LEFT, whole(0, LARGEST_SIDE)),
			entry(Literals.PADDING__RIGHT, whole(0, LARGEST_SIDE)), entry(Literals.CROP__TOP, whole(0, LARGEST_SIDE)),
			entry(Literals.CROP__BOTTOM, whole(0, LARGEST_SIDE)), entry(Literals.CROP__LEFT, whole(0, LARGEST_SIDE)),
			entry(Literals.CROP__RIGHT, whole(0, LARGEST_SIDE)), entry(Literals.RESHAPE__CHANNELS, whole(1, MOST_CHANNELS)),
			entry(Literals.RESHAPE__HEIGHT, whole(1, LARGEST_SIDE)), entry(Literals.RESHAPE__WIDTH, whole(1, LARGEST_SIDE)),
			entry(Literals.UPSAMPLE__FACTOR, whole(1, 64)),
			entry(Literals.ACTIVATION__SLOPE, real(0, 1)),
			entry(Literals.ADVERSARIAL_LOSS__DISCRIMINATOR_FACTOR, real(1e-6, 1e6)),
			entry(Literals.ADVERSARIAL_LOSS__REAL_TARGET, real(-1e3, 1e3)), entry(Literals.ADVERSARIAL_LOSS__FAKE_TARGET, real(-1e3, 1e3)),
			entry(Literals.ADVERSARIAL_LOSS__GENERATOR_TARGET, real(-1e3, 1e3)), entry(Literals.ADVERSARIAL_LOSS__SQUARE_FACTOR, real(1e-6, 1e6)),
			entry(Literals.ADVERSARIAL_LOSS__GRADIENT_PENALTY, real(0, 1e6)),
			entry(Literals.FEATURE_MATCHING_LOSS__WEIGHT, WEIGHT), entry(Literals.PERCEPTUAL_LOSS__WEIGHT, WEIGHT), entry(Literals.PERCEPTUAL_TERM__WEIGHT, WEIGHT),
			entry(Literals.L1_LOSS__WEIGHT, WEIGHT), entry(Literals.DIVERGENCE_LOSS__WEIGHT, WEIGHT), entry(Literals.CROSS_ENTROPY_LOSS__WEIGHT, WEIGHT),
			entry(Literals.DATASET__LABELS, whole(1, MOST_CHANNELS - 2)), entry(Literals.DATASET__LOAD, whole(1, LARGEST_SIDE)),
			entry(Literals.DATASET__CROP, whole(1, LARGEST_SIDE)), entry(Literals.DATASET__ASPECT, real(0.01, 100)),
			entry(Literals.LANDSCAPES__COUNT, whole(1, 10_000_000)), entry(Literals.LANDSCAPES__HELD_OUT, whole(1, 1_000_000)),
			entry(Literals.FOLDER_DATASET__HELD_OUT, real(0, 0.9)),
			entry(Literals.TRAINING_PLAN__AVERAGING, real(0, 0.9999999)), entry(Literals.PHASE__REDUCTION, whole(1, 64)),
			entry(Literals.PHASE__EPOCHS, whole(0, 1_000_000)), entry(Literals.PHASE__DECAY_EPOCHS, whole(0, 1_000_000)),
			entry(Literals.EVALUATION__EVERY, whole(0, Integer.MAX_VALUE)), entry(Literals.EVALUATION__SAMPLES, whole(0, 1_000_000)),
			entry(Literals.SWEEP__COUNT, whole(1, 1000)), entry(Literals.SWEEP_AXIS__LEAST, ANY), entry(Literals.SWEEP_AXIS__MOST, ANY),
			entry(Literals.TRAINING_PLAN__BATCH, whole(1, 4096)), entry(Literals.TRAINING_PLAN__STEPS, whole(0, Integer.MAX_VALUE)),
			entry(Literals.TRAINING_PLAN__EPOCHS, whole(0, 1_000_000)), entry(Literals.TRAINING_PLAN__DECAY_EPOCHS, whole(0, 1_000_000)),
			entry(Literals.TRAINING_PLAN__LEARNING_RATE, real(1e-12, 10)), entry(Literals.TRAINING_PLAN__BETA1, real(0, 0.999999)),
			entry(Literals.TRAINING_PLAN__BETA2, real(0, 0.999999)), entry(Literals.TRAINING_PLAN__DISCRIMINATOR_STEPS, whole(1, 1000)),
			entry(Literals.TRAINING_PLAN__GAIN, real(1e-9, 1e3)), entry(Literals.TRAINING_PLAN__SAMPLE_EVERY, whole(1, Integer.MAX_VALUE)),
			entry(Literals.TRAINING_PLAN__CHECKPOINT_EVERY, whole(1, Integer.MAX_VALUE)), entry(Literals.TRAINING_PLAN__KEEP_CHECKPOINTS, whole(0, 1_000_000)),
			entry(Literals.TRAINING_PLAN__BLOCKS_EVERY, whole(0, Integer.MAX_VALUE)));

	/** The range of an attribute that holds an expression. */
	public static Range of(EAttribute attribute) {
		Range range = ALL.get(attribute);
		if (range == null) {
			throw new IllegalArgumentException(attribute.getEContainingClass().getName() + "." + attribute.getName() + " is not a number");
		}
		return range;
	}

	/** The range of an attribute in elements of one kind, where it may be wider than in others. */
	public static Range of(EClass kind, EAttribute attribute) {
		return kind == Literals.LINEAR && attribute == Literals.WEIGHTED_NODE__FILTERS ? whole(1, MOST_LINEAR) : of(attribute);
	}

	/** Whether a value lies within. */
	public boolean contains(double value) {
		return value >= least && value <= most;
	}

	/** As in "1 to 255". */
	@Override
	public String toString() {
		return Scope.text(least) + " to " + Scope.text(most);
	}

	private static Range whole(int least, int most) {
		return new Range(least, most, true);
	}

	private static Range real(double least, double most) {
		return new Range(least, most, false);
	}
}
