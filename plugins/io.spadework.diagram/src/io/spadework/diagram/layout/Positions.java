package io.spadework.diagram.layout;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.eclipse.draw2d.geometry.Point;

import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.Study;

/**
 * Where people have put nodes: the middle of a node's upper side, in pixels, by the ids of graphs and nodes, so that names may change. A graph that is
 * not in here is laid out automatically. Never changes; what changes it answers another one.
 */
public final class Positions {

	/** Everything is laid out automatically. */
	public static final Positions NONE = new Positions(Map.of());

	/** The middle of a node's upper side, in pixels. */
	public record Place(int x, int y) {
	}

	private final Map<String, Map<String, Place>> graphs;

	private Positions(Map<String, Map<String, Place>> graphs) {
		this.graphs = graphs;
	}

	/** Positions by the ids of graphs and, within them, of nodes. */
	static Positions of(Map<String, Map<String, Place>> graphs) {
		return new Positions(graphs);
	}

	Map<String, Map<String, Place>> graphs() {
		return Collections.unmodifiableMap(graphs);
	}

	/** Whether somebody has arranged a graph by hand. */
	public boolean isArranged(Graph graph) {
		return graphs.containsKey(graph.getId());
	}

	/** Where a node is; null where nobody has put it anywhere. */
	public Place of(Node node) {
		return node.eContainer() instanceof Graph graph ? graphs.getOrDefault(graph.getId(), Map.of()).get(node.getId()) : null;
	}

	/** These positions, but the nodes of a graph are where a drawing has them, and some where they are wanted. */
	public Positions with(GraphLayout drawn, Graph graph, Map<Node, Point> wanted) {
		Map<String, Place> places = new LinkedHashMap<>();
		for (Node node : graph.getNodes()) {
			Point point = wanted.containsKey(node) ? wanted.get(node) : drawn.place(node);
			if (point != null)
				places.put(node.getId(), new Place(point.x, point.y));
		}
		Map<String, Map<String, Place>> changed = new LinkedHashMap<>(graphs);
		changed.put(graph.getId(), places);
		return new Positions(changed);
	}

	/** These positions without a graph, which is laid out automatically again. */
	public Positions without(Graph graph) {
		Map<String, Map<String, Place>> changed = new LinkedHashMap<>(graphs);
		changed.remove(graph.getId());
		return new Positions(changed);
	}

	/** These positions without graphs and nodes that are not in a study. */
	public Positions within(Study study) {
		Map<String, Map<String, Place>> kept = new LinkedHashMap<>();
		study.eContents().forEach(each -> {
			if (each instanceof Graph graph && graphs.containsKey(graph.getId())) {
				Set<String> ids = new HashSet<>();
				graph.getNodes().forEach(node -> ids.add(node.getId()));
				Map<String, Place> places = new LinkedHashMap<>(graphs.get(graph.getId()));
				places.keySet().retainAll(ids);
				kept.put(graph.getId(), places);
			}
		});
		return new Positions(kept);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Positions positions && positions.graphs.equals(graphs);
	}

	@Override
	public int hashCode() {
		return graphs.hashCode();
	}

	@Override
	public String toString() {
		return graphs.toString();
	}
}
