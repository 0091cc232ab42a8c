package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.ConvolutionKernel;
import io.spadework.engine.networks.kernels.Kernels;
import io.spadework.engine.networks.kernels.Window;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A transposed convolution layer: N x C x H x W to N x filters x H' x W', H' = (H - 1) stride - 2 padding + kernel + output padding, and W' likewise.
 * <p>
 * It is the derivative of the convolution that makes C x H x W from filters x H' x W', and computed as such; its weights are that convolution's, C x filters x
 * kernel height x kernel width. The output padding adds rows below and columns to the right, which windows still reach.
 */
public final class TransposedConvolution extends WeightedLayer {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private int kernelHeight;
	@JsonProperty
	private int kernelWidth;
	@JsonProperty
	private int strideHeight;
	@JsonProperty
	private int strideWidth;
	@JsonProperty
	private int paddingHeight;
	@JsonProperty
	private int paddingWidth;
	@JsonProperty
	private int outputPadding;

	/** For reading from JSON. */
	TransposedConvolution() {
	}

	private TransposedConvolution(Builder builder) {
		super(builder);
		kernelHeight = builder.kernelHeight;
		kernelWidth = builder.kernelWidth;
		strideHeight = builder.strideHeight;
		strideWidth = builder.strideWidth;
		paddingHeight = builder.paddingHeight;
		paddingWidth = builder.paddingWidth;
		outputPadding = builder.outputPadding;
	}

	/** The windows of the convolution that this one transposes. */
	private Window window() {
		return new Window(kernelHeight, kernelWidth, strideHeight, strideWidth, 1, paddingHeight, paddingHeight, paddingWidth, paddingWidth);
	}

	@Override
	long[] weights() {
		return new long[] { getNIn(), getNOut(), kernelHeight, kernelWidth };
	}

	@Override
	public int outputAxis() {
		return 1;
	}

	@Override
	long[] outputShape(long[] input) {
		require(input[1] == getNIn(), "it expects " + getNIn() + " channels, but was given " + input[1] + ".");
		long rows = (input[2] - 1) * strideHeight - 2L * paddingHeight + kernelHeight + outputPadding;
		long columns = (input[3] - 1) * strideWidth - 2L * paddingWidth + kernelWidth + outputPadding;
		require(rows > 0 && columns > 0, "nothing is left of " + input[2] + " x " + input[3] + " values with padding " + paddingHeight + " x " + paddingWidth + ".");
		return new long[] { input[0], getNOut(), rows, columns };
	}

	@Override
	public Operation operation(DataType type) {
		return new Transposed(type);
	}

	@Override
	List<Object> settings() {
		return List.of(super.settings(), window(), outputPadding);
	}

	private final class Transposed implements Operation {

		private static final int X = 0;
		private static final int WEIGHTS = 1;
		private static final int BIAS = 2;
		private static final int[] ALL_BUT_CHANNELS = { 0, 2, 3 };

		private final ConvolutionKernel kernel;

		Transposed(DataType type) {
			kernel = Kernels.of(type).convolution(window(), 1);
		}

		@Override
		public long[] outputShape(long[]... inputs) {
			return TransposedConvolution.this.outputShape(inputs[X]);
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			kernel.backward(output, inputs[WEIGHTS], inputs[X], output, null, null);
			if (inputs.length > BIAS) {
				ChannelScale.shift(output, inputs[BIAS].reshape(1, getNOut()));
			}
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			if (inputGradients[X] != null) {
				kernel.forward(outputGradient, inputs[WEIGHTS], null, inputGradients[X]);
			}
			if (inputGradients[WEIGHTS] != null) {
				kernel.backward(outputGradient, inputs[WEIGHTS], inputs[X], null, inputGradients[WEIGHTS], null);
			}
			if (inputs.length > BIAS && inputGradients[BIAS] != null) {
				outputGradient.sum(inputGradients[BIAS], ALL_BUT_CHANNELS);
			}
		}
	}

	/** Collects a transposed convolution's settings: a 1 x 1 kernel with bias, stride 1, no padding and no spectral norm unless said otherwise. */
	@SuppressWarnings("unchecked") // DL4J lets the caller choose the type that is built
	public static final class Builder extends WeightedLayer.Builder<Builder> {

		private int kernelHeight = 1;
		private int kernelWidth = 1;
		private int strideHeight = 1;
		private int strideWidth = 1;
		private int paddingHeight;
		private int paddingWidth;
		private int outputPadding;

		/** Side of a square kernel. */
		public Builder kernel(int side) {
			return kernel(side, side);
		}

		/** Rows and columns of the kernel. */
		public Builder kernel(int height, int width) {
			kernelHeight = height;
			kernelWidth = width;
			return this;
		}

		/** How far the windows of neighbouring values lie apart in the output. */
		public Builder stride(int distance) {
			return stride(distance, distance);
		}

		/** How far the windows of neighbouring values lie apart in the output, downwards and to the right. */
		public Builder stride(int height, int width) {
			strideHeight = height;
			strideWidth = width;
			return this;
		}

		/** Rows and columns cut off the output on each side. */
		public Builder padding(int cut) {
			return padding(cut, cut);
		}

		/** Rows cut off the output above and below, columns cut off left and right. */
		public Builder padding(int height, int width) {
			paddingHeight = height;
			paddingWidth = width;
			return this;
		}

		/** Rows added to the output below and columns added to the right, fewer than the stride. */
		public Builder outputPadding(int added) {
			outputPadding = added;
			return this;
		}

		@Override
		public TransposedConvolution build() {
			if (nOut < 1 || kernelHeight < 1 || kernelWidth < 1 || strideHeight < 1 || strideWidth < 1) {
				throw new IllegalArgumentException("Transposed convolution with " + nOut + " filters, kernel " + kernelHeight + " x " + kernelWidth + ", stride "
						+ strideHeight + " x " + strideWidth + ": all of them are at least 1.");
			}
			if (paddingHeight < 0 || paddingWidth < 0 || outputPadding < 0 || outputPadding >= Math.min(strideHeight, strideWidth)) {
				throw new IllegalArgumentException("Transposed convolution with padding " + paddingHeight + " x " + paddingWidth + ", output padding " + outputPadding
						+ ", stride " + strideHeight + " x " + strideWidth + ": paddings are at least 0, the output padding less than the stride.");
			}
			return new TransposedConvolution(this);
		}
	}
}
