package io.spadework.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.swt.graphics.Color;

import io.spadework.runs.compare.ComparedRun;
import io.spadework.runs.compare.Comparison;
import io.spadework.runs.compare.Measure;
import io.spadework.runs.compare.SavedComparison;
import io.spadework.ui.live.Colours;

/**
 * What all pages show.
 *
 * @param comparison the runs as they are now
 * @param saved what was chosen
 */
record Shown(Comparison comparison, SavedComparison saved) {

	/** The measures that were chosen, or those that one sees first. */
	List<Measure> measures() {
		List<Measure> chosen = comparison.measures().stream().filter(measure -> saved.measures().contains(measure.fullName())).toList();
		return chosen.isEmpty() ? comparison.chiefMeasures() : chosen;
	}

	/** A run's colour: the one it was given, or one by its place, so that it keeps it while others change. */
	Color colour(ComparedRun run, Colours palette) {
		String given = saved.colours().get(run.folder().path().toAbsolutePath().normalize());
		if (given != null) {
			int rgb = Integer.parseInt(given.substring(1), 16);
			return new Color(rgb >> 16, rgb >> 8 & 255, rgb & 255);
		}
		return palette.curve(Math.max(0, saved.runs().indexOf(run.folder().path().toAbsolutePath().normalize())));
	}

	/** The colours of all runs, by label. */
	Map<String, Color> colours(Colours palette) {
		Map<String, Color> colours = new LinkedHashMap<>();
		comparison.runs().forEach(run -> colours.put(run.label(), colour(run, palette)));
		return colours;
	}
}
