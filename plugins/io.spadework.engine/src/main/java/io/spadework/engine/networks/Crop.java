package io.spadework.engine.networks;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Cuts rows and columns off a feature map. */
public final class Crop extends MarginVertex {

	private static final long serialVersionUID = 1L;

	/** Cuts so many off each side. */
	@JsonCreator
	public Crop(@JsonProperty("top") int top, @JsonProperty("bottom") int bottom, @JsonProperty("left") int left, @JsonProperty("right") int right) {
		super("Cropping", top, bottom, left, right);
	}

	@Override
	public Operation operation(DataType type) {
		return new Cutting();
	}

	private final class Cutting implements Operation {

		@Override
		public long[] outputShape(long[]... inputs) {
			Margins margins = margins();
			long rows = inputs[0][2] - margins.top() - margins.bottom();
			long columns = inputs[0][3] - margins.left() - margins.right();
			if (rows < 1 || columns < 1) {
				throw new IllegalArgumentException("Cropping " + text(inputs[0]) + " values by " + margins + " leaves none.");
			}
			return new long[] { inputs[0][0], inputs[0][1], rows, columns };
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			output.assign(margins().inside(inputs[0]));
		}

		@Override
		public Reads reads() {
			return Reads.NOTHING;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			inputGradients[0].assign(0);
			margins().inside(inputGradients[0]).assign(outputGradient);
		}
	}
}
