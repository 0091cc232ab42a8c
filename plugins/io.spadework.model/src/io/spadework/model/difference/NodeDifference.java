package io.spadework.model.difference;

import java.util.List;

import io.spadework.model.Cost;
import io.spadework.model.Shape;
import io.spadework.model.study.Node;

/**
 * A node of the one graph and the node that stands for it in the other.
 *
 * @param before null where the node was added
 * @param after null where it was removed
 * @param fields what both say differently
 * @param costBefore what it costs in the first graph; nothing where it is not there
 * @param costAfter what it costs in the second graph
 * @param shapeBefore C x H x W, null where unknown or not there
 * @param shapeAfter C x H x W, null where unknown or not there
 */
public record NodeDifference(State state, Node before, Node after, List<FieldDifference> fields, Cost costBefore, Cost costAfter, Shape shapeBefore, Shape shapeAfter) {

	/** The node in the graph that has it, in the second one if both do. */
	public Node node() {
		return after == null ? before : after;
	}

	/** Learned weights that the change adds; negative where it saves some. */
	public long parameters() {
		return costAfter.parameters() - costBefore.parameters();
	}

	/** Multiply-adds for one image that the change adds. */
	public long multiplyAdds() {
		return costAfter.multiplyAdds() - costBefore.multiplyAdds();
	}
}
