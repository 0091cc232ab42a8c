package io.spadework.codegen;

import java.nio.file.Path;
import java.util.List;

/**
 * A run folder that only needs an engine process to start.
 *
 * @param folder    the run folder; holds study.spade, src and classes
 * @param classes   folder of the compiled classes
 * @param mainClass qualified name of the class to start
 * @param arguments what to pass to it
 */
public record PreparedRun(Path folder, Path classes, String mainClass, List<String> arguments) {

	public PreparedRun {
		arguments = List.copyOf(arguments);
	}
}
