package io.spadework.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IStreamMonitor;
import org.eclipse.debug.core.model.IStreamsProxy;

import io.spadework.runs.Control;
import io.spadework.runs.Request;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunStatus;

/**
 * A training engine as the workbench sees it: its output is the run's console file, stopping it is a request in the run folder, and it goes on when the workbench
 * closes. It need not be a child of this workbench.
 */
public final class EngineProcess extends RunProcess {

	/** What {@link IProcess#ATTR_PROCESS_TYPE} says of an engine. */
	public static final String TYPE = "io.spadework.engine";

	/** Process attribute: the run folder's path. */
	public static final String ATTR_RUN = "io.spadework.launch.run";

	/** The file in a run folder that takes the engine's standard output and errors. */
	public static final String CONSOLE_FILE = "console.txt";

	private static final int FOLLOW_MILLISECONDS = 250;

	private final ProcessHandle handle;
	private final Process child;
	private final ConsoleText output;
	private final ConsoleText notices = ConsoleText.empty();
	private volatile boolean stopRequested;
	private volatile boolean killed;
	private volatile boolean disconnected;
	private volatile boolean terminated;

	/** Starts an engine on a run folder, detached from this workbench, and shows it. */
	public static EngineProcess start(ILaunch launch, RunFolder run, List<String> command) throws DebugException {
		try {
			Process child = DetachedStart.start(command, run.path(), consoleFile(run));
			EngineProcess engine = new EngineProcess(launch, run, child.toHandle(), child, DebugPlugin.renderArguments(command.toArray(String[]::new), null));
			DebuggerConnection.connect(launch, engine, command);
			return engine;
		} catch (IOException e) {
			throw new DebugException(Status.error("The engine cannot be started with " + command.get(0) + ": " + e.getMessage(), e));
		}
	}

	/** Shows an engine that somebody else has started. */
	static EngineProcess found(ILaunch launch, RunFolder run, ProcessHandle handle) {
		return new EngineProcess(launch, run, handle, null, handle.info().commandLine().orElse(""));
	}

	private EngineProcess(ILaunch launch, RunFolder run, ProcessHandle handle, Process child, String commandLine) {
		super(launch, run);
		this.handle = handle;
		this.child = child;
		this.output = ConsoleText.following(consoleFile(run));
		setAttribute(ATTR_PROCESS_TYPE, TYPE);
		setAttribute(ATTR_CMDLINE, commandLine);
		setAttribute(DebugPlugin.ATTR_LAUNCH_TIMESTAMP,
				Long.toString(handle.info().startInstant().map(start -> start.toEpochMilli()).orElseGet(System::currentTimeMillis)));
		setAttribute(DebugPlugin.ATTR_WORKING_DIRECTORY, run.path().toString());
		begin();
		new Follower().schedule();
	}

	/** The engine's process id. */
	public long pid() {
		return handle.pid();
	}

	/** True between a request to stop and the engine's end. */
	public boolean isStopping() {
		return stopRequested && !terminated;
	}

	@Override
	public String getLabel() {
		String name = run().path().getFileName() + " (process " + handle.pid() + ")";
		if (terminated) {
			return name + ": " + outcome();
		}
		if (disconnected) {
			return name + ": goes on unwatched";
		}
		return stopRequested ? name + ": stopping after its checkpoint" : name;
	}

	private String outcome() {
		RunStatus status = status();
		return status == null ? "failed before training began" : status.word();
	}

	/** The run's status as a reader concludes it, or null where the engine never wrote one. */
	private RunStatus status() {
		return RunFolder.isRun(run().path()) ? run().status() : null;
	}

	@Override
	public boolean canTerminate() {
		return !terminated && !disconnected;
	}

	@Override
	public boolean isTerminated() {
		return terminated;
	}

	/** Asks the engine to write a checkpoint and stop; asked a second time, kills it. */
	@Override
	public void terminate() throws DebugException {
		if (!canTerminate()) {
			return;
		}
		if (stopRequested) {
			killed = true;
			notices.append("Killing the engine. The run can be resumed from its last checkpoint.\n");
			handle.destroyForcibly();
			return;
		}
		try {
			Control.send(run().path(), Request.STOP);
		} catch (IOException e) {
			throw new DebugException(Status.error("The stop request could not be written to " + run().path().resolve("control")
					+ ". Check that the folder is writable; stopping once more kills the engine.", e));
		} finally {
			stopRequested = true;
		}
		notices.append("Stopping: the engine finishes its step and writes a checkpoint. Stop once more to kill it.\n");
		fire(DebugEvent.CHANGE);
	}

	@Override
	public boolean canDisconnect() {
		return canTerminate();
	}

	/** Stops watching; the engine goes on. The workbench does this when it closes. */
	@Override
	public void disconnect() {
		disconnected = true;
		fire(DebugEvent.CHANGE);
	}

	@Override
	public boolean isDisconnected() {
		return disconnected;
	}

	@Override
	public int getExitValue() throws DebugException {
		if (!terminated) {
			throw new DebugException(Status.error("The engine of " + run().path().getFileName() + " is still running."));
		}
		if (child != null) {
			return child.exitValue();
		}
		RunStatus status = status();
		return status == RunStatus.FINISHED || status == RunStatus.STOPPED ? 0 : 1;
	}

	@Override
	public IStreamsProxy getStreamsProxy() {
		return streams;
	}

	private final IStreamsProxy streams = new IStreamsProxy() {
		@Override
		public IStreamMonitor getOutputStreamMonitor() {
			return output;
		}

		@Override
		public IStreamMonitor getErrorStreamMonitor() {
			return notices;
		}

		@Override
		public void write(String input) {
			// the engine has no standard input: it outlives the workbench
		}
	};

	private void end() {
		terminated = true;
		RunStatus status = status();
		if (status == RunStatus.INTERRUPTED) {
			notices.append(killed ? "The engine was killed.\n"
					: "The engine was interrupted: its process is gone, and it did not say why. The run can be resumed from its last checkpoint.\n");
		} else if (status == null) {
			notices.append("The engine ended before training began" + exitCode() + ".\n");
		}
		fire(DebugEvent.TERMINATE);
		RunRefresh.of(run());
	}

	private String exitCode() {
		OptionalInt code = child == null ? OptionalInt.empty() : OptionalInt.of(child.exitValue());
		return code.isPresent() ? " (exit code " + code.getAsInt() + ")" : "";
	}

	/** Brings what the engine writes to the console, and notices its end. */
	private final class Follower extends Job {

		Follower() {
			super("Following " + EngineProcess.this.run().path().getFileName());
			setSystem(true);
		}

		@Override
		protected IStatus run(IProgressMonitor monitor) {
			if (disconnected) {
				return Status.OK_STATUS;
			}
			boolean alive = child == null ? handle.isAlive() : child.isAlive(); // asked first: what it wrote before its end is read below
			try {
				output.refresh();
			} catch (IOException e) {
				notices.append("The run's " + CONSOLE_FILE + " cannot be read: " + e.getMessage() + "\n");
			}
			if (alive) {
				schedule(FOLLOW_MILLISECONDS);
			} else {
				end();
			}
			return Status.OK_STATUS;
		}
	}

	/** Where the engine's standard output and errors of this run go. */
	static Path consoleFile(RunFolder run) {
		return run.path().resolve(CONSOLE_FILE);
	}
}
