package io.spadework.diagram.fixes;

import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Status;

import io.spadework.diagram.ProblemMarkers;
import io.spadework.model.Fix;
import io.spadework.model.Fixes;
import io.spadework.model.Rule;
import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.study.Element;
import io.spadework.model.study.Study;

/**
 * What a marker says of a problem, so that it is known when the marker has given way to a new one.
 *
 * @param rule    the broken rule; null if the marker names none
 * @param element id of the element that the problem is about
 */
record MarkedProblem(IFile file, Rule rule, String element, String message) {

	static MarkedProblem of(IMarker marker) {
		return new MarkedProblem((IFile) marker.getResource(), ProblemMarkers.rule(marker), marker.getAttribute(ProblemMarkers.ELEMENT, ""), marker.getAttribute(IMarker.MESSAGE, ""));
	}

	/** The study as the file is now. */
	static Study read(IFile file) throws CoreException {
		try {
			return Studies.load(file.getLocation().toPath());
		} catch (StudyException e) {
			throw new CoreException(Status.error(e.getMessage(), e));
		}
	}

	/** What would mend the problem in a study that was read from the file; nothing where its element is gone. */
	List<Fix> fixes(Study study) {
		Element found = rule == null ? null : element(study);
		return found == null ? List.of() : Fixes.of(rule.problem(found, message));
	}

	private Element element(Study study) {
		if (element.equals(study.getId()))
			return study;
		for (var all = study.eAllContents(); all.hasNext();)
			if (all.next() instanceof Element each && element.equals(each.getId()))
				return each;
		return null;
	}
}
