package io.spadework.diagram.layout;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.eclipse.draw2d.geometry.Point;

import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.Study;

/**
 * How people have arranged diagrams, by the ids of graphs and nodes, so that names may change: where nodes are, as the middle of a node's upper side in
 * pixels, and which blocks and stages show what is inside. A graph that is not in here is laid out automatically, and everything in it is folded. Never
 * changes; what changes it answers another one.
 */
public final class Positions {

	/** Everything is laid out automatically and folded. */
	public static final Positions NONE = new Positions(Map.of(), Map.of());

	/** The middle of a node's upper side, in pixels. */
	public record Place(int x, int y) {
	}

	private final Map<String, Map<String, Place>> graphs;
	/** By the id of the graph whose diagram it is: the ids of nodes on the way to one that shows what is inside. */
	private final Map<String, Set<List<String>>> open;

	private Positions(Map<String, Map<String, Place>> graphs, Map<String, Set<List<String>>> open) {
		this.graphs = graphs;
		this.open = open;
	}

	/** Positions by the ids of graphs and, within them, of nodes, and the ways to what is open by the ids of graphs. */
	static Positions of(Map<String, Map<String, Place>> graphs, Map<String, Set<List<String>>> open) {
		return new Positions(graphs, open);
	}

	Map<String, Map<String, Place>> graphs() {
		return Collections.unmodifiableMap(graphs);
	}

	Map<String, Set<List<String>>> open() {
		return Collections.unmodifiableMap(open);
	}

	/** Whether the node at the end of a way shows what is inside, in the diagram of a graph; the way names the ids of nodes. */
	public boolean isOpen(Graph graph, List<String> way) {
		return open.getOrDefault(graph.getId(), Set.of()).contains(way);
	}

	/** These positions, but the node at the end of a way in the diagram of a graph shows what is inside, or is folded. */
	public Positions opened(Graph graph, List<String> way, boolean shown) {
		Map<String, Set<List<String>>> changed = new LinkedHashMap<>(open);
		Set<List<String>> ways = new LinkedHashSet<>(changed.getOrDefault(graph.getId(), Set.of()));
		if (shown)
			ways.add(List.copyOf(way));
		else
			ways.removeIf(other -> other.size() >= way.size() && other.subList(0, way.size()).equals(way));
		changed.put(graph.getId(), ways);
		changed.values().removeIf(Set::isEmpty);
		return new Positions(graphs, changed);
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
		return new Positions(changed, open);
	}

	/** These positions without a graph, which is laid out automatically again. */
	public Positions without(Graph graph) {
		Map<String, Map<String, Place>> changed = new LinkedHashMap<>(graphs);
		changed.remove(graph.getId());
		return new Positions(changed, open);
	}

	/** These positions without graphs and nodes that are not in a study. */
	public Positions within(Study study) {
		Map<String, Map<String, Place>> kept = new LinkedHashMap<>();
		Map<String, Set<List<String>>> keptOpen = new LinkedHashMap<>();
		study.eContents().forEach(each -> {
			if (!(each instanceof Graph graph))
				return;
			if (graphs.containsKey(graph.getId())) {
				Set<String> ids = new HashSet<>();
				graph.getNodes().forEach(node -> ids.add(node.getId()));
				Map<String, Place> places = new LinkedHashMap<>(graphs.get(graph.getId()));
				places.keySet().retainAll(ids);
				kept.put(graph.getId(), places);
			}
			Set<List<String>> ways = new LinkedHashSet<>(open.getOrDefault(graph.getId(), Set.of()));
			ways.removeIf(way -> !leads(graph, way));
			if (!ways.isEmpty())
				keptOpen.put(graph.getId(), ways);
		});
		return new Positions(kept, keptOpen);
	}

	private static boolean leads(Graph graph, List<String> way) {
		Graph here = graph;
		for (String id : way) {
			Node next = here == null ? null : here.getNodes().stream().filter(node -> id.equals(node.getId())).findFirst().orElse(null);
			here = next == null ? null : io.spadework.notation.Place.inside(next);
		}
		return here != null;
	}

	boolean isEmpty() {
		return graphs.isEmpty() && open.isEmpty();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Positions positions && positions.graphs.equals(graphs) && positions.open.equals(open);
	}

	@Override
	public int hashCode() {
		return Objects.hash(graphs, open);
	}

	@Override
	public String toString() {
		return graphs + " open " + open;
	}
}
