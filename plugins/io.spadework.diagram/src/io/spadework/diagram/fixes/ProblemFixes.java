package io.spadework.diagram.fixes;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.ui.IMarkerResolution;
import org.eclipse.ui.IMarkerResolutionGenerator2;

import io.spadework.diagram.ProblemMarkers;
import io.spadework.model.Fixes;
import io.spadework.model.Rule;

/** The quick fixes of a study's problems: those that the model knows for their rule. */
public final class ProblemFixes implements IMarkerResolutionGenerator2 {

	@Override
	public boolean hasResolutions(IMarker marker) {
		Rule rule = ProblemMarkers.rule(marker);
		return rule != null && Fixes.has(rule) && marker.getResource() instanceof IFile;
	}

	@Override
	public IMarkerResolution[] getResolutions(IMarker marker) {
		if (!hasResolutions(marker))
			return new IMarkerResolution[0];
		try {
			MarkedProblem problem = MarkedProblem.of(marker);
			return problem.fixes(MarkedProblem.read(problem.file())).stream().map(fix -> new FixResolution(marker, fix.label())).toArray(IMarkerResolution[]::new);
		} catch (CoreException e) {
			return new IMarkerResolution[0]; // the file can't be read, which a marker of its own says
		}
	}
}
