package io.spadework.engine.networks;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer or vertex of a network at work. */
interface Part {

	/** What it computes. */
	Operation operation();

	/** From now on it learns nothing and computes as in evaluation, in training passes too. */
	void freeze();

	/** What it learns, or null. */
	Learned learned();

	/** The parameters it computes with, by key: live parts of the graph's flat vector. */
	Map<String, INDArray> values();

	/** The gradients of its last backward pass, by the parameters' keys. */
	Map<String, INDArray> gradients();
}
