package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Interpolation;
import io.spadework.engine.networks.kernels.Kernels;
import io.spadework.engine.networks.kernels.NativeOperation;
import io.spadework.engine.networks.kernels.ResamplingKernel;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Resizes a label map or feature map: row and column i of the result are row and column floor(i * in / out) of the input. */
public final class ResizeNearest extends Vertex {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private final int height;
	@JsonProperty
	private final int width;

	@JsonCreator
	public ResizeNearest(@JsonProperty("height") int height, @JsonProperty("width") int width) {
		super(1);
		if (height < 1 || width < 1) {
			throw new IllegalArgumentException("Resizing to " + height + " x " + width + ": height and width are at least 1.");
		}
		this.height = height;
		this.width = width;
	}

	@Override
	public Operation operation(DataType type) {
		return new Pick(type);
	}

	@Override
	protected List<Object> settings() {
		return List.of(height, width);
	}

	private final class Pick implements Operation {

		private final DataType type;
		private ResamplingKernel kernel;
		private long[] indexedShape;
		private INDArray indices;

		Pick(DataType type) {
			this.type = type;
		}

		@Override
		public long[] outputShape(long[]... inputs) {
			return new long[] { inputs[0][0], inputs[0][1], height, width };
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			INDArray input = inputs[0];
			long inputHeight = input.size(2);
			long inputWidth = input.size(3);
			if (inputHeight == height && inputWidth == width) {
				output.assign(input);
				return;
			}
			if (!Arrays.equals(indexedShape, input.shape())) {
				indexedShape = input.shape().clone();
				indices = indices(inputHeight, inputWidth);
			}
			long planes = input.size(0) * input.size(1);
			NativeOperation.run("gather", NativeOperation.of(input.reshape('c', planes, inputHeight * inputWidth), indices),
					NativeOperation.of(output.reshape('c', planes, (long) height * width)), new int[] { 1 });
		}

		/** For every pixel of the output the position of its source in a plane of the input. */
		private INDArray indices(long inputHeight, long inputWidth) {
			int[] source = new int[height * width];
			for (int y = 0; y < height; y++) {
				for (int x = 0; x < width; x++) {
					source[y * width + x] = (int) (y * inputHeight / height * inputWidth + x * inputWidth / width);
				}
			}
			return Nd4j.createFromArray(source);
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			if (kernel == null) {
				kernel = Kernels.of(type).resampling(Interpolation.NEAREST);
			}
			kernel.backward(outputGradient, inputGradients[0]);
		}
	}
}
