package io.spadework.diagram;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.emf.ecore.EObject;

import io.spadework.model.Problem;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.Study;
import io.spadework.notation.Place;

/** Problems by the nodes that they are drawn at: where they are, and where a block or stage is used that holds them. */
final class DrawnProblems {

	private final Map<Graph, List<Node>> doors = new HashMap<>();
	private final Map<Element, List<Problem>> drawn = new HashMap<>();

	private DrawnProblems(Study study) {
		StudyIds.graphs(study).stream().flatMap(graph -> graph.getNodes().stream()).filter(node -> Place.inside(node) != null)
				.forEach(node -> doors.computeIfAbsent(Place.inside(node), graph -> new ArrayList<>()).add(node));
	}

	/** The problems of a study by the nodes that they are drawn at. */
	static Map<Element, List<Problem>> of(Study study, List<Problem> found) {
		DrawnProblems problems = new DrawnProblems(study);
		for (Problem problem : found)
			problems.mark(nodeOf(problem.element()), problem);
		return problems.drawn;
	}

	/** Problems that were drawn before a study was read anew, at the elements that have the same ids now, so that marks don't flicker. */
	static Map<Element, List<Problem>> carried(Map<Element, List<Problem>> old, Study read) {
		Map<Element, List<Problem>> carried = new HashMap<>();
		old.forEach((element, list) -> {
			Element now = StudyIds.find(read, element.getId());
			if (now != null)
				carried.put(now, list);
		});
		return carried;
	}

	private void mark(Node node, Problem problem) {
		if (node == null)
			return;
		List<Problem> marks = drawn.computeIfAbsent(node, n -> new ArrayList<>());
		if (marks.contains(problem))
			return;
		marks.add(problem);
		for (Node door : doors.getOrDefault(node.eContainer(), List.of()))
			mark(door, problem);
	}

	private static Node nodeOf(EObject element) {
		if (element instanceof Edge edge)
			return edge.getTarget() == null ? edge.getSource() : edge.getTarget();
		EObject node = element;
		while (node != null && !(node instanceof Node))
			node = node.eContainer();
		return (Node) node;
	}
}
