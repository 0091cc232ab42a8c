package io.spadework.diagram.fixes;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.statushandlers.StatusManager;
import org.eclipse.ui.views.markers.WorkbenchMarkerResolution;

import io.spadework.diagram.ProblemMarkers;
import io.spadework.diagram.StudyChange;
import io.spadework.diagram.StudyEditor;
import io.spadework.model.Fix;
import io.spadework.model.study.Study;

/** One fix of a problem, offered for all problems of the same rule that have the same fix. */
final class FixResolution extends WorkbenchMarkerResolution {

	private final IMarker marker;
	private final String label;

	FixResolution(IMarker marker, String label) {
		this.marker = marker;
		this.label = label;
	}

	@Override
	public String getLabel() {
		return label;
	}

	@Override
	public String getDescription() {
		return marker.getAttribute(IMarker.MESSAGE, "");
	}

	@Override
	public Image getImage() {
		return PlatformUI.getWorkbench().getSharedImages().getImage(ISharedImages.IMG_OBJS_INFO_TSK);
	}

	@Override
	public IMarker[] findOtherMarkers(IMarker[] markers) {
		Map<IFile, Study> studies = new HashMap<>();
		return Stream.of(markers).filter(other -> !other.equals(marker) && ProblemMarkers.rule(other) != null && ProblemMarkers.rule(other) == ProblemMarkers.rule(marker))
				.filter(other -> isFixedAlike(MarkedProblem.of(other), studies)).toArray(IMarker[]::new);
	}

	private boolean isFixedAlike(MarkedProblem problem, Map<IFile, Study> studies) {
		try {
			if (!studies.containsKey(problem.file()))
				studies.put(problem.file(), MarkedProblem.read(problem.file()));
			return fix(problem, studies.get(problem.file())) != null;
		} catch (CoreException e) {
			return false; // the file can't be read, which a marker of its own says
		}
	}

	private Fix fix(MarkedProblem problem, Study study) {
		return problem.fixes(study).stream().filter(fix -> fix.label().equals(label)).findFirst().orElse(null);
	}

	@Override
	public void run(IMarker chosen) {
		run(new IMarker[] {chosen}, new NullProgressMonitor());
	}

	/** All problems of a file are one change, which is undone as one. */
	@Override
	public void run(IMarker[] markers, IProgressMonitor monitor) {
		// read first: with the first change the markers give way to new ones
		Map<IFile, List<MarkedProblem>> problems = Stream.of(markers).map(MarkedProblem::of).collect(Collectors.groupingBy(MarkedProblem::file, LinkedHashMap::new, Collectors.toList()));
		problems.forEach((file, marked) -> {
			try {
				mend(file, marked);
			} catch (CoreException e) {
				StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
			}
		});
	}

	private void mend(IFile file, List<MarkedProblem> problems) throws CoreException {
		StudyEditor editor = StudyEditor.of(file);
		if (editor != null) {
			boolean saved = !editor.isDirty();
			boolean[] mended = new boolean[1];
			editor.change(label, () -> mended[0] = mend(editor.study(), problems));
			check(mended[0], file);
			if (saved)
				editor.doSave(new NullProgressMonitor());
			return;
		}
		Study study = MarkedProblem.read(file);
		check(mend(study, problems), file);
		StudyChange.write(label, file, study);
	}

	private boolean mend(Study study, List<MarkedProblem> problems) {
		boolean mended = false;
		for (MarkedProblem problem : problems) {
			Fix fix = fix(problem, study);
			if (fix != null) {
				fix.apply();
				mended = true;
			}
		}
		return mended;
	}

	private void check(boolean mended, IFile file) throws CoreException {
		if (!mended)
			throw new CoreException(Status.error("\"" + label + "\" does not mend " + file.getName() + " any more: it has changed since"));
	}
}
