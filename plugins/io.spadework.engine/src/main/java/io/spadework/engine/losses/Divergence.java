package io.spadework.engine.losses;

import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Weight times the Kullback-Leibler divergence of an encoder's codes from normally distributed ones with mean 0 and variance 1 (arXiv 1312.6114), summed over batch and
 * values: -1/2 sum (1 + log variance - mean^2 - variance).
 *
 * @param weight factor of the loss
 */
public record Divergence(double weight) {

	/**
	 * The loss on distributions, N x 2z x 1 x 1, the z means of a sample before its z logarithms of variances; writes the derivative with respect to them into the
	 * gradient. Both arrays are dense.
	 */
	public double encoder(INDArray distribution, INDArray gradient) {
		DataBuffer parameters = distribution.data();
		DataBuffer derivatives = gradient.data();
		long size = distribution.size(1) / 2;
		double sum = 0;
		for (long sample = 0; sample < distribution.size(0); sample++) {
			for (long i = 2 * sample * size; i < (2 * sample + 1) * size; i++) {
				double mean = parameters.getDouble(i);
				double logarithm = parameters.getDouble(i + size);
				double variance = Math.exp(logarithm);
				sum -= (1 + logarithm - mean * mean - variance) / 2;
				derivatives.put(i, weight * mean);
				derivatives.put(i + size, weight * (variance - 1) / 2);
			}
		}
		return weight * sum;
	}
}
