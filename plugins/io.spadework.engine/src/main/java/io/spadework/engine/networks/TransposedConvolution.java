package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.ConvolutionKernel;
import io.spadework.engine.networks.kernels.Kernels;
import io.spadework.engine.networks.kernels.Window;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A transposed convolution layer: N x C x H x W to N x filters x H' x W', H' = (H - 1) stride - top - bottom + dilation (kernel - 1) + output padding + 1, and W'
 * likewise.
 * <p>
 * It is the derivative of the convolution that makes C x H x W from filters x H' x W', and computed as such; its weights are that convolution's, C x filters / groups x
 * kernel height x kernel width. The output padding adds rows below and columns to the right, which windows still reach.
 */
public final class TransposedConvolution extends KernelLayer {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private int addedRows;
	@JsonProperty
	private int addedColumns;

	/** For reading from JSON. */
	TransposedConvolution() {
	}

	private TransposedConvolution(Builder builder) {
		super(builder);
		addedRows = builder.addedRows;
		addedColumns = builder.addedColumns;
	}

	@Override
	long[] weights() {
		return new long[] { getNIn(), getNOut() / groups(), kernelHeight(), kernelWidth() };
	}

	@Override
	public int outputAxis() {
		return 1;
	}

	@Override
	long[] outputShape(long[] input) {
		requireChannels(input);
		Window window = window();
		long rows = (input[2] - 1) * window.strideHeight() - window.top() - window.bottom() + window.spanHeight() + addedRows;
		long columns = (input[3] - 1) * window.strideWidth() - window.left() - window.right() + window.spanWidth() + addedColumns;
		require(rows > 0 && columns > 0, "nothing is left of " + input[2] + " x " + input[3] + " values with " + (window.top() + window.bottom()) + " rows and "
				+ (window.left() + window.right()) + " columns of padding.");
		return new long[] { input[0], getNOut(), rows, columns };
	}

	@Override
	public Operation operation(DataType type) {
		return new Transposed(type);
	}

	@Override
	List<Object> settings() {
		return List.of(super.settings(), addedRows, addedColumns);
	}

	private final class Transposed implements Operation {

		private static final int X = 0;
		private static final int WEIGHTS = 1;
		private static final int BIAS = 2;
		private static final int[] ALL_BUT_CHANNELS = { 0, 2, 3 };

		private final ConvolutionKernel kernel;

		Transposed(DataType type) {
			kernel = Kernels.of(type).convolution(window(), groups());
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
		public Reads reads() {
			return Reads.INPUTS;
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

	/** Collects a transposed convolution's settings: a 1 x 1 kernel with bias, stride 1, no padding, one group and no spectral norm unless said otherwise. */
	@SuppressWarnings("unchecked") // DL4J lets the caller choose the type that is built
	public static final class Builder extends KernelLayer.Builder<Builder> {

		private int addedRows;
		private int addedColumns;

		/** Rows added to the output below and columns added to the right, fewer than the stride. */
		public Builder outputPadding(int added) {
			return outputPadding(added, added);
		}

		/** Rows added to the output below, and columns added to the right: fewer than the stride in that direction. */
		public Builder outputPadding(int height, int width) {
			addedRows = height;
			addedColumns = width;
			return this;
		}

		@Override
		public TransposedConvolution build() {
			check("Transposed convolution");
			if (addedRows < 0 || addedColumns < 0 || addedRows >= strideHeight() || addedColumns >= strideWidth()) {
				throw new IllegalArgumentException("Transposed convolution with output padding " + addedRows + " x " + addedColumns + ", stride " + strideHeight() + " x "
						+ strideWidth() + ": an output padding less than the stride is needed, and at least 0.");
			}
			return new TransposedConvolution(this);
		}
	}
}
