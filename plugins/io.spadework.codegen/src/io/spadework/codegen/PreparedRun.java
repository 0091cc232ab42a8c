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
 * @param first     what engines have to be asked for before: networks that look at the images while it trains
 */
public record PreparedRun(Path folder, Path classes, String mainClass, List<String> arguments, List<EngineQuestion> first) {

	public PreparedRun {
		arguments = List.copyOf(arguments);
		first = List.copyOf(first);
	}
}
