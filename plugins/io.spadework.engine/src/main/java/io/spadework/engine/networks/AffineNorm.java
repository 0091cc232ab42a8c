package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A normalisation layer with a learned gamma and beta per channel: gamma (x - mean) / sqrt(variance + epsilon) + beta on N x C x H x W.
 * <p>
 * Gamma starts at 1 and beta at 0. A batch norm (arXiv 1502.03167) keeps running statistics for evaluation; the others, instance norm (arXiv 1607.08022) and layer
 * norm (arXiv 1607.06450), use the input's own at all times.
 */
public final class AffineNorm extends LearnedLayer {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private Norm norm;
	@JsonProperty
	private double epsilon;

	/** For reading from JSON. */
	AffineNorm() {
	}

	private AffineNorm(Builder builder) {
		super(builder);
		norm = builder.norm;
		epsilon = builder.epsilon;
	}

	@Override
	public List<Parameter> parameters() {
		return List.of(new Parameter(Parameter.GAMMA, Parameter.Start.ONE, getNIn()), new Parameter(Parameter.BETA, Parameter.Start.ZERO, getNIn()));
	}

	@Override
	public void setNIn(InputType type, boolean override) {
		super.setNIn(type, override);
		setNOut(getNIn());
	}

	@Override
	long[] outputShape(long[] input) {
		require(input[1] == getNIn(), "it expects " + getNIn() + " channels, but was given " + input[1] + ".");
		return input;
	}

	@Override
	public Operation operation(DataType type) {
		return new Normalisation(type);
	}

	@Override
	List<Object> settings() {
		return List.of(norm, epsilon);
	}

	private final class Normalisation implements Operation {

		private static final int X = 0;
		private static final int GAMMA = 1;
		private static final int BETA = 2;
		private static final int NORMALISED = 0;

		private final DataType type;
		private final Statistics statistics;
		private final ChannelScale affine = new ChannelScale();
		private final Buffers buffers = new Buffers();

		Normalisation(DataType type) {
			this.type = type;
			statistics = new Statistics(norm, epsilon, type);
		}

		@Override
		public long[] outputShape(long[]... inputs) {
			return AffineNorm.this.outputShape(inputs[X]);
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			INDArray normalised = buffers.get(NORMALISED, type, inputs[X].shape());
			statistics.normalise(inputs[X], normalised, training);
			ChannelScale.forward(normalised, row(inputs[GAMMA]), row(inputs[BETA]), output);
		}

		@Override
		public Reads reads() {
			return Reads.INPUTS;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			INDArray normalised = buffers.get(NORMALISED, type, inputs[X].shape());
			if (inputGradients[GAMMA] != null) {
				affine.backwardToScale(normalised, outputGradient, row(inputGradients[GAMMA]), row(inputGradients[BETA]));
			}
			if (inputGradients[X] != null) {
				statistics.backward(inputs[X], normalised, affine.backwardToInput(outputGradient, row(inputs[GAMMA])), inputGradients[X]);
			}
		}

		private static INDArray row(INDArray vector) {
			return vector.reshape(1, vector.length());
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

	/** Collects a normalisation layer's settings: a batch norm with epsilon 1e-5 unless said otherwise. */
	@SuppressWarnings("unchecked") // DL4J lets the caller choose the type that is built
	public static final class Builder extends FeedForwardLayer.Builder<Builder> {

		private Norm norm = Norm.BATCH;
		private double epsilon = 1e-5;

		/** Over which values mean and variance are taken. */
		public Builder norm(Norm kind) {
			norm = kind;
			return this;
		}

		/** What is added to the variance, so that no division by zero happens. */
		public Builder epsilon(double added) {
			epsilon = added;
			return this;
		}

		@Override
		public AffineNorm build() {
			if (norm == null || !(epsilon > 0)) {
				throw new IllegalArgumentException("Affine norm of kind " + norm + " with epsilon " + epsilon + ": the epsilon is above 0.");
			}
			return new AffineNorm(this);
		}
	}
}
