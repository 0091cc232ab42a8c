package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.NativeOperation;
import io.spadework.engine.networks.kernels.Slice;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Stacks the channels of feature maps of one height and width, in the order of the inputs. */
public final class Concatenate extends Vertex {

	private static final long serialVersionUID = 1L;

	public Concatenate() {
		super(2, Integer.MAX_VALUE);
	}

	@Override
	public Operation operation(DataType type) {
		return new Stack();
	}

	@Override
	protected List<Object> settings() {
		return List.of();
	}

	private static final class Stack implements Operation {

		@Override
		public long[] outputShape(long[]... inputs) {
			long channels = 0;
			for (long[] input : inputs) {
				if (input[2] != inputs[0][2] || input[3] != inputs[0][3]) {
					throw new IllegalArgumentException("Concatenate of feature maps of different sizes: " + text(inputs[0]) + " and " + text(input) + ".");
				}
				channels += input[1];
			}
			return new long[] { inputs[0][0], channels, inputs[0][2], inputs[0][3] };
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			NativeOperation.run("concat", inputs, NativeOperation.of(output), new int[] { 1 });
		}

		@Override
		public Reads reads() {
			return Reads.NOTHING;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			long first = 0;
			for (int i = 0; i < inputs.length; i++) {
				long next = first + inputs[i].size(1);
				if (inputGradients[i] != null) {
					inputGradients[i].assign(Slice.of(outputGradient, 1, first, next));
				}
				first = next;
			}
		}
	}
}
