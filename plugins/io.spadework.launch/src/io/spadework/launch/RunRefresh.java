package io.spadework.launch;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.jobs.Job;

import io.spadework.runs.RunFolder;

/** Lets the project explorer see what an engine wrote into a run folder. */
final class RunRefresh {

	private RunRefresh() {
	}

	/** Refreshes the run's folder in the background; a run outside the workspace needs none. */
	static void of(RunFolder run) {
		Job job = Job.createSystem("Refreshing " + run.path().getFileName(), (ICoreRunnable) monitor -> {
			if (Platform.isRunning()) {
				for (IContainer folder : ResourcesPlugin.getWorkspace().getRoot().findContainersForLocationURI(run.path().toUri())) {
					refresh(folder);
				}
			}
		});
		job.setRule(ResourcesPlugin.getWorkspace().getRoot());
		job.schedule();
	}

	private static void refresh(IContainer folder) throws CoreException {
		IContainer runs = folder.getParent();
		if (runs != null && !runs.exists()) {
			runs.refreshLocal(IResource.DEPTH_ONE, null);
		}
		folder.refreshLocal(IResource.DEPTH_INFINITE, null);
	}
}
