package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.NativeOperation;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Averages each channel over windows; what a window covers of the padding is not counted. */
public final class AveragePool extends Vertex {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private final int kernel;
	@JsonProperty
	private final int stride;
	@JsonProperty
	private final int padding;

	/** Windows of kernel x kernel, stride apart, over a map that is padded on all sides. */
	@JsonCreator
	public AveragePool(@JsonProperty("kernel") int kernel, @JsonProperty("stride") int stride, @JsonProperty("padding") int padding) {
		super(1);
		if (kernel < 1 || stride < 1 || padding < 0 || 2 * padding > kernel) {
			throw new IllegalArgumentException("Average pooling with kernel " + kernel + ", stride " + stride + ", padding " + padding
					+ ": kernel and stride are at least 1, the padding at most half the kernel.");
		}
		this.kernel = kernel;
		this.stride = stride;
		this.padding = padding;
	}

	@Override
	public Operation operation(DataType type) {
		return new Average();
	}

	@Override
	protected List<Object> settings() {
		return List.of(kernel, stride, padding);
	}

	private final class Average implements Operation {

		/** Kernel, stride, padding, dilation, then: padding as given, padding not counted, N x C x H x W. */
		private final int[] arguments = { kernel, kernel, stride, stride, padding, padding, 1, 1, 0, 0, 0 };

		@Override
		public long[] outputShape(long[]... inputs) {
			return new long[] { inputs[0][0], inputs[0][1], size(inputs[0][2]), size(inputs[0][3]) };
		}

		private long size(long input) {
			return (input + 2 * padding - kernel) / stride + 1;
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			NativeOperation.run("avgpool2d", inputs, NativeOperation.of(output), arguments);
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			NativeOperation.run("avgpool2d_bp", NativeOperation.of(inputs[0], outputGradient), inputGradients, arguments);
		}
	}
}
