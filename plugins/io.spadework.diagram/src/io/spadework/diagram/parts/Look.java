package io.spadework.diagram.parts;

import java.util.Set;
import java.util.function.Function;

import io.spadework.model.study.Edge;
import io.spadework.model.study.Node;
import io.spadework.notation.Line;
import io.spadework.notation.NodeNotation;
import io.spadework.notation.Notation;
import io.spadework.notation.Title;

/**
 * How the elements of a graph are written.
 *
 * @param title what stands above it
 * @param rails inputs that are drawn as a rail beside the nodes that they condition
 */
public record Look(Function<Node, NodeNotation> nodes, Function<Edge, Line> edges, Title title, Set<Node> rails) {

	/** As one notation writes them. */
	public static Look of(Notation notation) {
		return new Look(notation::of, notation::of, notation.title(), notation.rails());
	}
}
