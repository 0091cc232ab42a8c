package io.spadework.launch;

import java.util.Locale;
import java.util.Optional;

import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.runs.RunStatus;

/**
 * Where a run stands, and what can be done with it.
 *
 * @param resumable true where its engine has ended and left a checkpoint and the classes to go on with
 * @param totalSteps steps it was to make, 0 = not known
 */
public record RunState(RunFolder run, Phase phase, boolean resumable, int totalSteps) {

	/** Where a run stands. */
	public enum Phase {
		/** Lined up. */
		WAITING,
		/** Its engine runs and has not written anything yet. */
		STARTING, RUNNING, PAUSED,
		/** Asked to stop, which takes a step and a checkpoint. */
		STOPPING, STOPPED, FINISHED, FAILED, INTERRUPTED;

		/** For people. */
		public String word() {
			return name().toLowerCase(Locale.ROOT);
		}
	}

	/** Reads where a run stands. Slow: not for the UI thread. */
	public static RunState of(RunFolder run) {
		if (RunQueue.the().place(run) > 0) {
			return new RunState(run, Phase.WAITING, false, 0);
		}
		Optional<EngineProcess> engine = ActiveRuns.watched(run.path());
		RunInfo info = null;
		try {
			info = run.info();
		} catch (RunException unreadable) {
			// not started yet, or damaged
		}
		return of(run, info, info == null ? null : run.status(info), engine);
	}

	/** Concludes where a run stands from what has been read already; info and status are null where its run.json cannot be read. */
	public static RunState of(RunFolder run, RunInfo info, RunStatus status, Optional<EngineProcess> engine) {
		int total = info == null ? 0 : info.totalSteps();
		boolean begun = engine.isPresent() && info != null && info.pid() == engine.get().pid();
		boolean over = begun && !status.isActive(); // it has said its last word, and is about to end
		if (engine.isPresent() && !over) {
			Phase phase = engine.get().isStopping() ? Phase.STOPPING : !begun ? Phase.STARTING : status == RunStatus.PAUSED ? Phase.PAUSED : Phase.RUNNING;
			return new RunState(run, phase, false, total);
		}
		Phase phase = status == null ? Phase.FAILED : switch (status) {
			case RUNNING -> Phase.RUNNING;
			case PAUSED -> Phase.PAUSED;
			case STOPPED -> Phase.STOPPED;
			case FINISHED -> Phase.FINISHED;
			case FAILED -> Phase.FAILED;
			case INTERRUPTED -> Phase.INTERRUPTED;
		};
		boolean ended = phase.ordinal() >= Phase.STOPPED.ordinal();
		return new RunState(run, phase, ended && info != null && !info.isImported() && SavedCheckpoint.isThere(run), total);
	}

	/** True while an engine works or is about to. */
	public boolean isActive() {
		return phase.ordinal() <= Phase.STOPPING.ordinal();
	}

	/** True where it can be paused. */
	public boolean canPause() {
		return phase == Phase.RUNNING;
	}

	/** True where it can go on after a pause. */
	public boolean canProceed() {
		return phase == Phase.PAUSED;
	}

	/** True where it can be stopped, killed while it is stopping, or taken out of the line. */
	public boolean canStop() {
		return isActive();
	}

	/** True where the engine listens to requests for a checkpoint or samples. */
	public boolean canAsk() {
		return phase == Phase.RUNNING;
	}
}
