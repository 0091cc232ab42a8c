package io.spadework.engine.networks.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A two-dimensional convolution and its derivatives, for one layer; arrays are dense, in c order and belong to the caller.
 * <p>
 * Shapes: input N x C x H x W, weights F x C / groups x kernel height x kernel width, bias F, output N x F x H' x W' with as many rows and columns as windows fit.
 */
public interface ConvolutionKernel {

	/** Writes the convolution of the input into the output; the bias may be null. */
	void forward(INDArray input, INDArray weights, INDArray bias, INDArray output);

	/**
	 * Writes those of the three gradients whose arrays are given: with respect to input, weights and bias; null means not wanted. Where only the input's is
	 * wanted, the input's values play no part.
	 */
	void backward(INDArray input, INDArray weights, INDArray outputGradient, INDArray inputGradient, INDArray weightGradient, INDArray biasGradient);
}
