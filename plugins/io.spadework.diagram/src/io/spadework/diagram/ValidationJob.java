package io.spadework.diagram;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.QualifiedName;
import org.eclipse.core.runtime.Status;

import io.spadework.model.Problem;
import io.spadework.model.Validation;
import io.spadework.model.study.Study;

/** Looks for problems beside the display's thread, as they may be in a data folder far away, and marks the file with them. */
final class ValidationJob extends WorkspaceJob {

	private static final AtomicLong MADE = new AtomicLong();

	/** Of a file: the number of the job that has marked it last. */
	private static final QualifiedName MARKED_BY = new QualifiedName("io.spadework.diagram", "markedBy");

	private final long number = MADE.incrementAndGet();
	private final Study study;
	private final Path path;
	private final IFile file;
	private final Consumer<List<Problem>> told;

	/**
	 * A job that is still to be scheduled.
	 *
	 * @param path where the study lies
	 * @param file the workspace's file; null outside the workspace
	 * @param told of what was found, in the job's thread
	 */
	ValidationJob(Study study, Path path, IFile file, Consumer<List<Problem>> told) {
		super("Validate " + path.getFileName());
		this.study = study;
		this.path = path;
		this.file = file;
		this.told = told;
		setSystem(true);
		if (file != null)
			setRule(ResourcesPlugin.getWorkspace().getRuleFactory().markerRule(file));
	}

	@Override
	public IStatus runInWorkspace(IProgressMonitor monitor) throws CoreException {
		List<Problem> found = Validation.validate(study, path);
		if (monitor.isCanceled())
			return Status.CANCEL_STATUS;
		if (file != null && file.exists())
			mark(found);
		told.accept(found);
		return Status.OK_STATUS;
	}

	/** Marks the file unless a job that was made later, and so knows it as it became, already has: jobs for one file may overtake each other. */
	private void mark(List<Problem> found) throws CoreException {
		synchronized (ValidationJob.class) {
			if (file.getSessionProperty(MARKED_BY) instanceof Long last && last > number)
				return;
			ProblemMarkers.write(file, found);
			file.setSessionProperty(MARKED_BY, number);
		}
	}
}
