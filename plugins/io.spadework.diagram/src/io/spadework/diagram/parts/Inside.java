package io.spadework.diagram.parts;

import java.util.List;

import io.spadework.diagram.figures.NodeFigure;
import io.spadework.model.study.Node;

/**
 * A node as it stands inside of a block or stage that is shown in the diagram of what uses it. One node can stand in many.
 *
 * @param drawing what is inside of the block or stage
 */
public record Inside(Drawing drawing, Node node) {

	/** The block uses and stages that lead to the node, and the node itself. */
	public List<Node> way() {
		return drawing.way(node);
	}

	/** The figure of the node. */
	public NodeFigure figure() {
		return drawing.figure(node);
	}
}
