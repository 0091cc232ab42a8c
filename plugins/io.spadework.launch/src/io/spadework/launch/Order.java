package io.spadework.launch;

import java.util.List;

import io.spadework.runs.RunFolder;

/**
 * An engine to be started on a run folder that is ready for it.
 *
 * @param command the engine's command line
 * @param resumes true where the run has begun before, so that its folder stays if the order is taken back
 */
public record Order(RunFolder run, List<String> command, boolean resumes) {

	public Order {
		command = List.copyOf(command);
	}
}
