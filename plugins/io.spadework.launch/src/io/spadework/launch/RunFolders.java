package io.spadework.launch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;

import io.spadework.runs.RunFolder;

/** Makes folders for runs, and removes those that no engine has used. */
final class RunFolders {

	private static final int LONGEST_NAME = 60;

	private RunFolders() {
	}

	/** The folder that the runs of a study are kept in. */
	static Path place(Path study) {
		return study.getParent().resolve(EnginePreferences.runs());
	}

	/** The next free folder {@code <experiment>-<n>} for a run of a study. */
	static Path free(Path study, String experiment) {
		String name = experiment.strip().replaceAll("[^\\p{IsAlphabetic}\\p{IsDigit}._-]+", "-");
		name = name.isEmpty() || name.startsWith(".") ? "run" : name.substring(0, Math.min(LONGEST_NAME, name.length()));
		int n = 1;
		while (Files.exists(place(study).resolve(name + "-" + n), LinkOption.NOFOLLOW_LINKS)) {
			n++; // numbers of earlier runs are never used again
		}
		return place(study).resolve(name + "-" + n);
	}

	/** Makes the next free folder for a run of a study. */
	static Path next(Path study, String experiment) throws CoreException {
		Path runs = place(study);
		try {
			Files.createDirectories(runs);
			while (true) {
				try {
					return Files.createDirectory(free(study, experiment));
				} catch (FileAlreadyExistsException taken) {
					// somebody was faster
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
