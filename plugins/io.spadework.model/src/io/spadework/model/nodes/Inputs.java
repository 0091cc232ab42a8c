package io.spadework.model.nodes;

import java.util.List;
import java.util.Map;

import org.eclipse.emf.ecore.EAttribute;

import io.spadework.model.ExpressionException;
import io.spadework.model.Frame;
import io.spadework.model.Names;
import io.spadework.model.Numbers;
import io.spadework.model.Scope;
import io.spadework.model.Shape;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;

/** What enters one node: shapes at its ports, and the numbers it states. All shapes are known. */
public final class Inputs {

	private final Map<Port, List<Edge>> edges;
	private final Activations activations;
	private final Frame frame;
	private final Scope scope;

	/** The edges at each port, in their order, and what they carry. */
	public Inputs(Map<Port, List<Edge>> edges, Activations activations, Frame frame, Scope scope) {
		this.edges = edges;
		this.activations = activations;
		this.frame = frame;
		this.scope = scope;
	}

	/** Edges into the data port, in their order. */
	public List<Edge> dataEdges() {
		return edges.get(Port.DATA);
	}

	/** Edges into a port, in their order. */
	public List<Edge> edges(Port port) {
		return edges.getOrDefault(port, List.of());
	}

	/** The only edge at a port. */
	public Edge edge(Port port) {
		return edges.get(port).get(0);
	}

	/** What an edge carries. */
	public Shape shape(Edge edge) {
		return activations.shape(edge);
	}

	/** Whether an edge carries the label map or the edge map, at any size. */
	boolean isMap(Edge edge) {
		return activations.isMap(edge);
	}

	/** Whether the label map or the edge map enters a block here. */
	boolean isMap(BlockInput input) {
		return activations.entering(input).isMap();
	}

	/** Shape of what enters a block here. */
	Shape entering(BlockInput input) {
		return activations.entering(input).shape();
	}

	/** Shape at a port that takes one edge. */
	Shape shape(Port port) {
		return shape(edge(port));
	}

	/** Shape at the data port, of the first edge where there are several. */
	Shape data() {
		return shape(Port.DATA);
	}

	/** Shape at the label map port. */
	Shape labelMap() {
		return shape(Port.LABEL_MAP);
	}

	/** Label map and image as the experiment's data set and this scale make them. */
	Frame frame() {
		return frame;
	}

	/** The whole number that the node states. */
	int number(Node node, EAttribute attribute) throws ExpressionException {
		return Numbers.whole(node, attribute, scope);
	}

	/** The whole number that the node states, or another where it states none. */
	int number(Node node, EAttribute attribute, int otherwise) throws ExpressionException {
		return Numbers.isStated(node, attribute) ? number(node, attribute) : otherwise;
	}

	/** An edge in words, as in "edge head -> up1 (256 x 2 x 2)". */
	public String describe(Edge edge) {
		return "edge " + Names.of(edge) + " (" + shape(edge) + ")";
	}

	/** The first data edge in words. */
	String describeData() {
		return describe(edge(Port.DATA));
	}
}
