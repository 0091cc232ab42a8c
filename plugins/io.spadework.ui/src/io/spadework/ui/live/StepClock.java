package io.spadework.ui.live;

import io.spadework.runs.Metrics;
import io.spadework.runs.Series;

/** When a run made a step, in seconds of training. */
final class StepClock {

	private final Series series;

	StepClock(Metrics metrics) {
		Series longest = null;
		for (String name : metrics.series()) {
			Series each = metrics.series(name);
			longest = longest == null || each.size() > longest.size() ? each : longest;
		}
		series = longest;
	}

	/** Seconds of training until a step; 0 before the first. */
	double seconds(int step) {
		int low = 0;
		int high = series == null ? 0 : series.size();
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (series.step(middle) <= step) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return low == 0 ? 0 : series.wall(low - 1);
	}
}
