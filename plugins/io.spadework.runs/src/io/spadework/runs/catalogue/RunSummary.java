package io.spadework.runs.catalogue;

import io.spadework.runs.RunInfo;
import io.spadework.runs.compare.ComparedRun;
import io.spadework.runs.compare.Comparison;
import io.spadework.runs.compare.Measure;
import io.spadework.runs.compare.Summary;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run in one line: what was set and what came out.
 *
 * @param status in lower case; {@value #UNREADABLE} where run.json is missing or damaged
 * @param problem what can't be read of it, in words; empty where all could be
 * @param study the study's name
 * @param experiment the experiment's name
 * @param seed the seed, empty where there is none
 * @param backend cpu, cuda or nothing
 * @param started when its engine was started last, or null where that isn't known
 * @param seconds of training, 0 where nothing was measured
 * @param step the newest one, -1 where nothing was measured
 * @param totalSteps steps it was to make, 0 = not known
 * @param imported true where another program trained
 * @param settings all else that was set, by name
 * @param metrics what was measured, by the measure's full name
 */
public record RunSummary(String status, String problem, String study, String experiment, String seed, String backend, Instant started, double seconds, int step, int totalSteps,
		boolean imported, SortedMap<String, String> settings, SortedMap<String, Summary> metrics) {

	/** The status of a run of which nothing can be told. */
	public static final String UNREADABLE = "unreadable";

	public RunSummary {
		settings = Collections.unmodifiableSortedMap(settings);
		metrics = Collections.unmodifiableSortedMap(metrics);
	}

	/** Sums up a comparison of one run, which is how a run that goes on is followed. */
	static RunSummary of(Comparison one) {
		ComparedRun run = one.runs().get(0);
		RunInfo info = run.info();
		SortedMap<String, String> settings = new TreeMap<>(run.settings());
		settings.keySet().removeIf(RunField::isBuiltIn);
		SortedMap<String, Summary> metrics = new TreeMap<>();
		for (Measure measure : one.measures()) {
			Summary summary = run.summary(measure);
			if (summary != null) {
				metrics.put(measure.fullName().intern(), summary);
			}
		}
		String problem = String.join("; ", run.problems());
		if (info == null) {
			return new RunSummary(UNREADABLE, problem, "", "", "", "", null, run.metrics().lastWall(), run.metrics().lastStep(), 0, false, settings, metrics);
		}
		return new RunSummary(run.status(), problem, info.study(), info.experiment(), info.isImported() ? "" : Long.toString(info.seed()), info.backend(), started(info),
				run.metrics().lastWall(), run.metrics().lastStep(), info.totalSteps(), info.isImported(), settings, metrics);
	}

	/** A run that has no folder yet, or one that could not even be looked at. */
	public static RunSummary of(String status, String problem) {
		return new RunSummary(status, problem, "", "", "", "", null, 0, -1, 0, false, new TreeMap<>(), new TreeMap<>());
	}

	/** True while an engine is at work on it. */
	public boolean isActive() {
		return status.equals("running") || status.equals("paused");
	}

	/** True where the status may change without a file being written: when the process behind it goes. */
	boolean mayEndSilently() {
		return isActive() || status.equals("interrupted");
	}

	private static Instant started(RunInfo info) {
		try {
			return Instant.parse(info.processStart());
		} catch (DateTimeException unknown) {
			return null;
		}
	}
}
