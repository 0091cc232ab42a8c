package io.spadework.model.edit.changes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.emf.ecore.util.EcoreUtil.Copier;

import io.spadework.model.Ids;
import io.spadework.model.Names;
import io.spadework.model.nodes.NodeRule;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;
import io.spadework.model.study.Stage;

/**
 * Puts copies of nodes, and of the edges between them, into a graph; what wants the label map gets it there. Nodes of another study bring the blocks and
 * the parameters along that they use and the graph's study lacks.
 */
public final class Paste implements Change {

	private final Graph graph;
	private final List<Node> copied;
	private final List<Node> made = new ArrayList<>();

	/** Copies into a graph, in the order in which the nodes stand in their own. */
	public Paste(Graph graph, Collection<? extends Node> copied) {
		this.graph = graph;
		this.copied = List.copyOf(copied);
	}

	/** The copies, once they are made. */
	public List<Node> made() {
		return List.copyOf(made);
	}

	@Override
	public String label() {
		return "Paste";
	}

	@Override
	public String refusal() {
		if (copied.isEmpty()) {
			return "Nothing was copied.";
		}
		for (Node node : copied) {
			if (node instanceof Stage stage && stage.getNetwork() != null && Transfer.generator(stage.getNetwork(), Graphs.study(graph)) == null) {
				return "The stage " + Names.of(stage) + " is generator " + stage.getNetwork().getName() + ", which this study does not have.";
			}
			String refusal = Create.in(graph, node).refusal();
			if (refusal != null) {
				return refusal;
			}
			Block known = node instanceof BlockUse use && use.getBlock() != null ? Transfer.block(use.getBlock(), Graphs.study(graph)) : null;
			if (known != null && Create.contains(known, graph)) {
				return "Block " + known.getName() + " contains this block; nothing can contain itself.";
			}
		}
		return null;
	}

	@Override
	public void make() {
		made.clear();
		Copier copier = new Copier(true, true);
		Map<Node, Node> copies = new LinkedHashMap<>();
		for (Node node : copied) {
			copies.put(node, (Node) copier.copy(node));
		}
		copier.copyReferences();
		Transfer transfer = new Transfer(graph);
		copied.forEach(node -> transfer.bring(node, copies.get(node)));
		copies.forEach((node, copy) -> {
			copy.getIncoming().clear();
			copy.getOutgoing().clear();
			copy.setId(Ids.random());
			copy.eAllContents().forEachRemaining(each -> ((Element) each).setId(Ids.random()));
			copy.setName(Graphs.freeName(graph, node.getName()));
			graph.getNodes().add(copy);
			made.add(copy);
		});
		for (Node node : copied) {
			for (Edge edge : Graphs.of(node) == null ? List.<Edge>of() : List.copyOf(Graphs.of(node).getEdges())) {
				if (edge.getTarget() == node && copies.containsKey(edge.getSource())) {
					Graphs.connect(copies.get(edge.getSource()), copies.get(node), edge.getPort());
				}
			}
		}
		Node labelMap = Graphs.labelMap(graph);
		for (Node copy : made) {
			if (labelMap != null && labelMap != copy && NodeRule.of(copy).mostInputs(copy, Port.LABEL_MAP) > 0 && Graphs.into(copy, Port.LABEL_MAP).isEmpty()) {
				Graphs.connect(labelMap, copy, Port.LABEL_MAP);
			}
		}
	}
}
