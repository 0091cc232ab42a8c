package io.spadework.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.spadework.model.Footprint;
import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.difference.DifferenceRow;
import io.spadework.model.difference.DifferenceTable;
import io.spadework.model.study.Experiment;
import io.spadework.runs.compare.ComparedRun;
import io.spadework.runs.compare.Comparison;
import io.spadework.runs.compare.Cost;
import io.spadework.runs.compare.Group;
import io.spadework.runs.export.Table;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the networks of compared runs differ in, and what they take; of a run whose study can't be read, the table of runs says so. */
final class Architectures {

	private final Map<String, Experiment> experiments = new LinkedHashMap<>();
	private final Map<String, Footprint> footprints = new HashMap<>();
	private final List<DifferenceTable> differences;

	/** Reads the study of one run of each group: all runs of a group have the same. */
	Architectures(Comparison comparison) {
		for (Group group : comparison.groups()) {
			ComparedRun first = group.runs().get(0);
			if (first.settingsKnown()) {
				try {
					experiments.put(first.label(), Studies.experiment(first.folder().study(), first.info().experiment()));
				} catch (StudyException unreadable) {
					// without a study there is nothing to hold against others
				}
			}
		}
		differences = DifferenceTable.of(experiments);
		footprints(comparison);
	}

	private void footprints(Comparison comparison) {
		for (Group group : comparison.groups()) {
			Experiment experiment = experiments.get(group.runs().get(0).label());
			if (experiment != null) {
				Footprint footprint = Footprint.of(experiment);
				group.runs().forEach(run -> footprints.put(run.label(), footprint));
			}
		}
	}

	/** A table for each group whose networks are not those of the first. */
	List<Table> tables() {
		return differences.stream().map(one -> new Table(one.title(), DifferenceTable.HEAD, one.cells(), List.of(one.totals()))).toList();
	}

	/** What the generators take. */
	List<Cost> costs() {
		return List.of(Cost.of(Cost.PARAMETERS, run -> footprints.containsKey(run.label()) ? footprints.get(run.label()).parameters() : Double.NaN),
				Cost.of(Cost.MULTIPLY_ADDS, run -> footprints.containsKey(run.label()) ? footprints.get(run.label()).multiplyAdds() : Double.NaN));
	}

	/** The same as [{run, against, parameters, multiplyAdds, changes: [{graph, node, state, change, output, parameters: {before, after}, multiplyAdds: {before, after}}]}]. */
	JsonArray json() {
		JsonArray tables = new JsonArray();
		for (DifferenceTable difference : differences) {
			JsonObject table = new JsonObject();
			table.addProperty("run", difference.name());
			table.addProperty("against", difference.against());
			table.addProperty("parameters", difference.parameters());
			table.addProperty("multiplyAdds", difference.multiplyAdds());
			JsonArray changes = new JsonArray();
			difference.rows().forEach(row -> changes.add(change(row)));
			table.add("changes", changes);
			tables.add(table);
		}
		return tables;
	}

	private static JsonObject change(DifferenceRow row) {
		JsonObject change = new JsonObject();
		change.addProperty("graph", row.graph());
		change.addProperty("node", row.node().isEmpty() ? null : row.node());
		change.addProperty("state", row.state().word());
		change.addProperty("change", row.change());
		change.addProperty("output", row.output());
		change.add("parameters", pair(row.before().parameters(), row.after().parameters()));
		change.add("multiplyAdds", pair(row.before().multiplyAdds(), row.after().multiplyAdds()));
		return change;
	}

	private static JsonObject pair(long before, long after) {
		JsonObject pair = new JsonObject();
		pair.addProperty("before", before);
		pair.addProperty("after", after);
		return pair;
	}
}
