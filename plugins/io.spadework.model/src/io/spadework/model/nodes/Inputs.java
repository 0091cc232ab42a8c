package io.spadework.model.nodes;

import java.util.List;
import java.util.function.Function;

import org.eclipse.emf.ecore.EAttribute;

import io.spadework.model.ExpressionException;
import io.spadework.model.Frame;
import io.spadework.model.Names;
import io.spadework.model.Numbers;
import io.spadework.model.Scope;
import io.spadework.model.Shape;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Node;

/** What enters one node: shapes at its ports, and the numbers it states. All shapes are known. */
public final class Inputs {

	private final List<Edge> data;
	private final List<Edge> labelMaps;
	private final Function<Edge, Shape> shapes;
	private final Frame frame;
	private final Scope scope;

	public Inputs(List<Edge> data, List<Edge> labelMaps, Function<Edge, Shape> shapes, Frame frame, Scope scope) {
		this.data = data;
		this.labelMaps = labelMaps;
		this.shapes = shapes;
		this.frame = frame;
		this.scope = scope;
	}

	/** Edges into the data port, in their order. */
	List<Edge> dataEdges() {
		return data;
	}

	/** The only label map edge. */
	Edge labelMapEdge() {
		return labelMaps.get(0);
	}

	/** What an edge carries. */
	Shape shape(Edge edge) {
		return shapes.apply(edge);
	}

	/** Shape at the data port, of the first edge where there are several. */
	Shape data() {
		return shape(data.get(0));
	}

	/** Shape at the label map port. */
	Shape labelMap() {
		return shape(labelMaps.get(0));
	}

	/** Label map and image as the experiment's data set and this scale make them. */
	Frame frame() {
		return frame;
	}

	/** The whole number that the node states. */
	int number(Node node, EAttribute attribute) throws ExpressionException {
		return Numbers.whole(node, attribute, scope);
	}

	/** An edge in words, as in "edge head -> up1 (256 x 2 x 2)". */
	String describe(Edge edge) {
		return "edge " + Names.of(edge) + " (" + shape(edge) + ")";
	}
}
