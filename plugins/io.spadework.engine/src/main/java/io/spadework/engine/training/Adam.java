package io.spadework.engine.training;

import io.spadework.engine.networks.kernels.NativeOperation;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Adam (arXiv 1412.6980), with epsilon 1e-8.
 *
 * @param learningRate step size at the start of the schedule
 * @param beta1        decay of the running mean of gradients
 * @param beta2        decay of the running mean of squared gradients
 */
public record Adam(double learningRate, double beta1, double beta2) implements Optimiser {

	private static final double EPSILON = 1e-8;

	@Override
	public List<String> moments() {
		return List.of("adam/first", "adam/second");
	}

	@Override
	public void update(INDArray gradients, List<INDArray> moments, double rate, int made) {
		// the operation adds its epsilon to the uncorrected root; scaled so, it is the epsilon of the paper's corrected root
		double epsilon = EPSILON * Math.sqrt(1 - Math.pow(beta2, made + 1.0));
		INDArray first = moments.get(0);
		INDArray second = moments.get(1);
		NativeOperation.run("adam_updater", NativeOperation.of(gradients, second, first), NativeOperation.of(gradients, second, first), new int[] { made }, rate, beta1,
				beta2, epsilon);
	}
}
