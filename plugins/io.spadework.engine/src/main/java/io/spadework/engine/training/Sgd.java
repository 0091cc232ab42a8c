package io.spadework.engine.training;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gradient descent with momentum: rate * velocity, velocity = momentum * velocity + gradient.
 *
 * @param learningRate step size at the start of the schedule
 * @param momentum     share of the velocity that stays; 0: the gradient alone counts
 */
public record Sgd(double learningRate, double momentum) implements Optimiser {

	@Override
	public List<String> moments() {
		return List.of("sgd/velocity");
	}

	@Override
	public void update(INDArray gradients, List<INDArray> moments, double rate, int made) {
		INDArray velocity = moments.getFirst();
		velocity.muli(momentum).addi(gradients);
		velocity.muli(rate, gradients);
	}
}
