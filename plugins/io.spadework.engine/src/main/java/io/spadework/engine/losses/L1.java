package io.spadework.engine.losses;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Weight times the mean absolute difference between real and generated images.
 *
 * @param weight factor of the loss
 */
public record L1(double weight) {

	/** The loss on images N x 3 x H x W; writes the derivative with respect to the generated ones into the gradient. */
	public double generator(INDArray generated, INDArray real, INDArray gradient) {
		return Distance.mean(generated, real, null, weight, gradient);
	}
}
