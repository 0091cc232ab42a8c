package io.spadework.model.edit.changes;

import org.eclipse.emf.ecore.EClass;

import io.spadework.model.Ids;
import io.spadework.model.Names;
import io.spadework.model.nodes.NodeRule;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;
import io.spadework.model.study.Stage;
import io.spadework.model.study.StudyFactory;

/** Makes a node, by itself, behind another one, or in the middle of an edge. */
public final class Create implements Change {

	private final Graph graph;
	private final Node node;
	private final Edge into;
	private final Node behind;

	private Create(Graph graph, Node node, Edge into, Node behind) {
		this.graph = graph;
		this.node = node;
		this.into = into;
		this.behind = behind;
	}

	/** A new node of a kind with numbers that work, not yet anywhere. */
	public static Node node(EClass kind) {
		return Blueprint.of((Node) StudyFactory.eINSTANCE.create(kind));
	}

	/** A use of a block, not yet anywhere. */
	public static BlockUse use(Block block) {
		BlockUse use = StudyFactory.eINSTANCE.createBlockUse();
		use.setBlock(block);
		use.setName(block.getName());
		return use;
	}

	/** The node by itself. */
	public static Create in(Graph graph, Node node) {
		return new Create(graph, node, null, null);
	}

	/** The node in the middle of an edge: what the edge fed is fed by the node. */
	public static Create in(Edge edge, Node node) {
		return new Create((Graph) edge.eContainer(), node, edge, null);
	}

	/** The node behind another one, which feeds it too. */
	public static Create behind(Node before, Node node) {
		return new Create(Graphs.of(before), node, null, before);
	}

	/** The node that is made. */
	public Node node() {
		return node;
	}

	@Override
	public String label() {
		return "Create " + Names.kind(node);
	}

	@Override
	public String refusal() {
		if (node instanceof BlockInput && !(graph instanceof Block)) {
			return "Only blocks have block inputs; a network has a label map, an image or a style code.";
		}
		if (node instanceof Stage && !(graph instanceof Generator)) {
			return "A stage is a coarser generator at work in a finer one, so it stands in a generator.";
		}
		if (node instanceof BlockUse use && use.getBlock() != null && contains(use.getBlock(), graph)) {
			return "Block " + use.getBlock().getName() + " contains this block; nothing can contain itself.";
		}
		if (into != null && !takesData()) {
			return "A node that takes no data cannot stand in the middle of an edge.";
		}
		return null;
	}

	@Override
	public void make() {
		node.setId(Ids.random());
		node.setName(Graphs.freeName(graph, node.getName()));
		graph.getNodes().add(place(), node);
		if (into != null) {
			int place = graph.getEdges().indexOf(into);
			Node source = into.getSource();
			into.setSource(node);
			Edge before = Graphs.connect(source, node, Port.DATA);
			graph.getEdges().move(place, before);
		} else if (behind != null && takesData()) {
			Graphs.connect(behind, node, Port.DATA);
		}
		Node labelMap = Graphs.labelMap(graph);
		if (labelMap != null && labelMap != node && NodeRule.of(node).mostInputs(node, Port.LABEL_MAP) > 0) {
			Graphs.connect(labelMap, node, Port.LABEL_MAP);
		}
	}

	/** Nodes are listed as they follow one another, so that the file reads like the drawing. */
	private int place() {
		Node before = into != null ? into.getSource() : behind;
		return before == null ? graph.getNodes().size() : graph.getNodes().indexOf(before) + 1;
	}

	private boolean takesData() {
		return NodeRule.of(node).mostInputs(node, Port.DATA) > 0;
	}

	/** Whether a block is the graph or has it inside. */
	static boolean contains(Block block, Graph graph) {
		return block == graph || block.getNodes().stream().anyMatch(node -> node instanceof BlockUse use && use.getBlock() != null && contains(use.getBlock(), graph));
	}
}
