package io.spadework.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

import io.spadework.model.study.Edge;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;
import io.spadework.model.study.ResizeToHere;

/** Who feeds whom in a network: the inputs of each node in their order, and an order in which the nodes can be computed. */
public final class Wiring {

	private final Map<Node, Map<Port, List<Edge>>> inputs = new IdentityHashMap<>();
	private final List<Edge> dangling = new ArrayList<>();
	private final List<Node> order;
	private final List<Node> circle;

	private Wiring(Graph graph) {
		for (Node node : graph.getNodes()) {
			inputs.put(node, new EnumMap<>(Port.class));
		}
		Map<Node, List<Node>> successors = new IdentityHashMap<>();
		Map<Node, Integer> waiting = new IdentityHashMap<>();
		for (Edge edge : graph.getEdges()) {
			if (!inputs.containsKey(edge.getSource()) || !inputs.containsKey(edge.getTarget())) {
				dangling.add(edge);
				continue;
			}
			inputs.get(edge.getTarget()).computeIfAbsent(edge.getPort(), port -> new ArrayList<>()).add(edge);
			successors.computeIfAbsent(edge.getSource(), node -> new ArrayList<>()).add(edge.getTarget());
			waiting.merge(edge.getTarget(), 1, Integer::sum);
		}
		order = order(graph, successors, waiting);
		circle = order.size() == inputs.size() ? List.of() : circle(graph);
	}

	/** The wiring of a network as it is now. */
	public static Wiring of(Graph graph) {
		return new Wiring(graph);
	}

	/** The edges that enter a node at a port, in the order of the network's edges; edges that dangle are left out. */
	public List<Edge> into(Node node, Port port) {
		Map<Port, List<Edge>> ports = inputs.get(node);
		return ports == null ? List.of() : Collections.unmodifiableList(ports.getOrDefault(port, List.of()));
	}

	/** Whether an edge brings nothing but a height and a width: the second into a resize to here. */
	public boolean measures(Edge edge) {
		return edge.getTarget() instanceof ResizeToHere && into(edge.getTarget(), Port.DATA).indexOf(edge) == 1;
	}

	/** The nodes, each after everything that feeds it, otherwise in the order of the network; nodes on or behind a circle are left out. */
	public List<Node> order() {
		return Collections.unmodifiableList(order);
	}

	/** A node and everything that it needs, in the same order. */
	public List<Node> before(Node last) {
		Set<Node> needed = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<Node> open = new ArrayDeque<>(List.of(last));
		while (!open.isEmpty()) {
			Node node = open.pop();
			if (needed.add(node)) {
				inputs.getOrDefault(node, Map.of()).values().forEach(edges -> edges.forEach(edge -> open.push(edge.getSource())));
			}
		}
		return order.stream().filter(needed::contains).toList();
	}

	/** One circle of nodes, each feeding the next and the last feeding the first, from the first in the network; empty where there is none. */
	public List<Node> circle() {
		return Collections.unmodifiableList(circle);
	}

	/** The edges without both ends in this network. */
	public List<Edge> dangling() {
		return Collections.unmodifiableList(dangling);
	}

	/** Dangling edges, and the circle if there is one. */
	public List<Problem> problems() {
		List<Problem> problems = new ArrayList<>();
		for (Edge edge : dangling) {
			problems.add(Rule.DANGLING_EDGE.problem(edge,
					"edge " + Names.of(edge) + " (id " + edge.getId() + ") must lead from one node of " + Names.of(edge.eContainer()) + " to another"));
		}
		if (!circle.isEmpty()) {
			String names = circle.stream().map(Names::of).collect(Collectors.joining(" -> "));
			problems.add(Rule.CIRCLE.problem(circle.get(0),
					"nodes feed one another in a circle: " + names + " -> " + Names.of(circle.get(0)) + "; a network must flow one way"));
		}
		return problems;
	}

	private static List<Node> order(Graph graph, Map<Node, List<Node>> successors, Map<Node, Integer> waiting) {
		Map<Node, Integer> place = new IdentityHashMap<>();
		graph.getNodes().forEach(node -> place.put(node, place.size()));
		PriorityQueue<Node> ready = new PriorityQueue<>(Comparator.comparing(place::get));
		for (Node node : graph.getNodes()) {
			if (!waiting.containsKey(node)) {
				ready.add(node);
			}
		}
		List<Node> order = new ArrayList<>();
		while (!ready.isEmpty()) {
			Node node = ready.remove();
			order.add(node);
			for (Node next : successors.getOrDefault(node, List.of())) {
				if (waiting.merge(next, -1, Integer::sum) == 0) {
					ready.add(next);
				}
			}
		}
		return order;
	}

	/** Walks backwards among the nodes that were never ready; each is fed by another such node, so the walk must meet itself. */
	private List<Node> circle(Graph graph) {
		Map<Node, Boolean> done = new IdentityHashMap<>();
		order.forEach(node -> done.put(node, true));
		Node node = graph.getNodes().stream().filter(each -> !done.containsKey(each)).findFirst().orElseThrow();
		List<Node> walk = new ArrayList<>();
		Map<Node, Integer> met = new IdentityHashMap<>();
		while (!met.containsKey(node)) {
			met.put(node, walk.size());
			walk.add(node);
			node = inputs.get(node).values().stream().flatMap(List::stream).map(Edge::getSource).filter(each -> !done.containsKey(each)).findFirst()
					.orElseThrow();
		}
		List<Node> circle = new ArrayList<>(walk.subList(met.get(node), walk.size()));
		Collections.reverse(circle);
		Node first = graph.getNodes().stream().filter(circle::contains).findFirst().orElseThrow();
		Collections.rotate(circle, -circle.indexOf(first));
		return circle;
	}
}
