package io.spadework.engine.networks.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The normalisation (x - mean) / sqrt(variance + epsilon) without parameters of its own, and its derivative, for one vertex.
 * <p>
 * Statistics are taken per channel over the batch (C values) or per channel of each sample (N * C values) or per sample (N values). The variance is the biased one,
 * computed from the centred input: the mean of squares minus the squared mean cancels in single precision.
 */
public interface NormKernel {

	/** Writes the input's statistics into mean and variance, and the normalised input (N x C x H x W) into the output. */
	void forward(INDArray input, INDArray mean, INDArray variance, INDArray output);

	/** Writes the normalised input into the output, with statistics that are given. */
	void forwardWith(INDArray mean, INDArray variance, INDArray input, INDArray output);

	/** Writes the gradient with respect to the input, after {@link #forward} wrote mean, variance and normalised input. */
	void backward(INDArray input, INDArray mean, INDArray variance, INDArray normalised, INDArray outputGradient, INDArray inputGradient);
}
