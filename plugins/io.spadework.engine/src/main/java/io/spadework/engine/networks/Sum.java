package io.spadework.engine.networks;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Adds two feature maps of one shape. */
public final class Sum extends Vertex {

	private static final long serialVersionUID = 1L;

	public Sum() {
		super(2);
	}

	@Override
	public Operation operation(DataType type) {
		return new Addition();
	}

	@Override
	protected List<Object> settings() {
		return List.of();
	}

	private static final class Addition implements Operation {

		@Override
		public long[] outputShape(long[]... inputs) {
			requireSameShape("Sum", inputs);
			return inputs[0];
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			inputs[0].addi(inputs[1], output);
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			if (inputGradients[1] != null) {
				inputGradients[1].assign(outputGradient); // a copy: gradients are added up in place
			}
		}

		@Override
		public int passedOn() {
			return 0;
		}
	}
}
