package io.spadework.engine.networks;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A part of a graph that computes only those gradients that somebody needs. */
interface Selective {

	/** Says which gradients the next backward passes compute. */
	void want(boolean parameterGradients, boolean[] inputGradients);

	/**
	 * What stands for a gradient that nobody needs: DL4J adds up the gradients of a vertex's consumers and stumbles over null, so it is an array, the
	 * smallest there is.
	 */
	static INDArray none(DataType type) {
		return Nd4j.zeros(type, 1);
	}
}
