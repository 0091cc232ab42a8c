package io.spadework.engine.training;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

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
		squares.muli(decay).addi(gradients.mul(gradients).muli(1 - decay));
		gradients.divi(Transforms.sqrt(squares, true).addi(EPSILON)).muli(rate);
	}
}
