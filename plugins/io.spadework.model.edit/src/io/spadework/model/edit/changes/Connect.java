package io.spadework.model.edit.changes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.spadework.model.nodes.NodeRule;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;

/** Leads an edge from one node into a port of another: a new one, or one that had other ends, which keeps its place among the inputs. */
public final class Connect implements Change {

	private final Node source;
	private final Node target;
	private final Port port;
	private final Edge moved;

	private Connect(Node source, Node target, Port port, Edge moved) {
		this.source = source;
		this.target = target;
		this.port = port;
		this.moved = moved;
	}

	/** A new edge into a port that is named. */
	public Connect(Node source, Node target, Port port) {
		this(source, target, port, null);
	}

	/** An edge that is there, between other ends. */
	public static Connect moved(Edge edge, Node source, Node target, Port port) {
		return new Connect(source, target, port, edge);
	}

	/** An edge into the port that suits: the first that has room for it, data before the others. */
	public static Connect suitable(Node source, Node target) {
		for (Port port : NodeRule.of(target).ports(target)) {
			Connect connect = new Connect(source, target, port);
			if (connect.refusal() == null) {
				return connect;
			}
		}
		return new Connect(source, target, Port.DATA);
	}

	/** The ports where an edge from the source could enter. */
	public static List<Port> ports(Node source, Node target) {
		List<Port> ports = new ArrayList<>(NodeRule.of(target).ports(target));
		ports.removeIf(port -> new Connect(source, target, port).refusal() != null);
		return ports;
	}

	/** Where it enters the target. */
	public Port port() {
		return port;
	}

	@Override
	public String label() {
		return moved == null ? "Connect" : "Reconnect";
	}

	@Override
	public String refusal() {
		if (source == target) {
			return "A node cannot feed itself.";
		}
		if (Graphs.of(source) != Graphs.of(target)) {
			return "Both ends of an edge are in the same network or block.";
		}
		int most = NodeRule.of(target).mostInputs(target, port);
		List<Edge> others = Graphs.into(target, port).stream().filter(edge -> edge != moved).toList();
		if (most == 0) {
			Set<Port> ports = NodeRule.of(target).ports(target);
			return "The " + Graphs.called(target) + (ports.isEmpty() ? " takes no inputs." : " has no port " + port.getLiteral() + ".");
		}
		if (others.size() >= most) {
			return "The " + Graphs.called(target) + " has all the inputs it takes at " + port.getLiteral() + "; a concatenation or a sum joins several.";
		}
		if (others.stream().anyMatch(edge -> edge.getSource() == source)) {
			return "This edge is there already.";
		}
		if (reaches(target, source)) {
			return "This would close a circle: the " + Graphs.called(source) + " is fed by the " + Graphs.called(target) + ".";
		}
		return null;
	}

	@Override
	public void make() {
		if (moved == null) {
			Graphs.connect(source, target, port);
		} else {
			moved.setSource(source);
			moved.setTarget(target);
			moved.setPort(port);
		}
	}

	private boolean reaches(Node from, Node to) {
		Set<Node> seen = new HashSet<>();
		Deque<Node> open = new ArrayDeque<>(List.of(from));
		while (!open.isEmpty()) {
			Node node = open.pop();
			if (node == to) {
				return true;
			}
			if (seen.add(node)) {
				node.getOutgoing().stream().filter(edge -> edge != moved).map(Edge::getTarget).filter(next -> next != null).forEach(open::push);
			}
		}
		return false;
	}
}
