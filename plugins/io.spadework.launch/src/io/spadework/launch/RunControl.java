package io.spadework.launch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.Launch;

import io.spadework.codegen.GenerationException;
import io.spadework.codegen.PreparedRun;
import io.spadework.codegen.RunPreparation;
import io.spadework.runs.Control;
import io.spadework.runs.Request;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;

/** What a person does with a run. Everything happens in the background; what goes wrong is shown. */
public final class RunControl {

	private RunControl() {
	}

	/** Lets the engine rest after its step. */
	public static Job pause(RunFolder run) {
		return ask(run, Request.PAUSE);
	}

	/** Lets a resting engine go on. */
	public static Job proceed(RunFolder run) {
		return ask(run, Request.RESUME);
	}

	/** Lets the engine write a checkpoint after its step. */
	public static Job checkpoint(RunFolder run) {
		return ask(run, Request.CHECKPOINT);
	}

	/** Lets the engine draw its samples after its step. */
	public static Job sample(RunFolder run) {
		return ask(run, Request.SAMPLE);
	}

	/** Asks the engine to write a checkpoint and stop; asked again, kills it; takes a waiting training out of the line. */
	public static Job stop(RunFolder run) {
		return inBackground("Stopping " + run.path().getFileName(), monitor -> {
			Optional<WaitingRun> waiting = RunQueue.the().waiting(run);
			Optional<EngineProcess> engine = ActiveRuns.watched(run.path());
			if (waiting.isPresent()) {
				waiting.get().terminate();
			} else if (engine.isPresent()) {
				engine.get().terminate();
			} else {
				send(run, Request.STOP);
			}
		});
	}

	/**
	 * Goes on with a run that has ended, as soon as it is its turn.
	 *
	 * @param checkpoint the checkpoint's name: latest, best or step-000500
	 * @param steps train until this step, counted from the very beginning; 0 = as it was to go
	 */
	public static Job resume(RunFolder run, String checkpoint, int steps) {
		Job job = Job.create("Resuming " + run.path().getFileName(), (ICoreRunnable) monitor -> resumeNow(run, checkpoint, steps));
		job.setUser(true);
		job.schedule();
		return job;
	}

	private static void resumeNow(RunFolder run, String checkpoint, int steps) throws CoreException {
		if (RunState.of(run).isActive()) {
			throw new CoreException(Status.error(run.path().getFileName() + " is at work or waits already."));
		}
		List<String> command;
		try {
			RunInfo info = run.info();
			PreparedRun prepared = RunPreparation.resume(run.path());
			List<String> arguments = new ArrayList<>(prepared.arguments());
			if (!checkpoint.equals(SavedCheckpoint.LATEST)) {
				arguments.addAll(List.of("--from", run.checkpoints().resolve(checkpoint + ".npz").toString()));
			}
			if (steps > 0) {
				arguments.addAll(List.of("--steps", Integer.toString(steps)));
			}
			addAsBefore(arguments, "--kernels", info.versions().get("kernels"), EnginePreferences.ALL_KERNELS);
			addAsBefore(arguments, "--executor", info.versions().get("executor"), TrainingSettings.ALL_EXECUTORS);
			arguments.addAll(List.of("--progress", "lines"));
			command = EngineInstallation.home(info.backend()).command(prepared.classes(), prepared.mainClass(), arguments, EnginePreferences.heapMegabytes());
		} catch (GenerationException | RunException e) {
			throw new CoreException(Status.error(run.path().getFileName() + " cannot be resumed: " + e.getMessage(), e));
		} catch (IOException e) {
			throw new CoreException(Status.error(run.path() + " cannot be read: " + e.getMessage(), e));
		}
		Launch launch = new Launch(null, ILaunchManager.RUN_MODE, null);
		DebugPlugin.getDefault().getLaunchManager().addLaunch(launch);
		RunQueue.the().submit(launch, new Order(run, command, true));
	}

	/** The same curve goes on only with the same arithmetic. */
	private static void addAsBefore(List<String> arguments, String option, String before, List<String> known) {
		if (before != null && known.contains(before)) {
			arguments.addAll(List.of(option, before));
		}
	}

	private static Job ask(RunFolder run, Request request) {
		return inBackground("Asking the engine of " + run.path().getFileName(), monitor -> send(run, request));
	}

	private static Job inBackground(String name, ICoreRunnable what) {
		Job job = Job.create(name, what);
		job.setSystem(true);
		job.schedule();
		return job;
	}

	private static void send(RunFolder run, Request request) throws CoreException {
		try {
			Control.send(run.path(), request);
		} catch (IOException e) {
			throw new CoreException(Status.error("The request to " + request.name().toLowerCase(Locale.ROOT) + " could not be written to " + run.path().resolve("control")
					+ ". Check that the folder is writable.", e));
		}
	}
}
