package io.spadework.runs.catalogue;

import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunNotes;
import io.spadework.runs.compare.Comparison;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Any number of runs, kept up to date by looking only at what has changed: a run is read again when size or time of one of its files are
 * others than before, and of a run that goes on only what was added. A run that is damaged or half written has an entry that says so.
 */
public final class RunIndex {

	private final NotesStore notes;
	private final Map<RunFolder, Known> known = new ConcurrentHashMap<>();
	private final Map<RunFolder, Cached> cached;

	/** What was read of a run, and when its files were how. */
	private record Known(String stamp, String notesStamp, RunEntry entry, Comparison followed) {
	}

	/** What an earlier start has read of a run. */
	record Cached(String stamp, RunSummary summary) {
	}

	/**
	 * An index without runs.
	 *
	 * @param notes where notes are kept
	 * @param cache file of an earlier {@link #save}, need not exist; null for none
	 */
	public RunIndex(NotesStore notes, Path cache) {
		this.notes = notes;
		cached = cache == null ? Map.of() : SummaryCache.read(cache);
	}

	/**
	 * Looks at runs, on all processors.
	 *
	 * @param done told how many have been looked at, from any thread
	 * @param cancelled asked between runs; what was read until then is kept
	 * @return the runs in the order given, each the very same object while nothing has changed; those not reached before cancelling are missing where nothing is known of them
	 */
	public List<RunEntry> refresh(Collection<RunFolder> runs, IntConsumer done, BooleanSupplier cancelled) {
		known.keySet().retainAll(new HashSet<>(runs));
		AtomicInteger count = new AtomicInteger();
		runs.parallelStream().forEach(run -> {
			if (!cancelled.getAsBoolean()) {
				known.put(run, look(run, known.get(run)));
				done.accept(count.incrementAndGet());
			}
		});
		return runs.stream().map(known::get).filter(Objects::nonNull).map(Known::entry).toList();
	}

	/** Keeps what is known of runs that have ended, for the next start. */
	public void save(Path cache) throws IOException {
		Map<RunFolder, Cached> ended = new HashMap<>();
		known.forEach((run, one) -> {
			if (!one.entry.summary().mayEndSilently() && SummaryCache.fits(one.entry.summary())) {
				ended.put(run, new Cached(one.stamp, one.entry.summary()));
			}
		});
		SummaryCache.write(cache, ended);
	}

	private Known look(RunFolder run, Known before) {
		String stamp = stamp(run);
		String notesStamp = stamp(notes.file(run));
		boolean same = before != null && before.stamp.equals(stamp);
		Comparison followed = same ? before.followed : null;
		RunSummary summary = same ? before.entry.summary() : null;
		if (summary == null) {
			Cached earlier = before == null ? cached.get(run) : null;
			if (earlier != null && earlier.stamp.equals(stamp)) {
				summary = earlier.summary;
			} else {
				followed = before != null && before.followed != null ? before.followed.refreshed() : Comparison.of(List.of(run.path()));
				summary = RunSummary.of(followed);
			}
		}
		if (same && summary.mayEndSilently() && !run.status().word().equals(summary.status())) {
			followed = followed == null ? Comparison.of(List.of(run.path())) : followed.refreshed();
			summary = RunSummary.of(followed);
		}
		if (!summary.mayEndSilently() || summary.status().equals("interrupted")) {
			followed = null; // of what has ended, the summary is enough
		}
		boolean notesSame = before != null && before.notesStamp.equals(notesStamp);
		if (notesSame && before.entry.summary() == summary) {
			return new Known(stamp, notesStamp, before.entry, followed);
		}
		RunNotes said = RunNotes.NONE;
		String problem = "";
		try {
			said = notes.read(run);
		} catch (RunException damaged) {
			problem = damaged.getMessage();
		}
		return new Known(stamp, notesStamp, new RunEntry(run, summary.status(), summary, said, problem), followed);
	}

	/** Size and time of all that a summary is made of. */
	private static String stamp(RunFolder run) {
		StringBuilder stamp = new StringBuilder();
		try (DirectoryStream<Path> metrics = Files.newDirectoryStream(run.path(), "metrics-*.jsonl")) {
			for (Path file : metrics) {
				stamp.append(file.getFileName()).append(stamp(file));
			}
		} catch (IOException | DirectoryIteratorException unreadable) {
			stamp.append('?');
		}
		for (String file : List.of("run.json", "study.spade", "evaluations")) {
			stamp.append(' ').append(stamp(run.path().resolve(file)));
		}
		return stamp.toString();
	}

	private static String stamp(Path file) {
		try {
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
			return ":" + attributes.size() + ":" + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
		} catch (IOException missing) {
			return "-";
		}
	}
}
