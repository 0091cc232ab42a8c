package io.spadework.engine.networks;

import java.util.Map;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer or vertex of a network at work. */
interface Part {

	/** What it computes. */
	Operation operation();

	/** From now on it learns nothing and computes as in evaluation, in training passes too. */
	void freeze();

	/** Whether that was said. */
	boolean frozen();

	/** What it learns, or null. */
	Learned learned();

	/** The parameters it computes with, by key: live parts of the graph's flat vector. */
	Map<String, INDArray> values();

	/** The gradients of its last backward pass, by the parameters' keys. */
	Map<String, INDArray> gradients();

	/** The part that a vertex of a graph is or has, or null. */
	static Part of(GraphVertex vertex) {
		if (vertex instanceof Part part) {
			return part;
		}
		return vertex.hasLayer() && vertex.getLayer() instanceof Part part ? part : null;
	}
}
