package io.spadework.engine.training;

import io.spadework.engine.networks.kernels.NativeOperation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Adam (arXiv 1412.6980), with epsilon 1e-8.
 *
 * @param learningRate step size at the start of the schedule
 * @param beta1        decay of the running mean of gradients
 * @param beta2        decay of the running mean of squared gradients
 */
public record Adam(double learningRate, double beta1, double beta2) {

	private static final double EPSILON = 1e-8;

	/**
	 * Turns gradients (a flat vector) into the update to subtract from the parameters, in place, and moves both running means on.
	 *
	 * @param iteration number of updates made before, 0 for the first
	 */
	void update(INDArray gradients, INDArray firstMoment, INDArray secondMoment, double rate, int iteration) {
		// the operation adds its epsilon to the uncorrected root; scaled so, it is the epsilon of the paper's corrected root
		double epsilon = EPSILON * Math.sqrt(1 - Math.pow(beta2, iteration + 1.0));
		NativeOperation.run("adam_updater", NativeOperation.of(gradients, secondMoment, firstMoment), NativeOperation.of(gradients, secondMoment, firstMoment),
				new int[] { iteration }, rate, beta1, beta2, epsilon);
	}
}
