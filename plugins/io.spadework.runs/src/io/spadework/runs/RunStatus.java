package io.spadework.runs;

import java.util.Locale;

/** What a run is doing; written in lower case in run.json. */
public enum RunStatus {
	RUNNING, PAUSED, STOPPED, FINISHED, FAILED,
	/** Never written: concluded by a reader when run.json says running or paused, but the process is gone. */
	INTERRUPTED;

	/** True while a process is expected behind the run. */
	public boolean isActive() {
		return this == RUNNING || this == PAUSED;
	}

	/** The word in run.json and in messages. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}
}
