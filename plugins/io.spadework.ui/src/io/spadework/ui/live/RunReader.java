package io.spadework.ui.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.ImageData;

import io.spadework.runs.Metrics;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.runs.RunStatus;
import io.spadework.runs.Series;

/** Reads a run as it grows. Slow; belongs to one background thread at a time. */
final class RunReader {

	private final RunFolder run;
	private Metrics metrics;
	private Path grid;
	private FileTime gridTime;
	private ImageData image;

	RunReader(RunFolder run) {
		this.run = run;
	}

	/**
	 * What there is to show.
	 *
	 * @param image the newest sample grid, null before the first
	 * @param imageStep its step
	 * @param problem why the run cannot be read, or null
	 */
	record Reading(RunFolder run, String experiment, RunProgress progress, List<Curve> curves, ImageData image, int imageStep, String problem) {
	}

	/** Reads what is new and thins out the curves for a window of the chart. */
	Reading read(LossChart.Window window, double smoothing) {
		RunInfo info;
		try {
			info = run.info();
		} catch (RunException e) {
			return new Reading(run, run.path().getFileName().toString(), null, List.of(), null, -1, e.getMessage());
		}
		RunStatus status = run.status(info);
		if (metrics == null) {
			metrics = run.metrics();
		} else {
			metrics.refresh();
		}
		readNewestGrid();
		return new Reading(run, info.experiment(), RunProgress.of(info, status, metrics), curves(window, smoothing), image,
				grid == null ? -1 : RunFolder.stepOf(grid), metrics.problem());
	}

	private List<Curve> curves(LossChart.Window window, double smoothing) {
		List<Series> all = SeriesNames.losses(metrics.series()).stream().map(metrics::series).filter(series -> series.size() > 0).toList();
		double from = window.from();
		double to = window.to();
		if (Double.isInfinite(from)) {
			from = all.stream().mapToDouble(series -> series.step(0)).min().orElse(0);
			to = all.stream().mapToDouble(series -> series.step(series.size() - 1)).max().orElse(1);
		}
		List<Curve> curves = new ArrayList<>();
		for (Series series : all) {
			curves.add(Curve.of(series, from, to, window.columns(), smoothing, window.logarithmic()));
		}
		return curves;
	}

	private void readNewestGrid() {
		List<Path> grids = run.sampleGrids();
		if (grids.isEmpty()) {
			grid = null;
			image = null;
			return;
		}
		Path newest = grids.get(grids.size() - 1);
		try {
			FileTime time = Files.getLastModifiedTime(newest);
			if (newest.equals(grid) && time.equals(gridTime)) {
				return;
			}
			try (InputStream in = Files.newInputStream(newest)) {
				image = new ImageData(in);
				grid = newest;
				gridTime = time;
			}
		} catch (IOException | SWTException halfWritten) {
			// The engine writes samples at any moment: the last good grid stays until this one can be read.
		}
	}
}
