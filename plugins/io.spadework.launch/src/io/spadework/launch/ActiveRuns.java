package io.spadework.launch;

import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.runtime.jobs.IJobChangeListener;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.Launch;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.PlatformUI;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;

/** Finds engines that run without this workbench watching them, and shows them as launches: after a restart, and when a project is opened. */
public final class ActiveRuns implements IStartup, IResourceChangeListener {

	@Override
	public void earlyStartup() {
		ResourcesPlugin.getWorkspace().addResourceChangeListener(this, IResourceChangeEvent.POST_CHANGE);
		PlatformUI.getWorkbench().getDisplay().asyncExec(() -> {
			wakeConsoles();
			lookFor().addJobChangeListener(IJobChangeListener.onDone(event -> RunQueue.the().restore()));
		});
	}

	/** Launches get consoles only once the debugger's user interface is awake, which nobody may have needed yet. */
	private static void wakeConsoles() {
		try {
			Platform.getBundle("org.eclipse.debug.ui").start(Bundle.START_TRANSIENT);
		} catch (BundleException e) {
			Platform.getLog(ActiveRuns.class).log(Status.warning("Trainings that go on will have no console: " + e.getMessage(), e));
		}
	}

	@Override
	public void resourceChanged(IResourceChangeEvent event) {
		for (IResourceDelta project : event.getDelta().getAffectedChildren()) {
			if ((project.getFlags() & IResourceDelta.OPEN) != 0 && project.getResource() instanceof IProject opened && opened.isOpen()) {
				lookFor();
				return;
			}
		}
	}

	/** Looks for active runs in all open projects, in the background. */
	public static Job lookFor() {
		Job job = Job.create("Looking for running trainings", (ICoreRunnable) ActiveRuns::search);
		job.setPriority(Job.DECORATE);
		job.schedule();
		return job;
	}

	private static void search(IProgressMonitor monitor) {
		IProject[] projects = ResourcesPlugin.getWorkspace().getRoot().getProjects();
		SubMonitor progress = SubMonitor.convert(monitor, projects.length);
		for (IProject project : projects) {
			progress.split(1);
			IPath location = project.isOpen() ? project.getLocation() : null;
			if (location != null) {
				RunFolder.find(location.toPath()).forEach(ActiveRuns::watch);
			}
		}
		if (EnginePreferences.runs().isAbsolute()) {
			RunFolder.find(EnginePreferences.runs()).forEach(ActiveRuns::watch);
		}
	}

	/** Shows a run as a launch that can be watched and stopped, if its engine runs on this machine; returns its process. */
	public static Optional<EngineProcess> watch(RunFolder run) {
		synchronized (ActiveRuns.class) {
			Optional<EngineProcess> watched = watched(run.path());
			if (watched.isPresent()) {
				return watched;
			}
			try {
				RunInfo info = run.info();
				if (!run.status(info).isActive() || !info.isOnThisHost() || info.pid() == ProcessHandle.current().pid()) {
					return Optional.empty();
				}
				Optional<ProcessHandle> engine = ProcessHandle.of(info.pid());
				if (engine.isEmpty()) {
					return Optional.empty();
				}
				Launch launch = new Launch(null, ILaunchManager.RUN_MODE, null);
				DebugPlugin.getDefault().getLaunchManager().addLaunch(launch);
				return Optional.of(EngineProcess.found(launch, run, engine.get()));
			} catch (RunException e) {
				Platform.getLog(ActiveRuns.class).log(Status.warning("A run was passed over: " + e.getMessage(), e));
				return Optional.empty();
			}
		}
	}

	/** The process shown for a run whose engine is still watched. */
	public static Optional<EngineProcess> watched(Path run) {
		Path wanted = run.toAbsolutePath().normalize();
		for (ILaunch launch : DebugPlugin.getDefault().getLaunchManager().getLaunches()) {
			for (IProcess process : launch.getProcesses()) {
				if (process instanceof EngineProcess engine && engine.run().path().equals(wanted) && engine.canTerminate()) {
					return Optional.of(engine);
				}
			}
		}
		return Optional.empty();
	}
}
