package io.spadework.engine.networks;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Adds feature maps of one shape. */
public final class Sum extends Vertex {

	private static final long serialVersionUID = 1L;

	public Sum() {
		super(2, Integer.MAX_VALUE);
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
			for (int i = 2; i < inputs.length; i++) {
				output.addi(inputs[i]);
			}
		}

		@Override
		public Form form() {
			return new Form.Adding();
		}

		@Override
		public Reads reads() {
			return Reads.NOTHING;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			for (int i = 1; i < inputs.length; i++) {
				if (inputGradients[i] != null) {
					inputGradients[i].assign(outputGradient); // a copy: gradients are added up in place
				}
			}
		}

		@Override
		public int passedOn() {
			return 0;
		}
	}
}
