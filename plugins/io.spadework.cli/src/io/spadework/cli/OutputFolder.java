package io.spadework.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that a verb is told to write to, and makes where it is absent. */
final class OutputFolder {

	private OutputFolder() {
	}

	/** Refuses what can't be a folder, as it or something above it is a file. */
	static void require(Path folder) throws Failure {
		for (Path path = folder.toAbsolutePath().normalize(); path != null; path = path.getParent()) {
			if (Files.exists(path) && !Files.isDirectory(path)) {
				throw Failure.usage("--out " + folder + ": " + path.getFileName() + " is a file; a folder is needed");
			}
		}
	}
}
