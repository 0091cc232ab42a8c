package io.spadework.ui.runs;

import java.util.List;
import java.util.function.Predicate;

import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;

import io.spadework.launch.CommandLine;
import io.spadework.launch.RunControl;
import io.spadework.launch.RunQueue;
import io.spadework.launch.RunState;
import io.spadework.launch.RunState.Phase;
import io.spadework.launch.SavedCheckpoint;

/** What a person can do with a run: in which states, under which command, and how. */
public enum RunOperation {

	/** Rests after the step, or goes on. */
	PAUSE("pause", "Pause", "Pause the training after its step, or let it go on", "pause", state -> state.canPause() || state.canProceed()) {
		@Override
		void perform(RunState state, Shell shell) {
			if (state.canProceed()) {
				RunControl.proceed(state.run());
			} else {
				RunControl.pause(state.run());
			}
		}
	},
	/** Checkpoint, then the end; asked again, the end at once. */
	STOP("stop", "Stop", "Stop the training after a checkpoint; press again to kill the engine. A waiting training is taken out of the line.", "stop", RunState::canStop) {
		@Override
		void perform(RunState state, Shell shell) {
			RunControl.stop(state.run());
		}
	},
	/** Goes on from the last checkpoint; a finished run asks until when. */
	RESUME("resume", "Resume", "Go on with the run from its last checkpoint", "resume", RunState::resumable) {
		@Override
		void perform(RunState state, Shell shell) {
			if (state.phase() == Phase.FINISHED) {
				RESUME_FROM.perform(state, shell);
			} else {
				RunControl.resume(state.run(), SavedCheckpoint.LATEST, 0);
			}
		}
	},
	/** Goes on from a checkpoint that one chooses. */
	RESUME_FROM("resumeFrom", "Resume From\u2026", "Go on with the run from a checkpoint of your choice, or for more steps", "resume-from", RunState::resumable) {
		@Override
		void perform(RunState state, Shell shell) {
			Job.createSystem("Looking for checkpoints", monitor -> {
				List<SavedCheckpoint> checkpoints = SavedCheckpoint.of(state.run());
				PlatformUI.getWorkbench().getDisplay().asyncExec(() -> {
					ResumeDialog dialog = new ResumeDialog(shell == null || shell.isDisposed() ? null : shell, state, checkpoints);
					if (dialog.open() == Window.OK) {
						RunControl.resume(state.run(), dialog.checkpoint().name(), dialog.steps());
					}
				});
				return Status.OK_STATUS;
			}).schedule();
		}
	},
	/** Starts a waiting training at once. */
	START_NOW("startNow", "Start Now", "Start the waiting training at once, however many run", "start-now", state -> state.phase() == Phase.WAITING) {
		@Override
		void perform(RunState state, Shell shell) {
			RunQueue.the().startNow(state.run());
		}
	},
	/** Writes a checkpoint after the step. */
	CHECKPOINT("checkpoint", "Write Checkpoint Now", "Write a checkpoint after this step and keep it", "checkpoint", RunState::canAsk) {
		@Override
		void perform(RunState state, Shell shell) {
			RunControl.checkpoint(state.run());
		}
	},
	/** Draws samples after the step. */
	SAMPLE("sample", "Draw Samples Now", "Draw the samples of this step", "sample", RunState::canAsk) {
		@Override
		void perform(RunState state, Shell shell) {
			RunControl.sample(state.run());
		}
	},
	/** Shows the page about the run. */
	REPORT("report", "Open Report", "Write the report of the run as it is now, and show it in the desktop's browser", "report",
			state -> state.phase() != Phase.WAITING && state.phase() != Phase.STARTING) {
		@Override
		void perform(RunState state, Shell shell) {
			Reports.open(state.run());
		}
	},
	/** Says how to go on with the run from a shell. */
	COPY_COMMAND("copyCommand", "Copy as Command", "Copy the command line that goes on with the run from a shell", "copy-command", state -> state.phase() != Phase.WAITING) {
		@Override
		void perform(RunState state, Shell shell) {
			Clipboard clipboard = new Clipboard(PlatformUI.getWorkbench().getDisplay());
			clipboard.setContents(new Object[] { CommandLine.resume(state.run().path(), SavedCheckpoint.LATEST, 0) }, new Transfer[] { TextTransfer.getInstance() });
			clipboard.dispose();
		}
	};

	private static final String COMMANDS = "io.spadework.ui.run.";

	private final String id;
	private final String title;
	private final String description;
	private final String icon;
	private final Predicate<RunState> possible;

	RunOperation(String id, String title, String description, String icon, Predicate<RunState> possible) {
		this.id = id;
		this.title = title;
		this.description = description;
		this.icon = icon;
		this.possible = possible;
	}

	/** The command's id. */
	public String commandId() {
		return COMMANDS + id;
	}

	/** For people. */
	public String title() {
		return title;
	}

	/** In a sentence. */
	public String description() {
		return description;
	}

	/** The name of its icon. */
	public String icon() {
		return icon;
	}

	/** True where it makes sense for a run as it stands; false without a run. */
	public boolean isPossible(RunState state) {
		return state != null && possible.test(state);
	}

	/** Does it, without waiting. Belongs to the UI thread. */
	abstract void perform(RunState state, Shell shell);

	/** The operation of a command. */
	static RunOperation of(String commandId) {
		for (RunOperation operation : values()) {
			if (operation.commandId().equals(commandId)) {
				return operation;
			}
		}
		throw new IllegalArgumentException("There is no operation on runs behind the command " + commandId);
	}
}
