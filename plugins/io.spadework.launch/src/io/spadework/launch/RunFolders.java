package io.spadework.launch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;

import io.spadework.runs.RunFolder;

/** Makes folders for runs, and removes those that no engine has used. */
final class RunFolders {

	private static final String RUNS = "runs";
	private static final int LONGEST_NAME = 60;

	private RunFolders() {
	}

	/** Makes the next free folder {@code runs/<experiment>-<n>} beside a study. */
	static Path next(Path study, String experiment) throws CoreException {
		Path runs = study.getParent().resolve(RUNS);
		String name = experiment.strip().replaceAll("[^\\p{IsAlphabetic}\\p{IsDigit}._-]+", "-");
		name = name.isEmpty() || name.startsWith(".") ? "run" : name.substring(0, Math.min(LONGEST_NAME, name.length()));
		try {
			Files.createDirectories(runs);
			for (int n = 1;; n++) {
				try {
					return Files.createDirectory(runs.resolve(name + "-" + n));
				} catch (FileAlreadyExistsException taken) {
					// numbers of earlier runs are never used again
				}
			}
		} catch (IOException e) {
			throw new CoreException(Status.error("No run folder can be made in " + runs + ": " + e.getMessage(), e));
		}
	}

	/** Removes a folder in which no engine has started. */
	static void delete(Path folder) throws CoreException {
		try (var files = Files.walk(folder)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		} catch (IOException e) {
			throw new CoreException(Status.error("The unused run folder " + folder + " cannot be removed: " + e.getMessage(), e));
		}
	}

	/** Removes a run's folder unless an engine has started in it after all; what stands against it goes to the log. */
	static void deleteUnused(RunFolder run) {
		if (RunFolder.isRun(run.path())) {
			return;
		}
		try {
			delete(run.path());
			RunRefresh.of(run);
		} catch (CoreException e) {
			Platform.getLog(RunFolders.class).log(e.getStatus());
		}
	}
}
