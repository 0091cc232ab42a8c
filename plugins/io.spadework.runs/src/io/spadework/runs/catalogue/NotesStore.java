package io.spadework.runs.catalogue;

import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunNotes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Where the notes about runs are: in the run's own folder, or, where nothing can be written there, in a folder of the reader's. Threads may share it. */
public final class NotesStore {

	private final Path aside;

	/**
	 * A store.
	 *
	 * @param aside for the notes of runs that can't be written to; null where such runs can have none
	 */
	public NotesStore(Path aside) {
		this.aside = aside;
	}

	/**
	 * The notes about a run.
	 *
	 * @throws RunException they are there and damaged
	 */
	public synchronized RunNotes read(RunFolder run) throws RunException {
		return RunNotes.read(file(run));
	}

	/** Keeps the notes about a run, in its folder where that is possible. */
	public synchronized void write(RunFolder run, RunNotes notes) throws IOException {
		try {
			notes.write(own(run));
		} catch (IOException readOnly) {
			if (aside == null || !Files.isDirectory(run.path())) {
				throw readOnly;
			}
			Files.createDirectories(aside);
			notes.write(aside(run));
			return;
		}
		if (aside != null) {
			Files.deleteIfExists(aside(run));
		}
	}

	/** Where the notes about a run are, or would be. */
	Path file(RunFolder run) {
		return aside != null && Files.exists(aside(run)) ? aside(run) : own(run);
	}

	private static Path own(RunFolder run) {
		return run.path().resolve(RunNotes.FILE);
	}

	private Path aside(RunFolder run) {
		return aside.resolve(UUID.nameUUIDFromBytes(run.path().toString().getBytes(StandardCharsets.UTF_8)) + ".json");
	}
}
