package io.spadework.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.swt.graphics.Color;

import io.spadework.model.Footprint;
import io.spadework.runs.compare.ComparedRun;
import io.spadework.runs.compare.Comparison;
import io.spadework.runs.compare.Cost;
import io.spadework.runs.compare.Measure;
import io.spadework.runs.compare.SavedComparison;
import io.spadework.ui.charts.Colours;
import io.spadework.ui.runs.RunColours;

/**
 * What all pages show.
 *
 * @param comparison the runs as they are now
 * @param saved what was chosen
 * @param footprints what the runs' experiments take, by label; without those that can't be read
 */
record Shown(Comparison comparison, SavedComparison saved, Map<String, Footprint> footprints) {

	/** The measures that were chosen, or those that one sees first. */
	List<Measure> measures() {
		List<Measure> chosen = comparison.measures().stream().filter(measure -> saved.measures().contains(measure.fullName())).toList();
		return chosen.isEmpty() ? comparison.chiefMeasures() : chosen;
	}

	/** The colours of all runs, by label: those that the comparison's file holds, else those that the runs have everywhere. */
	Map<String, Color> colours(Colours palette) {
		Map<Path, Color> everywhere = RunColours.of(saved.runs(), palette);
		Map<String, Color> colours = new LinkedHashMap<>();
		for (ComparedRun run : comparison.runs()) {
			Path path = run.folder().path().toAbsolutePath().normalize();
			String given = saved.colours().get(path);
			colours.put(run.label(), given != null ? RunColours.colour(given) : everywhere.getOrDefault(path, palette.text()));
		}
		return colours;
	}

	/** A palette whose curves have the colours of the runs, in their order. */
	Colours palette(Colours ground) {
		return new Colours(ground.ground(), ground.text(), ground.grid(), ground.faint(), ground.alarm(), comparison.runs().isEmpty() ? ground.curves() : List.copyOf(colours(ground).values()));
	}

	/** The names of what quality can be held against, those that networks take first. */
	List<String> costs() {
		List<String> names = new ArrayList<>(networkCosts().stream().map(Cost::name).toList());
		names.addAll(List.of(Cost.MEMORY, Cost.STEP_TIME, Cost.TIME));
		comparison.chiefDiffering().stream().filter(row -> row.isNumeric() && comparison.measures(row.name()).isEmpty()).forEach(row -> names.add(row.name()));
		comparison.measures().forEach(measure -> names.add(measure.fullName()));
		return names;
	}

	/** What the networks of the runs take. */
	List<Cost> networkCosts() {
		Map<String, Map<String, Long>> taken = new LinkedHashMap<>();
		footprints.forEach((run, footprint) -> taken.put(run, footprint.figures()));
		return Cost.ofNetworks(taken);
	}

	/** The cost of a name; nothing where there is none. */
	Optional<Cost> cost(String name) {
		return networkCosts().stream().filter(cost -> cost.name().equals(name)).findFirst().or(() -> Cost.named(name, comparison));
	}
}
