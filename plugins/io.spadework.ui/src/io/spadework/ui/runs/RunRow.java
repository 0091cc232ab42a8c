package io.spadework.ui.runs;

import io.spadework.launch.RunState;
import io.spadework.runs.RunFolder;
import io.spadework.runs.catalogue.RunEntry;

/**
 * A run as a row of the Runs view.
 *
 * @param entry what is known of it
 * @param state where it stands, and what can be done with it
 */
public record RunRow(RunEntry entry, RunState state) {

	public RunFolder run() {
		return entry.run();
	}

	/** The run folder's name. */
	public String name() {
		return entry.name();
	}
}
