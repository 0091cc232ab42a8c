package io.spadework.engine.networks;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Adds rows and columns of zeros around a feature map. */
public final class ZeroPad extends MarginVertex {

	private static final long serialVersionUID = 1L;

	/** Adds so many on each side. */
	@JsonCreator
	public ZeroPad(@JsonProperty("top") int top, @JsonProperty("bottom") int bottom, @JsonProperty("left") int left, @JsonProperty("right") int right) {
		super("Padding", top, bottom, left, right);
	}

	@Override
	public Operation operation(DataType type) {
		return new Surrounding();
	}

	private final class Surrounding implements Operation {

		@Override
		public long[] outputShape(long[]... inputs) {
			return margins().around(inputs[0]);
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			output.assign(0);
			margins().inside(output).assign(inputs[0]);
		}

		@Override
		public Reads reads() {
			return Reads.NOTHING;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			inputGradients[0].assign(margins().inside(outputGradient));
		}
	}
}
