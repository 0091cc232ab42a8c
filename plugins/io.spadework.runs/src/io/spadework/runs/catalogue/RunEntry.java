package io.spadework.runs.catalogue;

import io.spadework.runs.RunFolder;
import io.spadework.runs.RunNotes;
import java.nio.file.Path;

/**
 * A run in a list of runs.
 *
 * @param status where it stands, in lower case; more exact than the summary's where somebody watches its engine
 * @param notes what people say of it
 * @param notesProblem why its notes can't be read, or empty
 */
public record RunEntry(RunFolder run, String status, RunSummary summary, RunNotes notes, String notesProblem) {

	/** The same run, standing elsewhere. */
	public RunEntry with(String newStatus) {
		return newStatus.equals(status) ? this : new RunEntry(run, newStatus, summary, notes, notesProblem);
	}

	/** The run folder's name. */
	public String name() {
		Path name = run.path().getFileName();
		return name == null ? run.path().toString() : name.toString();
	}

	/** All that can't be read of it, in words; empty where all could be. */
	public String problem() {
		return summary.problem().isEmpty() ? notesProblem : notesProblem.isEmpty() ? summary.problem() : summary.problem() + "; " + notesProblem;
	}
}
