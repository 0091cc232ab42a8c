package io.spadework.engine.networks;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Cuts rows and columns off a feature map. */
public final class Crop extends Vertex {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private final int top;
	@JsonProperty
	private final int bottom;
	@JsonProperty
	private final int left;
	@JsonProperty
	private final int right;

	/** Cuts so many off each side. */
	@JsonCreator
	public Crop(@JsonProperty("top") int top, @JsonProperty("bottom") int bottom, @JsonProperty("left") int left, @JsonProperty("right") int right) {
		super(1);
		this.top = top;
		this.bottom = bottom;
		this.left = left;
		this.right = right;
		margins().check("Cropping");
	}

	private Margins margins() {
		return new Margins(top, bottom, left, right);
	}

	@Override
	public Operation operation(DataType type) {
		return new Cutting();
	}

	@Override
	protected List<Object> settings() {
		return List.of(margins());
	}

	private final class Cutting implements Operation {

		@Override
		public long[] outputShape(long[]... inputs) {
			long rows = inputs[0][2] - top - bottom;
			long columns = inputs[0][3] - left - right;
			if (rows < 1 || columns < 1) {
				throw new IllegalArgumentException("Cropping " + text(inputs[0]) + " values by " + top + ", " + bottom + ", " + left + ", " + right + " leaves none.");
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
