package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.ConvolutionKernel;
import io.spadework.engine.networks.kernels.Kernels;
import io.spadework.engine.networks.kernels.Window;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution layer with zero padding: N x C x H x W to N x filters x H' x W', H' = floor((H + top + bottom - dilation (kernel - 1) - 1) / stride) + 1, and W'
 * likewise.
 * <p>
 * It has weights filters x C / groups x kernel height x kernel width and, unless switched off, a bias per filter; the number of input channels C follows from its
 * input. With groups, filters and channels fall into as many equal runs, and each run of filters sees its own run of channels.
 */
public final class Convolution extends KernelLayer {

	private static final long serialVersionUID = 1L;

	/** For reading from JSON. */
	Convolution() {
	}

	private Convolution(Builder builder) {
		super(builder);
	}

	@Override
	long[] weights() {
		return new long[] { getNOut(), getNIn() / groups(), kernelHeight(), kernelWidth() };
	}

	@Override
	long[] outputShape(long[] input) {
		requireChannels(input);
		Window window = window();
		long rows = window.rows(input[2]);
		long columns = window.columns(input[3]);
		require(rows > 0 && columns > 0, "its kernel of " + window.spanHeight() + " x " + window.spanWidth() + " does not fit on " + input[2] + " x " + input[3]
				+ " values with " + (window.top() + window.bottom()) + " rows and " + (window.left() + window.right()) + " columns of padding.");
		return new long[] { input[0], getNOut(), rows, columns };
	}

	@Override
	public Operation operation(DataType type) {
		return new Convolving(type);
	}

	private final class Convolving implements Operation {

		private static final int X = 0;
		private static final int WEIGHTS = 1;
		private static final int BIAS = 2;

		private final ConvolutionKernel kernel;

		Convolving(DataType type) {
			kernel = Kernels.of(type).convolution(window(), groups());
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
		public Form form() {
			return new Form.Convolving(window(), groups());
		}

		@Override
		public Reads reads() {
			return Reads.INPUTS;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			kernel.backward(inputs[X], inputs[WEIGHTS], outputGradient, inputGradients[X], inputGradients[WEIGHTS],
					inputs.length > BIAS ? inputGradients[BIAS] : null);
		}
	}

	/** Collects a convolution's settings: a 1 x 1 kernel with bias, stride 1, no padding, one group and no spectral norm unless said otherwise. */
	@SuppressWarnings("unchecked") // DL4J lets the caller choose the type that is built
	public static final class Builder extends KernelLayer.Builder<Builder> {

		@Override
		public Convolution build() {
			check("Convolution");
			return new Convolution(this);
		}
	}
}
