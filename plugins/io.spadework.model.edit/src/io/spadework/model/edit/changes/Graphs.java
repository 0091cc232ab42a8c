package io.spadework.model.edit.changes;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.spadework.model.Ids;
import io.spadework.model.Names;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Graph;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;

/** What changes of graphs have in common: names that are free, edges, and where a graph's label map comes from. */
final class Graphs {

	private static final StudyFactory NEW = StudyFactory.eINSTANCE;

	private Graphs() {
	}

	static Graph of(Node node) {
		return (Graph) node.eContainer();
	}

	static Study study(Graph graph) {
		return (Study) graph.eContainer();
	}

	/** Every graph of a study: its blocks, then its networks. */
	static Stream<Graph> all(Study study) {
		return Stream.concat(study.getBlocks().stream(), study.getNetworks().stream());
	}

	/** The uses of a block, wherever they stand. */
	static List<BlockUse> uses(Block block) {
		return all(study(block)).flatMap(graph -> graph.getNodes().stream()).filter(BlockUse.class::isInstance).map(BlockUse.class::cast)
				.filter(use -> use.getBlock() == block).toList();
	}

	/** The edges into a node's port, in the order of the graph. */
	static List<Edge> into(Node node, Port port) {
		return of(node).getEdges().stream().filter(edge -> edge.getTarget() == node && edge.getPort() == port).toList();
	}

	/** The edges out of a node, in the order of the graph. */
	static List<Edge> outOf(Node node) {
		return of(node).getEdges().stream().filter(edge -> edge.getSource() == node).toList();
	}

	static Edge connect(Node source, Node target, Port port) {
		Edge edge = NEW.createEdge();
		edge.setId(Ids.random());
		edge.setPort(port);
		of(target).getEdges().add(edge);
		edge.setSource(source);
		edge.setTarget(target);
		return edge;
	}

	static void remove(Edge edge) {
		edge.setSource(null);
		edge.setTarget(null);
		((Graph) edge.eContainer()).getEdges().remove(edge);
	}

	/** A name that no node of the graph has: the wanted one, or with the first free number behind it. */
	static String freeName(Graph graph, String wanted) {
		return free(wanted, graph.getNodes().stream().map(Node::getName).toList());
	}

	static String free(String wanted, Collection<String> names) {
		Set<String> taken = new HashSet<>(names);
		if (!taken.contains(wanted)) {
			return wanted;
		}
		String stem = wanted.replaceAll("\\d+$", "");
		for (int n = 2;; n++) {
			if (!taken.contains(stem + n)) {
				return stem + n;
			}
		}
	}

	/** Where the label map of a graph is; null where it has none. */
	static Node labelMap(Graph graph) {
		return graph.getNodes().stream().filter(node -> node instanceof LabelMapInput || node instanceof BlockInput input && input.getPort() == Port.LABEL_MAP).findFirst()
				.orElse(null);
	}

	/** Whether a graph has a label map, or, as a block, can be given one in all its uses. */
	static boolean canHaveLabelMap(Graph graph) {
		return labelMap(graph) != null || graph instanceof Block block && uses(block).stream().allMatch(use -> canHaveLabelMap(of(use)));
	}

	/** Where the label map of a graph is; a block without one gets an input for it, fed in all its uses. */
	static Node labelMapOrNew(Graph graph) {
		Node known = labelMap(graph);
		if (known != null) {
			return known;
		}
		Block block = (Block) graph;
		BlockInput input = NEW.createBlockInput();
		input.setId(Ids.random());
		input.setName(freeName(block, "label map"));
		input.setPort(Port.LABEL_MAP);
		long inputs = block.getNodes().stream().takeWhile(BlockInput.class::isInstance).count();
		block.getNodes().add((int) inputs, input);
		for (BlockUse use : uses(block)) {
			connect(labelMapOrNew(of(use)), use, Port.LABEL_MAP);
		}
		return input;
	}

	/** Takes away a block's label map input that nothing in it uses, and what feeds it in all uses. */
	static void dropUnusedLabelMap(Graph graph) {
		if (graph instanceof Block block && labelMap(block) instanceof BlockInput input && outOf(input).isEmpty()) {
			block.getNodes().remove(input);
			for (BlockUse use : uses(block)) {
				into(use, Port.LABEL_MAP).forEach(Graphs::remove);
				dropUnusedLabelMap(of(use));
			}
		}
	}

	/** As in "convolution to image". */
	static String called(Node node) {
		return Names.kind(node) + " " + Names.of(node);
	}
}
