package io.spadework.engine.networks;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Multiplies feature maps of one shape, value by value. */
public final class Product extends Vertex {

	private static final long serialVersionUID = 1L;

	public Product() {
		super(2, Integer.MAX_VALUE);
	}

	@Override
	public Operation operation(DataType type) {
		return new Multiplication();
	}

	@Override
	protected List<Object> settings() {
		return List.of();
	}

	private static final class Multiplication implements Operation {

		@Override
		public long[] outputShape(long[]... inputs) {
			requireSameShape("Product", inputs);
			return inputs[0];
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			inputs[0].muli(inputs[1], output);
			for (int i = 2; i < inputs.length; i++) {
				output.muli(inputs[i]);
			}
		}

		@Override
		public Reads reads() {
			return Reads.INPUTS;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			for (int i = 0; i < inputs.length; i++) {
				if (inputGradients[i] != null) {
					inputGradients[i].assign(outputGradient);
					for (int other = 0; other < inputs.length; other++) { // dividing the product would fail at 0
						if (other != i) {
							inputGradients[i].muli(inputs[other]);
						}
					}
				}
			}
		}
	}
}
