package io.spadework.diagram;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.swt.widgets.Display;

import io.spadework.model.Problem;
import io.spadework.model.StudyException;
import io.spadework.model.study.Element;
import io.spadework.model.study.Study;

/** What is wrong with the study of an editor: looked for whenever it has changed, beside the display's thread, and marked on its file. */
final class StudyChecks {

	/** After a change, as the next one often follows at once, in ms. */
	private static final int DELAY = 300;

	private final Consumer<Boolean> found;
	private final BooleanSupplier closed;
	private Study study;
	private ValidationJob job;
	private List<Problem> problems = List.of();
	private Map<Element, List<Problem>> drawn = Map.of();

	/**
	 * Nothing is known yet.
	 *
	 * @param found what happens when the study has been looked through, in the display's thread: whether what is drawn has changed
	 * @param closed whether nobody waits for it any more
	 */
	StudyChecks(Consumer<Boolean> found, BooleanSupplier closed) {
		this.found = found;
		this.closed = closed;
	}

	/** What is wrong with the study, as far as it has been looked through. */
	List<Problem> problems() {
		return problems;
	}

	/** What is wrong, by the nodes that it is drawn at. */
	Map<Element, List<Problem>> drawn() {
		return drawn;
	}

	/** From now on looks at a study that was read anew; what is drawn stays until it has been looked through. */
	void turnTo(Study read) {
		study = read;
		drawn = DrawnProblems.carried(drawn, read);
		problems = List.of();
	}

	/** The study can't be read: its file is marked with the reason. */
	void turnToError(StudyFile file, String message) {
		study = null;
		drawn = Map.of();
		problems = List.of();
		if (file != null && file.file() != null)
			mark(file.file(), message);
	}

	/** Looks through the study as it is in its file. */
	void checkSaved(StudyFile file) {
		check(file, study, 0);
	}

	/** Looks through the study while it is edited: through a copy, as that takes a while on another thread. */
	void checkEdited(StudyFile file) {
		check(file, EcoreUtil.copy(study), DELAY);
	}

	private void check(StudyFile file, Study looked, int delay) {
		Study checked = study;
		cancel();
		job = new ValidationJob(looked, file.path(), file.file(), all -> Display.getDefault().asyncExec(() -> {
			if (study == checked && !closed.getAsBoolean())
				tell(looked == checked ? all : all.stream().map(problem -> of(checked, problem)).toList());
		}));
		job.schedule(delay);
	}

	private void tell(List<Problem> all) {
		problems = all;
		Map<Element, List<Problem>> before = drawn;
		drawn = DrawnProblems.of(study, all);
		found.accept(!drawn.equals(before));
	}

	/** After changes that are given up, the markers are those of the file again. */
	static void checkFile(StudyFile file) {
		try {
			new ValidationJob(file.load(), file.path(), file.file(), all -> { }).schedule();
		} catch (StudyException e) {
			return; // who opens it is told why
		}
	}

	/** A problem of a copy, at the element of the study itself. */
	private static Problem of(Study study, Problem problem) {
		Element element = problem.element() instanceof Element copied && copied.getId() != null ? StudyIds.find(study, copied.getId()) : null;
		return new Problem(problem.severity(), problem.rule(), element == null ? study : element, problem.message());
	}

	private void mark(IFile marked, String message) {
		cancel();
		WorkspaceJob marking = new WorkspaceJob("Mark " + marked.getName()) {
			@Override
			public IStatus runInWorkspace(IProgressMonitor monitor) throws CoreException {
				if (marked.exists())
					ProblemMarkers.write(marked, message);
				return Status.OK_STATUS;
			}
		};
		marking.setSystem(true);
		marking.setRule(ResourcesPlugin.getWorkspace().getRuleFactory().markerRule(marked));
		marking.schedule();
	}

	private void cancel() {
		if (job != null)
			job.cancel();
	}
}
