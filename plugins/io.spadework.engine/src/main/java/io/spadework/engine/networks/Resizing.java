package io.spadework.engine.networks;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Computes a vertex that gives its first input another size. Where a second input says which, no gradient flows to that one. */
abstract class Resizing implements Operation {

	private final MapSize size;

	Resizing(MapSize size) {
		this.size = size;
	}

	/** Writes the resized input. */
	abstract void forward(INDArray input, INDArray output);

	/** Writes the gradient with respect to the input. */
	abstract void backward(INDArray input, INDArray output, INDArray outputGradient, INDArray inputGradient);

	@Override
	public final long[] outputShape(long[]... inputs) {
		return size.of(inputs);
	}

	@Override
	public final void forward(INDArray[] inputs, INDArray output, boolean training) {
		forward(inputs[0], output);
	}

	@Override
	public final void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
		if (inputGradients[0] != null) {
			backward(inputs[0], output, outputGradient, inputGradients[0]);
		}
		if (inputs.length > 1 && inputGradients[1] != null) {
			inputGradients[1].assign(0);
		}
	}
}
