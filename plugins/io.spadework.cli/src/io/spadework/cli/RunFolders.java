package io.spadework.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Makes folders for runs. */
final class RunFolders {

	private RunFolders() {
	}

	/** The first {@code <experiment>-<n>} in a folder that does not exist yet; made, so that nobody else gets it. */
	static Path next(Path runs, String experiment) throws Failure {
		String name = experiment.strip().replaceAll("[^\\p{IsAlphabetic}\\p{IsDigit}._-]+", "-");
		name = name.isEmpty() || name.startsWith(".") ? "run" : name.substring(0, Math.min(60, name.length()));
		try {
			Files.createDirectories(runs);
			for (int n = 1;; n++) {
				try {
					return Files.createDirectory(runs.resolve(name + "-" + n));
				} catch (FileAlreadyExistsException taken) {
					// a number is never used twice
				}
			}
		} catch (IOException e) {
			throw Failure.failed("no run folder can be made in " + runs + ": " + e);
		}
	}

	/** Removes a folder in which no engine has started. */
	static void remove(Path folder) throws Failure {
		try (Stream<Path> all = Files.walk(folder)) {
			List<Path> paths = all.sorted(Comparator.reverseOrder()).toList();
			for (Path path : paths) {
				Files.delete(path);
			}
		} catch (IOException e) {
			throw Failure.failed("the unused run folder " + folder + " could not be removed: " + e);
		}
	}
}
