package io.spadework.runs;

import java.nio.file.Path;
import java.util.List;

/** Where the engine's jars lie, and the command line of an engine process: which java, which class path, which JVM flags. */
public final class EngineHome {

	private final List<Path> folders;

	private EngineHome(List<Path> folders) {
		this.folders = folders;
	}

	public static EngineHome at(Path... foldersWithJars) {
		return new EngineHome(List.of(foldersWithJars));
	}

	public List<Path> classPath() throws RunException {
		return folders;
	}

	public List<String> command(Path classes, String mainClass, List<String> engineArguments, int heapMegabytes) throws RunException {
		return List.of();
	}
}
