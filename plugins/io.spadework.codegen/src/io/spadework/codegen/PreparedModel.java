package io.spadework.codegen;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A trained model that only needs an engine process to start.
 *
 * @param name      what it is called: its run and, if it is not the latest one, its checkpoint; a shipped model's own name
 * @param classes   folder of the compiled classes
 * @param mainClass qualified name of the class to start
 * @param weights   the file with its weights
 */
public record PreparedModel(String name, Path classes, String mainClass, Path weights) {

	/** The arguments of an engine that is to do something with it, before those of what it is to do. */
	public List<String> arguments(String verb) {
		return new ArrayList<>(List.of(verb, "--weights", weights.toString(), "--name", name));
	}
}
