package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Batch norm with a learned gamma and beta per class of a global condition and channel (arXiv 1707.03017): gamma(class) (x - mean) / sqrt(variance + epsilon) +
 * beta(class).
 * <p>
 * Its inputs are x, N x C x H x W, and the condition, N x classes x 1 x 1, one-hot; a mixed condition gives the mixed gamma and beta. Both are classes x C; gamma
 * starts at 1, beta at 0.
 */
public final class ConditionalBatchNorm extends LearnedVertex {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private final int channels;
	@JsonProperty
	private final int classes;
	@JsonProperty
	private final double epsilon;

	@JsonCreator
	private ConditionalBatchNorm(@JsonProperty("channels") int channels, @JsonProperty("classes") int classes, @JsonProperty("epsilon") double epsilon) {
		super(2);
		this.channels = channels;
		this.classes = classes;
		this.epsilon = epsilon;
	}

	@Override
	public List<Parameter> parameters() {
		return List.of(new Parameter(Parameter.GAMMA, Parameter.Start.ONE, classes, channels),
				new Parameter(Parameter.BETA, Parameter.Start.ZERO, classes, channels));
	}

	@Override
	public Operation operation(DataType type) {
		return new Normalisation(type);
	}

	@Override
	protected List<Object> settings() {
		return List.of(channels, classes, epsilon);
	}

	private final class Normalisation implements Operation {

		private static final int X = 0;
		private static final int CONDITION = 1;
		private static final int GAMMA = 2;
		private static final int BETA = 3;
		private static final int NORMALISED = 0;
		private static final int SCALE = 1;
		private static final int SHIFT = 2;
		private static final int SCALE_GRADIENT = 3;
		private static final int SHIFT_GRADIENT = 4;
		private static final int CONDITION_GRADIENT = 5;

		private final DataType type;
		private final ChannelScale affine = new ChannelScale();
		private final Buffers buffers = new Buffers();
		private final Statistics statistics;

		Normalisation(DataType type) {
			this.type = type;
			statistics = new Statistics(Norm.BATCH, epsilon, type);
		}

		@Override
		public long[] outputShape(long[]... inputs) {
			requireShape("Conditional batch norm's input", inputs[X], channels, inputs[X][2], inputs[X][3]);
			requireShape("Conditional batch norm's condition", inputs[CONDITION], classes, 1, 1);
			return inputs[X];
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			INDArray normalised = buffers.get(NORMALISED, type, inputs[X].shape());
			statistics.normalise(inputs[X], normalised, training);
			INDArray condition = condition(inputs[CONDITION]);
			INDArray scale = condition.mmuli(inputs[GAMMA], perSample(SCALE, condition));
			INDArray shift = condition.mmuli(inputs[BETA], perSample(SHIFT, condition));
			ChannelScale.forward(normalised, scale, shift, output);
		}

		@Override
		public Reads reads() {
			return Reads.INPUTS;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			INDArray normalised = buffers.get(NORMALISED, type, inputs[X].shape());
			INDArray condition = condition(inputs[CONDITION]);
			INDArray scaleGradient = perSample(SCALE_GRADIENT, condition);
			INDArray shiftGradient = perSample(SHIFT_GRADIENT, condition);
			affine.backwardToScale(normalised, outputGradient, scaleGradient, shiftGradient);
			if (inputGradients[GAMMA] != null) {
				condition.transpose().mmuli(scaleGradient, inputGradients[GAMMA]);
				condition.transpose().mmuli(shiftGradient, inputGradients[BETA]);
			}
			if (inputGradients[CONDITION] != null) {
				INDArray gradient = condition(inputGradients[CONDITION]);
				INDArray throughShift = buffers.get(CONDITION_GRADIENT, type, gradient.shape());
				scaleGradient.mmuli(inputs[GAMMA].transpose(), gradient);
				gradient.addi(shiftGradient.mmuli(inputs[BETA].transpose(), throughShift));
			}
			if (inputGradients[X] != null) {
				statistics.backward(inputs[X], normalised, affine.backwardToInput(outputGradient, perSample(SCALE, condition)), inputGradients[X]);
			}
		}

		private INDArray condition(INDArray array) {
			return array.reshape('c', array.size(0), classes);
		}

		private INDArray perSample(int slot, INDArray condition) {
			return buffers.get(slot, type, condition.size(0), channels);
		}

		@Override
		public Map<String, INDArray> state() {
			return statistics.state();
		}

		@Override
		public void restore(Map<String, INDArray> state) {
			statistics.restore(state);
		}
	}

	/** Collects a conditional batch norm's settings: channels and classes must be said, epsilon is 1e-5 unless said otherwise. */
	public static final class Builder {

		private int channels;
		private int classes;
		private double epsilon = 1e-5;

		/** Channels of the feature map. */
		public Builder channels(int number) {
			channels = number;
			return this;
		}

		/** Classes of the condition. */
		public Builder classes(int number) {
			classes = number;
			return this;
		}

		/** What is added to the variance, so that no division by zero happens. */
		public Builder epsilon(double added) {
			epsilon = added;
			return this;
		}

		/** The vertex; throws IllegalArgumentException where a setting is out of range. */
		public ConditionalBatchNorm build() {
			if (channels < 1 || classes < 1 || !(epsilon > 0)) {
				throw new IllegalArgumentException("Conditional batch norm of " + channels + " channels for " + classes + " classes with epsilon " + epsilon
						+ ": channels and classes are at least 1, the epsilon is above 0.");
			}
			return new ConditionalBatchNorm(channels, classes, epsilon);
		}
	}
}
