package io.spadework.engine.training;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How weights follow their gradients. */
public sealed interface Optimiser permits Adam, RmsProp, Sgd {

	/** Step size at the start of the schedule. */
	double learningRate();

	/** Names of the moments, which it keeps from one update to the next: vectors as long as the weights, 0 at the start. */
	List<String> moments();

	/**
	 * Turns gradients (a flat vector) into the update to subtract from the weights, in place, and moves the moments on.
	 *
	 * @param moments in the order of their names
	 * @param rate    step size of this update
	 * @param made    number of updates made before, 0 for the first
	 */
	void update(INDArray gradients, List<INDArray> moments, double rate, int made);
}
