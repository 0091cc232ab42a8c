package io.spadework.runs.tests.catalogue;

import io.spadework.runs.RunFolder;
import io.spadework.runs.RunNotes;
import io.spadework.runs.catalogue.RunEntry;
import io.spadework.runs.catalogue.RunSummary;
import io.spadework.runs.compare.Summary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs in a list that no folder is behind. */
public final class Entries {

	public static final String FID = "fid@0f71824f";

	private Entries() {
	}

	/** A run with a status, settings, newest values and notes. */
	public static RunEntry of(String name, String status, Map<String, String> settings, Map<String, Double> metrics, RunNotes notes) {
		TreeMap<String, Summary> summaries = new TreeMap<>();
		metrics.forEach((metric, last) -> summaries.put(metric, new Summary(3, 0, last, 100, last - 1, 50, last + 1, 10, null, 0)));
		RunSummary summary = new RunSummary(status, "", "coco-stuff", "SPADE", "7", "cpu", Instant.parse("2026-11-20T12:00:00Z"), 5400, 100, 1000, false, new TreeMap<>(settings), summaries);
		return new RunEntry(RunFolder.at(Path.of("/runs", name)), status, summary, notes, "");
	}

	/** A run with notes and nothing else. */
	public static RunEntry noted(String name, String text, String... tags) {
		return of(name, "finished", Map.of(), Map.of(), new RunNotes(List.of(tags), text, false, false));
	}
}
