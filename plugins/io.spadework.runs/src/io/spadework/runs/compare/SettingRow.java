package io.spadework.runs.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
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

	private static final int MOST_INSIDE = 12;
	/** What a study draws as diagrams. */
	private static final Set<String> DRAWN = Set.of("generator", "discriminator", "encoder", "segmenter", "block");

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

	/**
	 * Settings as a person reads them: without the nodes and edges inside of networks and blocks where more than a dozen of those, or of their attributes, are among them. Then it is
	 * another architecture, which diagrams tell better.
	 */
	public static Set<String> chief(Set<String> names) {
		Set<String> outside = new LinkedHashSet<>(names);
		outside.removeIf(name -> name.indexOf('/') > 0 && DRAWN.contains(name.substring(0, name.indexOf('/'))));
		return names.size() - outside.size() > MOST_INSIDE ? outside : names;
	}

	/** Whether runs differ in a number, as an axis needs. */
	public boolean isNumeric() {
		return Arrays.stream(numbers()).filter(Double::isFinite).distinct().count() > 1;
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
