package io.spadework.diagram;

import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.emf.ecore.EObject;

import io.spadework.model.Problem;
import io.spadework.model.Rule;
import io.spadework.model.Severity;
import io.spadework.model.study.Element;
import io.spadework.model.study.Graph;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Node;

/** The problems of a study in the workspace's list of problems. */
public final class ProblemMarkers {

	/** Type of the markers. */
	public static final String TYPE = "io.spadework.diagram.problem";

	/** Attribute: id of the element that the problem is about; absent if it is about the file. */
	public static final String ELEMENT = "elementId";

	/** Attribute: the rule that is broken. */
	public static final String RULE = "rule";

	private ProblemMarkers() {
	}

	/** The rule that a marker says is broken; null for markers of other kinds, or of a rule that is gone. */
	public static Rule rule(IMarker marker) {
		try {
			return Rule.of(marker.getAttribute(RULE, ""));
		} catch (IllegalArgumentException e) {
			return null;
		}
	}

	/** Replaces the markers of a file by those of these problems. Call it under the file's marker rule. */
	static void write(IFile file, List<Problem> problems) throws CoreException {
		file.deleteMarkers(TYPE, true, IResource.DEPTH_ZERO);
		for (Problem problem : problems) {
			IMarker marker = mark(file, problem.severity(), problem.message());
			marker.setAttribute(RULE, problem.rule());
			marker.setAttribute(IMarker.LOCATION, location(problem.element()));
			if (problem.element() instanceof Element element)
				marker.setAttribute(ELEMENT, element.getId());
		}
	}

	/** Replaces the markers of a file by one that says why it can't be read. */
	static void write(IFile file, String message) throws CoreException {
		file.deleteMarkers(TYPE, true, IResource.DEPTH_ZERO);
		mark(file, Severity.ERROR, message);
	}

	private static IMarker mark(IFile file, Severity severity, String message) throws CoreException {
		IMarker marker = file.createMarker(TYPE);
		marker.setAttribute(IMarker.MESSAGE, message);
		marker.setAttribute(IMarker.SEVERITY, switch (severity) {
		case ERROR -> IMarker.SEVERITY_ERROR;
		case WARNING -> IMarker.SEVERITY_WARNING;
		case INFO -> IMarker.SEVERITY_INFO;
		});
		return marker;
	}

	private static String location(EObject element) {
		if (element instanceof Node node && node.eContainer() instanceof Graph graph)
			return graph.getName() + ": " + node.getName();
		if (element instanceof NamedElement named)
			return named.getName();
		return element == null ? "" : element.eClass().getName();
	}
}
