package io.spadework.ui.runs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.spadework.launch.ActiveRuns;
import io.spadework.launch.RunState;
import io.spadework.runs.Metrics;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.ui.charts.Values;

/**
 * A run as a row of the Runs view.
 *
 * @param state where it stands
 * @param step how far it came, in words
 * @param losses newest losses of generator and discriminator, in words
 * @param started when its engine was started last
 */
public record RunRow(RunFolder run, String experiment, RunState state, String step, String losses, Instant started) {

	static RunRow of(RunFolder run, Metrics metrics) throws RunException {
		RunInfo info = run.info();
		int last = metrics.lastStep();
		String step = last < 0 ? "" : info.totalSteps() > 0 ? String.format(Locale.ROOT, "%,d / %,d", last, info.totalSteps()) : String.format(Locale.ROOT, "%,d", last);
		RunState state = RunState.of(run, info, run.status(info), ActiveRuns.watched(run.path()));
		return new RunRow(run, info.experiment(), state, step, losses(metrics), RunCatalogue.started(run));
	}

	/** A training that waits for its turn. */
	static RunRow waiting(RunFolder run, int place) {
		return new RunRow(run, "number " + place + " in line", RunState.of(run), "", "", Instant.now().plusSeconds(Integer.MAX_VALUE - place));
	}

	private static String losses(Metrics metrics) {
		List<String> words = new ArrayList<>();
		for (String network : List.of("G", "D")) {
			String total = "loss/" + network + "/total";
			if (metrics.series().contains(total)) {
				words.add(network + " " + Values.words(metrics.series(total).last()));
			}
		}
		return String.join("   ", words);
	}

	/** The run folder's name. */
	public String name() {
		return run.path().getFileName().toString();
	}
}
