package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.ConvolutionKernel;
import io.spadework.engine.networks.kernels.Kernels;
import io.spadework.engine.networks.kernels.Window;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A convolution layer with zero padding: N x C x H x W to N x filters x H' x W', H' = floor((H + top + bottom - dilation (kernel - 1) - 1) / stride) + 1, and W'
 * likewise.
 * <p>
 * It has weights filters x C / groups x kernel height x kernel width and, unless switched off, a bias per filter; the number of input channels C follows from its
 * input. With groups, filters and channels fall into as many equal runs, and each run of filters sees its own run of channels.
 */
public final class Convolution extends WeightedLayer {

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
	private int dilation;
	@JsonProperty
	private int groups;
	@JsonProperty
	private int top;
	@JsonProperty
	private int bottom;
	@JsonProperty
	private int left;
	@JsonProperty
	private int right;

	/** For reading from JSON. */
	Convolution() {
	}

	private Convolution(Builder builder) {
		super(builder);
		kernelHeight = builder.kernelHeight;
		kernelWidth = builder.kernelWidth;
		strideHeight = builder.strideHeight;
		strideWidth = builder.strideWidth;
		dilation = builder.dilation;
		groups = builder.groups;
		top = builder.top;
		bottom = builder.bottom;
		left = builder.left;
		right = builder.right;
	}

	private Window window() {
		return new Window(kernelHeight, kernelWidth, strideHeight, strideWidth, dilation, top, bottom, left, right);
	}

	@Override
	long[] weights() {
		return new long[] { getNOut(), getNIn() / groups, kernelHeight, kernelWidth };
	}

	@Override
	long[] outputShape(long[] input) {
		require(input[1] == getNIn(), "it expects " + getNIn() + " channels, but was given " + input[1] + ".");
		require(input[1] % groups == 0, input[1] + " channels don't fall into " + groups + " equal groups.");
		Window window = window();
		long rows = window.rows(input[2]);
		long columns = window.columns(input[3]);
		require(rows > 0 && columns > 0, "its kernel of " + window.spanHeight() + " x " + window.spanWidth() + " does not fit on " + input[2] + " x " + input[3]
				+ " values with " + (top + bottom) + " rows and " + (left + right) + " columns of padding.");
		return new long[] { input[0], getNOut(), rows, columns };
	}

	@Override
	public Operation operation(DataType type) {
		return new Convolving(type);
	}

	@Override
	List<Object> settings() {
		return List.of(super.settings(), window(), groups);
	}

	private final class Convolving implements Operation {

		private static final int X = 0;
		private static final int WEIGHTS = 1;
		private static final int BIAS = 2;

		private final ConvolutionKernel kernel;

		Convolving(DataType type) {
			kernel = Kernels.of(type).convolution(window(), groups);
		}

		@Override
		public long[] outputShape(long[]... inputs) {
			return Convolution.this.outputShape(inputs[X]);
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			kernel.forward(inputs[X], inputs[WEIGHTS], inputs.length > BIAS ? inputs[BIAS] : null, output);
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			kernel.backward(inputs[X], inputs[WEIGHTS], outputGradient, inputGradients[X], inputGradients[WEIGHTS],
					inputs.length > BIAS ? inputGradients[BIAS] : null);
		}
	}

	/** Collects a convolution's settings: a 1 x 1 kernel with bias, stride 1, no padding, one group and no spectral norm unless said otherwise. */
	@SuppressWarnings("unchecked") // DL4J lets the caller choose the type that is built
	public static final class Builder extends WeightedLayer.Builder<Builder> {

		private int kernelHeight = 1;
		private int kernelWidth = 1;
		private int strideHeight = 1;
		private int strideWidth = 1;
		private int dilation = 1;
		private int groups = 1;
		private int top;
		private int bottom;
		private int left;
		private int right;

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

		/** Distance of neighbouring windows. */
		public Builder stride(int distance) {
			return stride(distance, distance);
		}

		/** Distance of neighbouring windows, downwards and to the right. */
		public Builder stride(int height, int width) {
			strideHeight = height;
			strideWidth = width;
			return this;
		}

		/** Distance of the values that neighbouring weights of the kernel see; 1: adjacent. */
		public Builder dilation(int distance) {
			dilation = distance;
			return this;
		}

		/** Number of equal runs of channels and filters that are convolved apart. */
		public Builder groups(int number) {
			groups = number;
			return this;
		}

		/** Zeros added on each side. */
		public Builder padding(int zeros) {
			return padding(zeros, zeros, zeros, zeros);
		}

		/** Rows and columns of zeros added on each side. */
		public Builder padding(int top, int bottom, int left, int right) {
			this.top = top;
			this.bottom = bottom;
			this.left = left;
			this.right = right;
			return this;
		}

		@Override
		public Convolution build() {
			if (nOut < 1 || kernelHeight < 1 || kernelWidth < 1 || strideHeight < 1 || strideWidth < 1 || dilation < 1 || groups < 1) {
				throw new IllegalArgumentException("Convolution with " + nOut + " filters, kernel " + kernelHeight + " x " + kernelWidth + ", stride " + strideHeight
						+ " x " + strideWidth + ", dilation " + dilation + ", " + groups + " groups: all of them are at least 1.");
			}
			if (top < 0 || bottom < 0 || left < 0 || right < 0) {
				throw new IllegalArgumentException("Convolution with padding " + top + ", " + bottom + ", " + left + ", " + right + ": it is at least 0 on each side.");
			}
			if (nOut % groups != 0) {
				throw new IllegalArgumentException("Convolution with " + nOut + " filters in " + groups + " groups: the filters fall into equal groups.");
			}
			return new Convolution(this);
		}
	}
}
