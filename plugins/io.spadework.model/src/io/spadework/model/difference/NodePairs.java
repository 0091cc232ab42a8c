package io.spadework.model.difference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

import io.spadework.model.study.Edge;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;

/**
 * Which node of one graph stands for which of another: first those with the same id, then those of one kind and name where that is unique, then those that stand between
 * nodes that are paired already, so that a norm that was put in another's place is a change and not a coming and going.
 */
final class NodePairs {

	private final List<Node> before;
	private final List<Node> after;
	private final Map<Node, Node> forward = new LinkedHashMap<>();
	private final Map<Node, Node> backward = new HashMap<>();

	private NodePairs(Graph before, Graph after) {
		this.before = before == null ? List.of() : List.copyOf(before.getNodes());
		this.after = after == null ? List.of() : List.copyOf(after.getNodes());
	}

	/** Pairs the nodes of two graphs, of which one may be null. */
	static NodePairs of(Graph before, Graph after) {
		NodePairs pairs = new NodePairs(before, after);
		pairs.unique(node -> node.getId());
		pairs.unique(node -> node.getName() == null || node.getName().isEmpty() ? null : node.eClass().getName() + " " + node.getName());
		boolean more = true;
		while (more) {
			more = pairs.between((first, second) -> first.eClass() == second.eClass()) || pairs.between((first, second) -> true);
		}
		return pairs;
	}

	/** The node that stands for one of the first graph; null where none does. */
	Node after(Node node) {
		return forward.get(node);
	}

	/** Two nodes each, the first of the first graph, one of them null where the other is alone; in the order of the second graph, lone ones of the first after their predecessor there. */
	List<Node[]> all() {
		List<Node[]> all = new ArrayList<>();
		Set<Node> told = new HashSet<>();
		Map<Node, List<Node>> behind = new HashMap<>();
		Node last = null;
		for (Node node : before) {
			if (forward.containsKey(node)) {
				last = forward.get(node);
			} else {
				behind.computeIfAbsent(last, key -> new ArrayList<>()).add(node);
			}
		}
		behind.getOrDefault(null, List.of()).forEach(node -> all.add(new Node[] { node, null }));
		for (Node node : after) {
			if (told.add(node)) {
				all.add(new Node[] { backward.get(node), node });
				behind.getOrDefault(node, List.of()).forEach(lone -> all.add(new Node[] { lone, null }));
			}
		}
		return all;
	}

	private void unique(Function<Node, String> key) {
		Map<String, Node> first = keyed(before.stream().filter(node -> !forward.containsKey(node)), key);
		Map<String, Node> second = keyed(after.stream().filter(node -> !backward.containsKey(node)), key);
		first.forEach((name, node) -> {
			if (node != null && second.get(name) != null) {
				pair(node, second.get(name));
			}
		});
	}

	/** Nodes by key; null for a key that several have. */
	private static Map<String, Node> keyed(Stream<Node> nodes, Function<Node, String> key) {
		Map<String, Node> keyed = new LinkedHashMap<>();
		nodes.forEach(node -> {
			String name = key.apply(node);
			if (name != null) {
				keyed.put(name, keyed.containsKey(name) ? null : node);
			}
		});
		return keyed;
	}

	/** Pairs lone nodes whose neighbours on both sides are paired with each other. */
	private boolean between(BiPredicate<Node, Node> alike) {
		boolean found = false;
		for (Node node : before) {
			if (forward.containsKey(node)) {
				continue;
			}
			Set<Node> sources = new HashSet<>();
			Set<Node> targets = new HashSet<>();
			node.getIncoming().forEach(edge -> sources.add(forward.get(edge.getSource())));
			node.getOutgoing().forEach(edge -> targets.add(forward.get(edge.getTarget())));
			sources.remove(null);
			targets.remove(null);
			List<Node> candidates = after.stream().filter(other -> !backward.containsKey(other) && alike.test(node, other)
					&& stands(other, sources, targets, node.getOutgoing().isEmpty())).toList();
			if (candidates.size() == 1) {
				pair(node, candidates.get(0));
				found = true;
			}
		}
		return found;
	}

	private static boolean stands(Node node, Set<Node> sources, Set<Node> targets, boolean last) {
		boolean fed = node.getIncoming().stream().map(Edge::getSource).anyMatch(sources::contains);
		boolean feeds = last ? node.getOutgoing().isEmpty() : node.getOutgoing().stream().map(Edge::getTarget).anyMatch(targets::contains);
		return fed && feeds;
	}

	private void pair(Node first, Node second) {
		forward.put(first, second);
		backward.put(second, first);
	}
}
