package io.spadework.model.edit.changes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.emf.ecore.EStructuralFeature.Setting;
import org.eclipse.emf.ecore.util.EcoreUtil;

import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.PerceptualTerm;
import io.spadework.model.study.Port;

/** Takes nodes and edges away. Where a node had one data input, what it fed is fed by that input from then on. */
public final class Delete implements Change {

	private final Set<Node> nodes = new LinkedHashSet<>();
	private final Set<Edge> edges = new LinkedHashSet<>();

	/** Takes away what is selected; other elements than nodes and edges are left alone. */
	public Delete(Collection<? extends Element> selected) {
		for (Element element : selected) {
			if (element instanceof Node node) {
				nodes.add(node);
			} else if (element instanceof Edge edge) {
				edges.add(edge);
			}
		}
	}

	@Override
	public String label() {
		return "Delete";
	}

	@Override
	public String refusal() {
		return nodes.isEmpty() && edges.isEmpty() ? "No node or edge is selected." : null;
	}

	@Override
	public void make() {
		edges.forEach(Graphs::remove);
		nodes.forEach(Delete::remove);
	}

	private static void remove(Node node) {
		Graph graph = Graphs.of(node);
		List<Edge> data = Graphs.into(node, Port.DATA);
		Node before = data.size() == 1 ? data.get(0).getSource() : null;
		for (Edge edge : Graphs.outOf(node)) {
			Connect healed = before == null || edge.getTarget() == null ? null : Connect.moved(edge, before, edge.getTarget(), edge.getPort());
			if (healed != null && healed.refusal() == null) {
				healed.apply();
			} else {
				Graphs.remove(edge);
			}
		}
		for (Edge edge : new ArrayList<>(node.getIncoming())) {
			Graphs.remove(edge);
		}
		for (Setting use : EcoreUtil.UsageCrossReferencer.find(node, Graphs.study(graph))) {
			drop(use, node);
		}
		graph.getNodes().remove(node);
		Graphs.dropUnusedLabelMap(graph);
	}

	/** What compares the node's activation, or stops at it, does so no longer. */
	private static void drop(Setting use, Node node) {
		if (use.getEObject() instanceof PerceptualTerm term) {
			EcoreUtil.remove(term);
		} else {
			EcoreUtil.remove(use, node);
		}
	}
}
