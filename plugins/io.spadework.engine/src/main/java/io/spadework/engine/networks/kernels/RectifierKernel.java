package io.spadework.engine.networks.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The (leaky) rectifier max(x, slope * x) and its derivative, for one vertex; output and input may be of any one shape. */
public interface RectifierKernel {

	/** Writes the rectified input into the output. */
	void forward(INDArray input, INDArray output);

	/** Writes the gradient with respect to the input. */
	void backward(INDArray input, INDArray outputGradient, INDArray inputGradient);
}
