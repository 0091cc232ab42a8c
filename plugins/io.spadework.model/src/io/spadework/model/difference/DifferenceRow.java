package io.spadework.model.difference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.spadework.model.Cost;

/**
 * What became of a network, a block or a node of theirs, in words.
 *
 * @param graph name and role of the network or block: "SPADE generator, generator"
 * @param node name of the node; empty for the network or block itself
 * @param change what was changed, or the kind of what came or went
 * @param output shape of what leaves a node, before and after where both differ
 * @param before what it cost; nothing for a block, which costs where it is used
 * @param after what it costs
 */
public record DifferenceRow(String graph, String node, State state, String change, String output, Cost before, Cost after) {

	/** A network or a block. */
	public static DifferenceRow of(GraphDifference graph) {
		List<String> words = new ArrayList<>(graph.fields().stream().map(FieldDifference::toString).toList());
		for (State state : List.of(State.ADDED, State.REMOVED, State.CHANGED)) {
			long count = graph.nodes().stream().filter(node -> node.state() == state).count();
			if (count > 0) {
				words.add(count + " " + state.word());
			}
		}
		return new DifferenceRow(name(graph), "", graph.state(), String.join(", ", words), "", graph.costBefore(), graph.costAfter());
	}

	/** A node of a network or block. */
	public static DifferenceRow of(GraphDifference graph, NodeDifference node) {
		String change = node.before() == null || node.after() == null ? node.node().eClass().getName()
				: node.fields().stream().map(FieldDifference::toString).collect(Collectors.joining(", "));
		return new DifferenceRow(name(graph), node.node().getName(), node.state(), change, output(node), node.costBefore(), node.costAfter());
	}

	private static String name(GraphDifference graph) {
		return graph.graph().getName() + (graph.role().equals("block") ? ", a block" : ", " + graph.role());
	}

	private static String output(NodeDifference node) {
		String before = node.shapeBefore() == null ? "" : node.shapeBefore().toString();
		String after = node.shapeAfter() == null ? "" : node.shapeAfter().toString();
		return before.equals(after) || after.isEmpty() ? before : before.isEmpty() ? after : before + " → " + after;
	}

	/** Learned weights that the change adds; negative where it saves some. */
	public long parameters() {
		return after.parameters() - before.parameters();
	}

	/** Multiply-adds for one image that the change adds. */
	public long multiplyAdds() {
		return after.multiplyAdds() - before.multiplyAdds();
	}
}
