package io.spadework.engine.networks.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Resizing of feature maps N x C x H x W to N x C x H' x W', and its derivative, for one vertex. */
public interface ResamplingKernel {

	/** Writes the resized input into the output, whose shape says to which size. */
	void forward(INDArray input, INDArray output);

	/** Writes the gradient with respect to the input. */
	void backward(INDArray outputGradient, INDArray inputGradient);
}
