package io.spadework.ui.runs;

import java.io.IOException;
import java.util.Collection;
import java.util.stream.Collectors;

import org.eclipse.core.commands.operations.AbstractOperation;
import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.ISchedulingRule;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.runs.RunFolder;

/** Something done to runs that can be undone. Files are touched in the background, one operation after another. */
abstract class RunsOperation extends AbstractOperation {

	private static final ISchedulingRule ONE_AFTER_ANOTHER = new ISchedulingRule() {
		@Override
		public boolean contains(ISchedulingRule rule) {
			return rule == this;
		}

		@Override
		public boolean isConflicting(ISchedulingRule rule) {
			return rule == this;
		}
	};

	private final Runnable done;

	/**
	 * An operation.
	 *
	 * @param done run in the background when files have been touched
	 */
	RunsOperation(String label, Runnable done) {
		super(label);
		this.done = done;
	}

	abstract void perform() throws IOException;

	abstract void takeBack() throws IOException;

	@Override
	public IStatus execute(IProgressMonitor monitor, IAdaptable info) {
		return inBackground(getLabel(), this::perform);
	}

	@Override
	public IStatus redo(IProgressMonitor monitor, IAdaptable info) {
		return inBackground(getLabel(), this::perform);
	}

	@Override
	public IStatus undo(IProgressMonitor monitor, IAdaptable info) {
		return inBackground("Undo " + getLabel(), this::takeBack);
	}

	private interface Work {
		void run() throws IOException;
	}

	private IStatus inBackground(String title, Work work) {
		Job job = Job.create(title, monitor -> {
			try {
				work.run();
			} catch (IOException e) {
				StatusManager.getManager().handle(Status.error(title + " failed: " + (e.getMessage() == null ? e.toString() : e.getMessage()), e), StatusManager.SHOW | StatusManager.LOG);
			} finally {
				done.run();
			}
			return Status.OK_STATUS;
		});
		job.setRule(ONE_AFTER_ANOTHER);
		job.schedule();
		return Status.OK_STATUS;
	}

	/** Lets the project explorer see that folders have come or gone. */
	static void refresh(Collection<RunFolder> runs) {
		for (var place : runs.stream().map(run -> run.path().getParent()).collect(Collectors.toSet())) {
			for (IContainer folder : ResourcesPlugin.getWorkspace().getRoot().findContainersForLocationURI(place.toUri())) {
				Job.createSystem("Refreshing runs", monitor -> {
					try {
						folder.refreshLocal(IResource.DEPTH_INFINITE, monitor);
						return Status.OK_STATUS;
					} catch (CoreException e) {
						return e.getStatus();
					}
				}).schedule();
			}
		}
	}
}
