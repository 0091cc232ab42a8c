package io.spadework.ui.runs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.spadework.runs.Metrics;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.runs.RunStatus;
import io.spadework.ui.live.SeriesNames;

/**
 * A run as a row of the Runs view.
 *
 * @param status as a reader concludes it
 * @param step how far it came, in words
 * @param losses newest losses of generator and discriminator, in words
 * @param started when its engine was started last
 */
public record RunRow(RunFolder run, String experiment, RunStatus status, String step, String losses, Instant started) {

	static RunRow of(RunFolder run, Metrics metrics) throws RunException {
		RunInfo info = run.info();
		int last = metrics.lastStep();
		String step = last < 0 ? "" : info.totalSteps() > 0 ? String.format(Locale.ROOT, "%,d / %,d", last, info.totalSteps()) : String.format(Locale.ROOT, "%,d", last);
		return new RunRow(run, info.experiment(), run.status(info), step, losses(metrics), RunCatalogue.started(run));
	}

	private static String losses(Metrics metrics) {
		List<String> words = new ArrayList<>();
		for (String network : List.of("G", "D")) {
			String total = "loss/" + network + "/total";
			if (metrics.series().contains(total)) {
				words.add(network + " " + SeriesNames.value(metrics.series(total).last()));
			}
		}
		return String.join("   ", words);
	}

	/** The run folder's name. */
	public String name() {
		return run.path().getFileName().toString();
	}
}
