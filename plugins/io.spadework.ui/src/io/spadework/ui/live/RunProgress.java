package io.spadework.ui.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.spadework.runs.Metrics;
import io.spadework.runs.RunInfo;
import io.spadework.runs.RunStatus;
import io.spadework.runs.Series;

/**
 * How far a run has come.
 *
 * @param status as a reader concludes it
 * @param step newest step, -1 before the first
 * @param totalSteps 0 = not known
 * @param secondsLeft NaN = not known
 * @param imagesPerSecond NaN = not known
 * @param discriminatorAccuracy share of images that D judges rightly, NaN = not measured
 * @param message why the status is what it is
 */
public record RunProgress(RunStatus status, int step, int totalSteps, double secondsLeft, double imagesPerSecond, double discriminatorAccuracy, String message) {

	/** The pace of the last steps counts: the first ones are slow. */
	private static final int PACE_POINTS = 50;

	/** Reads the progress off a run's numbers. */
	public static RunProgress of(RunInfo info, RunStatus status, Metrics metrics) {
		return new RunProgress(status, metrics.lastStep(), info.totalSteps(), secondsLeft(info, status, metrics), last(metrics, "speed/images_per_second"),
				last(metrics, "accuracy/D"), info.message());
	}

	private static double last(Metrics metrics, String name) {
		return metrics.series().contains(name) ? metrics.series(name).last() : Double.NaN;
	}

	private static double secondsLeft(RunInfo info, RunStatus status, Metrics metrics) {
		if (status != RunStatus.RUNNING || info.totalSteps() <= 0 || metrics.series().isEmpty()) {
			return Double.NaN;
		}
		List<String> losses = SeriesNames.losses(metrics.series());
		Series series = metrics.series(losses.isEmpty() ? metrics.series().iterator().next() : losses.get(0));
		int newest = series.size() - 1;
		int oldest = Math.max(0, newest - PACE_POINTS);
		if (newest <= oldest || series.wall(newest) <= series.wall(oldest)) {
			return Double.NaN;
		}
		double secondsPerStep = (series.wall(newest) - series.wall(oldest)) / (series.step(newest) - series.step(oldest));
		return Math.max(0, info.totalSteps() - metrics.lastStep()) * secondsPerStep;
	}

	/** Share of the steps that are done, 0 to 1; 0 where the total is not known. */
	public double share() {
		return totalSteps <= 0 ? 0 : Math.clamp((double) step / totalSteps, 0, 1);
	}

	/** The numbers in one line. */
	public String words() {
		List<String> words = new ArrayList<>();
		if (step < 0) {
			words.add(status.isActive() ? "waiting for the first step" : "no step was made");
		} else if (totalSteps > 0) {
			words.add(String.format(Locale.ROOT, "step %,d of %,d (%.0f %%)", step, totalSteps, 100 * share()));
		} else {
			words.add(String.format(Locale.ROOT, "step %,d", step));
		}
		if (Double.isFinite(secondsLeft)) {
			words.add(step >= totalSteps ? "measuring what it has learned" : duration(secondsLeft) + " left");
		}
		if (Double.isFinite(imagesPerSecond)) {
			words.add(String.format(Locale.ROOT, imagesPerSecond < 10 ? "%.1f images/s" : "%.0f images/s", imagesPerSecond));
		}
		if (Double.isFinite(discriminatorAccuracy)) {
			words.add(String.format(Locale.ROOT, "D accuracy %.0f %%", 100 * discriminatorAccuracy));
		}
		return String.join("  \u00b7  ", words);
	}

	/** A length of time for people. */
	static String duration(double seconds) {
		long whole = Math.round(seconds);
		if (whole < 60) {
			return whole + " s";
		}
		if (whole < 3600) {
			return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
		}
		if (whole < 48 * 3600) {
			return String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60);
		}
		return String.format(Locale.ROOT, "%d days %d h", whole / 86400, whole / 3600 % 24);
	}
}
