package io.spadework.ui.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.osgi.framework.FrameworkUtil;

import io.spadework.launch.ActiveRuns;
import io.spadework.launch.RunQueue;
import io.spadework.launch.RunState;
import io.spadework.launch.RunState.Phase;
import io.spadework.launch.SavedCheckpoint;
import io.spadework.launch.WaitingRun;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunNotes;
import io.spadework.runs.catalogue.NotesStore;
import io.spadework.runs.catalogue.RunEntry;
import io.spadework.runs.catalogue.RunIndex;
import io.spadework.runs.catalogue.RunSummary;

/** The runs of the workspace and of added folders as rows, kept up to date. All of it is slow: not for the UI thread. */
final class RunRows {

	/** Runs that are read before the first rows are shown. */
	private static final int FIRST = 64;

	private final Path cache = state().resolve("run-summaries");
	private final NotesStore notes = new NotesStore(state().resolve("run-notes"));
	private final Map<RunFolder, RunRow> rows = new ConcurrentHashMap<>();
	private RunIndex index;
	private Set<RunFolder> saved = Set.of();

	private static Path state() {
		return Platform.getStateLocation(FrameworkUtil.getBundle(RunRows.class)).toPath();
	}

	/**
	 * Looks at all runs.
	 *
	 * @param some told what is there so far, where much has to be read
	 * @return the rows; the very same objects for runs that have not changed
	 */
	List<RunRow> look(IProgressMonitor monitor, Consumer<List<RunRow>> some) {
		List<RunFolder> runs = RunCatalogue.runs();
		boolean first = index == null;
		if (first) {
			index = new RunIndex(notes, cache);
		}
		monitor.beginTask("", IProgressMonitor.UNKNOWN);
		if (first) {
			for (int size = FIRST; size < runs.size() && !monitor.isCanceled(); size *= 4) {
				some.accept(rows(index.refresh(runs.subList(0, size), done -> {
				}, monitor::isCanceled), runs));
			}
		}
		List<RunEntry> entries = index.refresh(runs, done -> {
			if (done % 16 == 0) {
				monitor.subTask(done + " of " + runs.size());
			}
		}, monitor::isCanceled);
		return rows(entries, runs);
	}

	/** Keeps summaries for the next start, where there are other runs than when they were kept last. */
	void save(List<RunRow> shown) {
		Set<RunFolder> runs = shown.stream().map(RunRow::run).collect(Collectors.toSet());
		if (saved.equals(runs)) {
			return;
		}
		try {
			index.save(cache);
			saved = runs;
		} catch (IOException e) {
			Platform.getLog(RunRows.class).log(Status.warning("The summaries of runs could not be kept; they will be read again at the next start", e));
		}
	}

	/** Keeps other notes about runs. */
	void annotate(Map<RunFolder, RunNotes> said) throws IOException {
		for (Map.Entry<RunFolder, RunNotes> each : said.entrySet()) {
			notes.write(each.getKey(), each.getValue());
		}
	}

	private List<RunRow> rows(List<RunEntry> entries, List<RunFolder> runs) {
		List<RunRow> found = new ArrayList<>(entries.parallelStream().map(this::row).toList());
		Map<RunFolder, RunRow> waiting = new HashMap<>();
		for (WaitingRun each : RunQueue.the().waiting()) {
			RunFolder run = each.order().run();
			RunEntry entry = new RunEntry(run, "waiting", RunSummary.of("waiting", ""), RunNotes.NONE, "");
			waiting.put(run, new RunRow(entry, RunState.of(run)));
		}
		found.removeIf(row -> waiting.containsKey(row.run()));
		found.addAll(waiting.values());
		rows.keySet().retainAll(new HashSet<>(runs));
		return found;
	}

	/** Where a run stands that nobody works on: as its summary says, so that a thousand of them need not be read again. */
	private static RunState ended(RunEntry entry) {
		Phase phase = Arrays.stream(Phase.values()).filter(each -> each.word().equals(entry.status())).findFirst().orElse(Phase.FAILED);
		boolean readable = !entry.status().equals(RunSummary.UNREADABLE);
		return new RunState(entry.run(), phase, readable && !entry.summary().imported() && SavedCheckpoint.isThere(entry.run()), entry.summary().totalSteps());
	}

	/** A run whose engine is watched stands where that says; of others, the row stays while the folder does. */
	private RunRow row(RunEntry entry) {
		RunRow before = rows.get(entry.run());
		boolean watched = ActiveRuns.watched(entry.run().path()).isPresent();
		if (before != null && before.entry().summary() == entry.summary() && before.entry().notes() == entry.notes() && !watched && !before.state().isActive()) {
			return before;
		}
		RunState state = watched || entry.summary().isActive() ? RunState.of(entry.run()) : ended(entry);
		RunRow row = new RunRow(entry.status().equals(RunSummary.UNREADABLE) && !watched ? entry : entry.with(state.phase().word()), state);
		row = row.equals(before) ? before : row;
		rows.put(entry.run(), row);
		return row;
	}
}
