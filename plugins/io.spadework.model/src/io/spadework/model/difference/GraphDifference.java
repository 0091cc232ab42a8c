package io.spadework.model.difference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.spadework.model.Cost;
import io.spadework.model.Costs;
import io.spadework.model.Shape;
import io.spadework.model.Shapes;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;

/**
 * What became of a network or a block from one experiment to another.
 *
 * @param role what it is to the experiment: "generator", "discriminator", "block"
 * @param before null where only the second experiment has it
 * @param after null where only the first has it
 * @param fields what both say of the graph itself
 * @param nodes in the order of the second graph, each removed one after the node that it stood behind
 * @param costBefore in all, for one image; nothing for a block, which costs where it is used
 */
public record GraphDifference(String role, Graph before, Graph after, List<FieldDifference> fields, List<NodeDifference> nodes, List<EdgeDifference> edges, Cost costBefore,
		Cost costAfter) {

	/** The graph that is there, the second one if both are. */
	public Graph graph() {
		return after == null ? before : after;
	}

	public State state() {
		if (before == null || after == null) {
			return before == null ? State.ADDED : State.REMOVED;
		}
		boolean same = fields.isEmpty() && nodes.stream().allMatch(node -> node.state() == State.SAME) && edges.stream().allMatch(edge -> edge.state() == State.SAME);
		return same ? State.SAME : State.CHANGED;
	}

	/** Learned weights that the second graph has more. */
	public long parameters() {
		return costAfter.parameters() - costBefore.parameters();
	}

	/** Multiply-adds for one image that the second graph has more. */
	public long multiplyAdds() {
		return costAfter.multiplyAdds() - costBefore.multiplyAdds();
	}

	/** Compares two graphs, of which one may be null; their shapes may be unknown (null). */
	static GraphDifference of(String role, Graph before, Shapes shapesBefore, Graph after, Shapes shapesAfter, Fields fields) {
		NodePairs pairs = NodePairs.of(before, after);
		Costs costsBefore = shapesBefore == null ? null : Costs.of(shapesBefore);
		Costs costsAfter = shapesAfter == null ? null : Costs.of(shapesAfter);
		List<NodeDifference> nodes = new ArrayList<>();
		for (Node[] pair : pairs.all()) {
			Node first = pair[0];
			Node second = pair[1];
			List<FieldDifference> told = first == null || second == null ? List.of() : fields.of(first, second);
			Shape shapeBefore = shape(shapesBefore, first);
			Shape shapeAfter = shape(shapesAfter, second);
			Cost costBefore = cost(costsBefore, first);
			Cost costAfter = cost(costsAfter, second);
			// what says and gives the same may still take more, because more goes in
			boolean same = told.isEmpty() && Objects.equals(shapeBefore, shapeAfter) && costBefore.parameters() == costAfter.parameters() && costBefore.multiplyAdds() == costAfter.multiplyAdds();
			State state = first == null ? State.ADDED : second == null ? State.REMOVED : same ? State.SAME : State.CHANGED;
			nodes.add(new NodeDifference(state, first, second, told, costBefore, costAfter, shapeBefore, shapeAfter));
		}
		List<FieldDifference> own = before == null || after == null ? List.of() : fields.of(before, after);
		return new GraphDifference(role, before, after, own, List.copyOf(nodes), edges(before, after, pairs), total(costsBefore), total(costsAfter));
	}

	private static Shape shape(Shapes shapes, Node node) {
		return shapes == null || node == null ? null : shapes.of(node);
	}

	private static Cost cost(Costs costs, Node node) {
		return costs == null || node == null ? Cost.NONE : costs.of(node);
	}

	private static Cost total(Costs costs) {
		return costs == null ? Cost.NONE : costs.total();
	}

	/** An edge as it would be in the second graph. */
	private record Way(Node source, Node target, Object port, int place) {
	}

	private static List<EdgeDifference> edges(Graph before, Graph after, NodePairs pairs) {
		List<EdgeDifference> found = new ArrayList<>();
		Map<Way, Edge> ways = new HashMap<>();
		for (Edge edge : before == null ? List.<Edge>of() : before.getEdges()) {
			Node source = pairs.after(edge.getSource());
			Node target = pairs.after(edge.getTarget());
			if (source == null || target == null || ways.putIfAbsent(new Way(source, target, edge.getPort(), place(edge)), edge) != null) {
				found.add(new EdgeDifference(State.REMOVED, edge, null));
			}
		}
		for (Edge edge : after == null ? List.<Edge>of() : after.getEdges()) {
			Edge was = ways.remove(new Way(edge.getSource(), edge.getTarget(), edge.getPort(), place(edge)));
			found.add(new EdgeDifference(was == null ? State.ADDED : State.SAME, was, edge));
		}
		ways.values().forEach(edge -> found.add(new EdgeDifference(State.REMOVED, edge, null)));
		return List.copyOf(found);
	}

	/** How many edges of its port enter the target before it: their order is the order of the inputs. */
	private static int place(Edge edge) {
		int place = 0;
		for (Edge other : edge.getTarget().getIncoming()) {
			if (other == edge) {
				return place;
			}
			place += other.getPort() == edge.getPort() ? 1 : 0;
		}
		return place;
	}
}
