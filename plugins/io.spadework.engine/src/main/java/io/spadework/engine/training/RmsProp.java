package io.spadework.engine.training;

import io.spadework.engine.networks.kernels.NativeOperation;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * RMSprop (Tieleman and Hinton 2012): rate * gradient / (root of the running mean of squared gradients + 1e-8).
 *
 * @param learningRate step size at the start of the schedule
 * @param decay        decay of the running mean
 */
public record RmsProp(double learningRate, double decay) implements Optimiser {

	private static final double EPSILON = 1e-8;

	@Override
	public List<String> moments() {
		return List.of("rmsprop/squares");
	}

	@Override
	public void update(INDArray gradients, List<INDArray> moments, double rate, int made) {
		INDArray squares = moments.getFirst();
		NativeOperation.run("rms_prop_updater", NativeOperation.of(gradients, squares), NativeOperation.of(gradients, squares), new int[0], rate, decay, EPSILON);
	}
}
