package io.spadework.runs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Requests to a running training, as files in {@code <run>/control/}. */
public final class Control {

	private final Path folder;
	/** Requests whose files could not be deleted: obeyed once, not at every step. */
	private final Set<Request> stuck = EnumSet.noneOf(Request.class);

	private Control(Path run) {
		folder = run.resolve("control");
	}

	/** The engine's end of a run's control folder. */
	public static Control at(Path run) {
		return new Control(run);
	}

	/** Asks the run's engine for something; it looks at every step. */
	public static void send(Path run, Request request) throws IOException {
		if (!Files.isDirectory(run)) {
			throw new NotDirectoryException(run + " is not a run folder");
		}
		Path folder = Files.createDirectories(run.resolve("control"));
		Files.writeString(folder.resolve(request.fileName()), Instant.now() + "\n");
	}

	/** Requests that have come since the last call, oldest first; their files are deleted. */
	public List<Request> poll() {
		record Arrived(Request request, Path file, long time) {
		}
		List<Arrived> arrived = new ArrayList<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
			for (Path file : files) {
				for (Request request : Request.values()) {
					if (file.getFileName().toString().equals(request.fileName())) {
						arrived.add(new Arrived(request, file, Files.getLastModifiedTime(file).toMillis()));
					}
				}
			}
		} catch (IOException none) {
			// No control folder yet, or a request taken back while we looked.
		}
		arrived.sort(Comparator.comparingLong(Arrived::time).thenComparing(Arrived::request));
		List<Request> requests = new ArrayList<>();
		for (Arrived one : arrived) {
			try {
				Files.delete(one.file);
				stuck.remove(one.request);
				requests.add(one.request);
			} catch (NoSuchFileException takenBack) {
				stuck.remove(one.request);
			} catch (IOException e) {
				if (stuck.add(one.request)) {
					requests.add(one.request);
				}
			}
		}
		return requests;
	}

	/** Deletes requests sent before a time: they were meant for an earlier process of the run. */
	void forgetBefore(Instant time) {
		for (Request request : Request.values()) {
			Path file = folder.resolve(request.fileName());
			try {
				if (Files.exists(file) && Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
					Files.delete(file);
				}
			} catch (IOException e) {
				// Gone meanwhile, or not deletable: then poll() obeys it once.
			}
		}
	}
}
