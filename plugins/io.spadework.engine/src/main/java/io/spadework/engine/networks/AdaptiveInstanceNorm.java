package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import io.spadework.engine.networks.kernels.Slice;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Instance norm modulated by a style code (arXiv 1703.06868, 1812.04948): (1 + gamma) (x - mean) / sqrt(variance + epsilon) + beta per sample and channel.
 * <p>
 * Its inputs are x, N x C x H x W, and the style code, N x style x 1 x 1, of which gamma and beta are a learned linear map: weights 2 C x style and bias 2 C,
 * gamma's rows first. The 1 makes a code of 0 leave the normalised x as it is.
 */
public final class AdaptiveInstanceNorm extends LearnedVertex {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private final int channels;
	@JsonProperty
	private final int style;
	@JsonProperty
	private final double epsilon;
	@JsonProperty
	private final boolean spectralNorm;

	@JsonCreator
	private AdaptiveInstanceNorm(@JsonProperty("channels") int channels, @JsonProperty("style") int style, @JsonProperty("epsilon") double epsilon,
			@JsonProperty("spectralNorm") boolean spectralNorm) {
		super(2);
		this.channels = channels;
		this.style = style;
		this.epsilon = epsilon;
		this.spectralNorm = spectralNorm;
	}

	@Override
	public List<Parameter> parameters() {
		return List.of(new Parameter(Parameter.WEIGHTS, Parameter.Start.DRAWN, 2L * channels, style),
				new Parameter(Parameter.BIAS, Parameter.Start.ZERO, 2L * channels));
	}

	@Override
	public boolean spectralNorm() {
		return spectralNorm;
	}

	@Override
	public Operation operation(DataType type) {
		return new Normalisation(type);
	}

	@Override
	protected List<Object> settings() {
		return List.of(channels, style, epsilon, spectralNorm);
	}

	private final class Normalisation implements Operation {

		private static final int X = 0;
		private static final int STYLE = 1;
		private static final int WEIGHTS = 2;
		private static final int BIAS = 3;
		private static final int NORMALISED = 0;
		private static final int MAPPED = 1;
		private static final int SCALE = 2;
		private static final int SHIFT = 3;
		private static final int MAPPED_GRADIENT = 4;

		private final DataType type;
		private final ChannelScale affine = new ChannelScale();
		private final Buffers buffers = new Buffers();
		private final Statistics statistics;

		Normalisation(DataType type) {
			this.type = type;
			statistics = new Statistics(Norm.INSTANCE, epsilon, type);
		}

		@Override
		public long[] outputShape(long[]... inputs) {
			requireShape("Adaptive instance norm's input", inputs[X], channels, inputs[X][2], inputs[X][3]);
			requireShape("Adaptive instance norm's style code", inputs[STYLE], style, 1, 1);
			return inputs[X];
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			long samples = inputs[X].size(0);
			INDArray normalised = buffers.get(NORMALISED, type, inputs[X].shape());
			statistics.normalise(inputs[X], normalised, training);
			INDArray mapped = buffers.get(MAPPED, type, samples, 2L * channels);
			LinearMap.forward(code(inputs[STYLE]), inputs[WEIGHTS], inputs[BIAS], mapped);
			INDArray scale = buffers.get(SCALE, type, samples, channels).assign(gammas(mapped)).addi(1);
			INDArray shift = buffers.get(SHIFT, type, samples, channels).assign(betas(mapped));
			ChannelScale.forward(normalised, scale, shift, output);
		}

		@Override
		public Reads reads() {
			return Reads.INPUTS;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			long samples = inputs[X].size(0);
			INDArray normalised = buffers.get(NORMALISED, type, inputs[X].shape());
			INDArray scale = buffers.get(SCALE, type, samples, channels);
			if (inputGradients[X] != null) {
				statistics.backward(inputs[X], normalised, affine.backwardToInput(outputGradient, scale), inputGradients[X]);
			}
			if (inputGradients[STYLE] != null || inputGradients[WEIGHTS] != null) {
				INDArray shift = buffers.get(SHIFT, type, samples, channels);
				affine.backwardToScale(normalised, outputGradient, scale, shift); // both have been used
				INDArray mapped = buffers.get(MAPPED_GRADIENT, type, samples, 2L * channels);
				gammas(mapped).assign(scale);
				betas(mapped).assign(shift);
				LinearMap.backward(code(inputs[STYLE]), inputs[WEIGHTS], mapped, inputGradients[STYLE] == null ? null : code(inputGradients[STYLE]),
						inputGradients[WEIGHTS], inputGradients[BIAS]);
			}
		}

		private INDArray code(INDArray array) {
			return array.reshape('c', array.size(0), style);
		}

		private INDArray gammas(INDArray mapped) {
			return Slice.of(mapped, 1, 0, channels);
		}

		private INDArray betas(INDArray mapped) {
			return Slice.of(mapped, 1, channels, 2L * channels);
		}
	}

	/** Collects an adaptive instance norm's settings: channels and size of the style code must be said; epsilon 1e-5 and no spectral norm unless said otherwise. */
	public static final class Builder {

		private int channels;
		private int style;
		private double epsilon = 1e-5;
		private boolean spectralNorm;

		/** Channels of the feature map. */
		public Builder channels(int number) {
			channels = number;
			return this;
		}

		/** Values of the style code. */
		public Builder style(int size) {
			style = size;
			return this;
		}

		/** What is added to the variance, so that no division by zero happens. */
		public Builder epsilon(double added) {
			epsilon = added;
			return this;
		}

		/** Whether the weights of the linear map are divided by their largest singular value, followed by power iteration. */
		public Builder spectralNorm(boolean divided) {
			spectralNorm = divided;
			return this;
		}

		/** The vertex; throws IllegalArgumentException where a setting is out of range. */
		public AdaptiveInstanceNorm build() {
			if (channels < 1 || style < 1 || !(epsilon > 0)) {
				throw new IllegalArgumentException("Adaptive instance norm of " + channels + " channels for style codes of " + style + " values with epsilon " + epsilon
						+ ": channels and values are at least 1, the epsilon is above 0.");
			}
			return new AdaptiveInstanceNorm(channels, style, epsilon, spectralNorm);
		}
	}
}
