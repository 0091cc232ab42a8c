package io.spadework.diagram;

import java.util.List;
import java.util.stream.Stream;

import org.eclipse.emf.ecore.EObject;

import io.spadework.model.study.Element;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Study;

/** Finds the elements of a study: by their ids, and what has a diagram. */
final class StudyIds {

	private StudyIds() {
	}

	/** The element of an id; null if the study has none. */
	static Element find(Study study, String id) {
		if (study.getId() != null && study.getId().equals(id))
			return study;
		for (var all = study.eAllContents(); all.hasNext();)
			if (all.next() instanceof Element element && element.getId() != null && element.getId().equals(id))
				return element;
		return null;
	}

	/** What has a diagram: the networks, then the blocks. */
	static List<Graph> graphs(Study study) {
		return Stream.concat(study.getNetworks().stream(), study.getBlocks().stream()).toList();
	}

	/** The graph that an element is in, or is; null for what is drawn nowhere. */
	static Graph graphOf(Element element) {
		for (EObject each = element; each != null; each = each.eContainer())
			if (each instanceof Graph graph)
				return graph;
		return null;
	}
}
