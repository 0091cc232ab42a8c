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
import io.spadework.runs.export.ComparisonTables;
import io.spadework.runs.export.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the networks of compared runs differ in, and what they take; of a run whose study can't be read, the table of runs says so. */
final class Architectures {

	private final Comparison comparison;
	private final Map<String, Experiment> experiments = new LinkedHashMap<>();
	private final Map<String, Footprint> footprints = new LinkedHashMap<>();
	private final List<DifferenceTable> differences;

	/** Reads the study of one run of each group: all runs of a group have the same. */
	Architectures(Comparison comparison) {
		this.comparison = comparison;
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
		readFootprints();
	}

	private void readFootprints() {
		for (Group group : comparison.groups()) {
			Experiment experiment = experiments.get(group.runs().get(0).label());
			if (experiment != null) {
				Footprint footprint = Footprint.of(experiment);
				group.runs().forEach(run -> footprints.put(run.label(), footprint));
			}
		}
	}

	/** What the networks take, then a table for each group whose networks are not those of the first. */
	List<Table> tables() {
		List<Table> tables = new ArrayList<>();
		ComparisonTables.networks(comparison, costs()).ifPresent(tables::add);
		differences.forEach(one -> tables.add(new Table(one.title(), DifferenceTable.HEAD, one.cells(), List.of(one.totals()))));
		return tables;
	}

	/** What the networks take, those of the generators first. */
	List<Cost> costs() {
		Map<String, Map<String, Long>> taken = new HashMap<>();
		footprints.forEach((run, footprint) -> taken.put(run, footprint.figures()));
		return Cost.ofNetworks(taken);
	}

	/** The same as {run: {generator: {parameters, multiplyAdds}, ...}}. */
	JsonObject networks() {
		JsonObject runs = new JsonObject();
		footprints.forEach((run, footprint) -> {
			JsonObject networks = new JsonObject();
			footprint.networks().forEach((role, cost) -> {
				JsonObject taken = new JsonObject();
				taken.addProperty("parameters", cost.parameters());
				taken.addProperty("multiplyAdds", cost.multiplyAdds());
				networks.add(role, taken);
			});
			runs.add(run, networks);
		});
		return runs;
	}

	/** What the networks differ in, as [{run, against, parameters, multiplyAdds, changes: [{graph, node, state, change, output, parameters: {before, after}, multiplyAdds: {before, after}}]}]. */
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
