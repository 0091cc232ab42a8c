package io.spadework.compare;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;

import io.spadework.diagram.parts.Look;
import io.spadework.model.difference.EdgeDifference;
import io.spadework.model.difference.GraphDifference;
import io.spadework.model.difference.NodeDifference;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.StudyFactory;
import io.spadework.notation.Notation;

/** Two graphs as one: all of the second, and what only the first has. A copy, so that neither changes. */
final class Merged {

	private final Graph graph;
	private final Graph before;
	private final Map<EObject, EObject> origins = new HashMap<>();
	private final Map<Node, Node> copies = new HashMap<>();

	Merged(GraphDifference difference) {
		before = difference.before();
		EcoreUtil.Copier copier = new EcoreUtil.Copier();
		graph = (Graph) copier.copy(difference.graph());
		copier.copyReferences();
		copier.forEach((origin, copy) -> origins.put(copy, origin));
		for (NodeDifference pair : difference.nodes()) {
			Node copy = (Node) copier.get(pair.node());
			if (copy == null) {
				copy = EcoreUtil.copy(pair.node());
				graph.getNodes().add(copy);
				origins.put(copy, pair.node());
			}
			copies.put(pair.node(), copy);
			if (pair.before() != null) {
				copies.put(pair.before(), copy);
			}
		}
		for (EdgeDifference pair : difference.edges()) {
			if (pair.after() == null && copier.get(pair.before()) == null) {
				add(pair.before());
			}
		}
	}

	private void add(Edge before) {
		Node source = copies.get(before.getSource());
		Node target = copies.get(before.getTarget());
		if (source != null && target != null) {
			Edge edge = StudyFactory.eINSTANCE.createEdge();
			edge.setSource(source);
			edge.setTarget(target);
			edge.setPort(before.getPort());
			graph.getEdges().add(edge);
			origins.put(edge, before);
		}
	}

	Graph graph() {
		return graph;
	}

	/** The node of one of both graphs that a node here stands for. */
	Node origin(Node copy) {
		return (Node) origins.get(copy);
	}

	/** The edge of one of both graphs that an edge here stands for. */
	Edge origin(Edge copy) {
		return (Edge) origins.get(copy);
	}

	/** The node here that stands for one of either graph; null where none does. */
	Node copy(Node origin) {
		return copies.get(origin);
	}

	/**
	 * Everything as the notation of the graph that it comes from writes it.
	 *
	 * @param first of the first graph, null where there is none
	 * @param second of the second graph, null where there is none
	 */
	Look look(Notation first, Notation second) {
		Set<Node> rails = new LinkedHashSet<>();
		for (Notation notation : new Notation[] { first, second }) {
			if (notation != null) {
				notation.rails().forEach(rail -> rails.add(copies.get(rail)));
			}
		}
		return new Look(node -> (isOfFirst(node) ? first : second).of(origin(node)), edge -> (isOfFirst(edge) ? first : second).of(origin(edge)), (second == null ? first : second).title(), rails);
	}

	private boolean isOfFirst(EObject copy) {
		return origins.get(copy).eContainer() == before;
	}
}
