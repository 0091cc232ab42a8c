package io.spadework.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.spadework.runs.Event;
import io.spadework.runs.RunFolder;

/**
 * A checkpoint that a run can go on from.
 *
 * @param name its file's name without the ending, by which the command line knows it: latest, best, step-000500
 * @param step the step it was written after, -1 = not known
 * @param bytes size of its file
 */
public record SavedCheckpoint(Path file, String name, int step, long bytes, Instant written) {

	/** The engine's name for the newest one. */
	public static final String LATEST = "latest";

	/** The engine's name for the one with the best measured value. */
	public static final String BEST = "best";

	private static final Pattern FILE = Pattern.compile("(latest|best|step-(\\d{1,9}))\\.npz");

	/** A run's checkpoints: latest, best, then those of a step, the newest first. Reads folders: not for the UI thread. */
	public static List<SavedCheckpoint> of(RunFolder run) {
		List<SavedCheckpoint> found = new ArrayList<>();
		try (var files = Files.newDirectoryStream(run.checkpoints(), "*.npz")) {
			for (Path file : files) {
				Matcher matcher = FILE.matcher(file.getFileName().toString());
				if (matcher.matches()) {
					BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
					int step = matcher.group(2) == null ? -1 : Integer.parseInt(matcher.group(2));
					found.add(new SavedCheckpoint(file, matcher.group(1), step, attributes.size(), attributes.lastModifiedTime().toInstant()));
				}
			}
		} catch (IOException none) {
			// none was written yet, or it has just been replaced: the next look finds it
		}
		found.replaceAll(each -> each.step < 0 ? each.at(stepOf(each, found, run)) : each);
		found.sort(Comparator.comparing((SavedCheckpoint each) -> each.name.equals(LATEST) ? 0 : each.name.equals(BEST) ? 1 : 2).thenComparing(each -> -each.step));
		return found;
	}

	/** True where a run has something to go on from. */
	public static boolean isThere(RunFolder run) {
		return Files.isRegularFile(run.checkpoints().resolve(LATEST + ".npz"));
	}

	/** Latest and best share their bytes with a kept one, or else are as old as an event. */
	private static int stepOf(SavedCheckpoint named, List<SavedCheckpoint> all, RunFolder run) {
		for (SavedCheckpoint other : all) {
			try {
				if (other.step >= 0 && Files.isSameFile(other.file, named.file)) {
					return other.step;
				}
			} catch (IOException gone) {
				// replaced meanwhile
			}
		}
		return named.name.equals(LATEST) ? run.events().stream().filter(event -> event.kind().equals("checkpoint")).mapToInt(Event::step).reduce(-1, (a, b) -> b) : -1;
	}

	private SavedCheckpoint at(int newStep) {
		return new SavedCheckpoint(file, name, newStep, bytes, written);
	}
}
