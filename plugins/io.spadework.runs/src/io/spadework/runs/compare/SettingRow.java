package io.spadework.runs.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A setting in which runs differ.
 *
 * @param name the setting's name
 * @param values its value in each run, in the order of the runs; null where a run has no such thing
 */
public record SettingRow(String name, List<String> values) {

	public SettingRow {
		values = Collections.unmodifiableList(new ArrayList<>(values));
	}

	/** The settings in which runs differ, sorted by name; of an element that only some runs have, the element and not its every attribute. */
	static List<SettingRow> differing(List<ComparedRun> runs) {
		SortedSet<String> names = new TreeSet<>();
		runs.forEach(run -> names.addAll(run.settings().keySet()));
		List<SettingRow> rows = new ArrayList<>();
		for (String name : names) {
			SettingRow row = new SettingRow(name, runs.stream().map(run -> run.setting(name)).toList());
			if (row.differs(runs)) {
				rows.add(row);
			}
		}
		return rows;
	}

	private boolean differs(List<ComparedRun> runs) {
		boolean attribute = name.lastIndexOf('.') > 0;
		Set<String> distinct = new HashSet<>();
		for (int i = 0; i < values.size(); i++) {
			// A run whose study can't be read has nothing to say, which is no difference.
			if (values.get(i) != null || !attribute && runs.get(i).settingsKnown()) {
				distinct.add(values.get(i));
			}
		}
		return distinct.size() > 1;
	}

	/** Whether some run has a number. */
	public boolean isNumeric() {
		return Arrays.stream(numbers()).anyMatch(Double::isFinite);
	}

	/** The values as numbers, NaN where one is none. */
	public double[] numbers() {
		return values.stream().mapToDouble(SettingRow::number).toArray();
	}

	private static double number(String text) {
		try {
			return Double.parseDouble(Objects.requireNonNullElse(text, ""));
		} catch (NumberFormatException e) {
			return Double.NaN;
		}
	}
}
