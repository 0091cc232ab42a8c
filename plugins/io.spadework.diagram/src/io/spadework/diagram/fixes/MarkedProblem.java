package io.spadework.diagram.fixes;

import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Status;

import io.spadework.diagram.ProblemMarkers;
import io.spadework.diagram.StudyChange;
import io.spadework.model.Fix;
import io.spadework.model.Fixes;
import io.spadework.model.Problem;
import io.spadework.model.Rule;
import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.study.Element;
import io.spadework.model.study.Study;

/** The problem that a marker tells of, in the study as its file is now. */
record MarkedProblem(IFile file, Study study, Problem problem) {

	/** Reads the marker's file; throws where it can't be read or the element is gone. */
	static MarkedProblem of(IMarker marker) throws CoreException {
		IFile file = (IFile) marker.getResource();
		Rule rule = ProblemMarkers.rule(marker);
		try {
			Study study = Studies.load(file.getLocation().toPath());
			Element element = element(study, marker.getAttribute(ProblemMarkers.ELEMENT, ""));
			if (rule == null || element == null)
				throw new CoreException(Status.error("What the problem is about is not in " + file.getName() + " any more"));
			return new MarkedProblem(file, study, rule.problem(element, marker.getAttribute(IMarker.MESSAGE, "")));
		} catch (StudyException e) {
			throw new CoreException(Status.error(e.getMessage(), e));
		}
	}

	/** What would mend it. */
	List<Fix> fixes() {
		return Fixes.of(problem);
	}

	/** Mends it in the file by the fix of a label; throws where there is none. */
	void mend(String label) throws CoreException {
		Fix fix = fixes().stream().filter(each -> each.label().equals(label)).findFirst()
				.orElseThrow(() -> new CoreException(Status.error("\"" + label + "\" does not mend the problem any more")));
		fix.apply();
		StudyChange.write(label, file, study);
	}

	private static Element element(Study study, String id) {
		if (id.equals(study.getId()))
			return study;
		for (var all = study.eAllContents(); all.hasNext();)
			if (all.next() instanceof Element element && id.equals(element.getId()))
				return element;
		return null;
	}
}
