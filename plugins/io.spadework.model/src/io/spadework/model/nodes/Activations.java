package io.spadework.model.nodes;

import io.spadework.model.Shape;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.Edge;

/** What is known of a graph's activations while its nodes are inferred one after another. */
public interface Activations {

	/** Shape that an edge carries. */
	Shape shape(Edge edge);

	/** Whether an edge carries the label map or the edge map, at any size. */
	boolean isMap(Edge edge);

	/** What enters the block here. */
	Entry entering(BlockInput input);

	/** Shape of what enters, and whether it is the label map or the edge map. */
	record Entry(Shape shape, boolean isMap) {
	}
}
