package io.spadework.ui.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.spadework.launch.RunState.Phase;
import io.spadework.runs.RunFolder;
import io.spadework.runs.catalogue.RunField;

/** Runs as the lines of a table: those that wait first, the others in an order, and below the heads of groups where they are grouped. */
final class RunLines {

	private static final String NO_VALUE = "(none)";

	/** A line; it is still the same one when its run has gone on. */
	sealed interface Line {

		/** What makes it the same line. */
		Object key();
	}

	/** The head of a group of so many runs. */
	record Head(String title, int size) implements Line {

		@Override
		public Object key() {
			return title;
		}
	}

	/** A run in a group, or in the group null where there are none. */
	record Item(String group, RunRow row) implements Line {

		private record Key(String group, RunFolder run) {
		}

		@Override
		public Object key() {
			return new Key(group, row.run());
		}
	}

	private RunLines() {
	}

	/**
	 * The lines of runs.
	 *
	 * @param group what runs are grouped by, each of several tags being a group; null for no groups
	 * @param closed titles of groups that show their heads only
	 */
	static List<Line> of(List<RunRow> rows, RunField sort, boolean descending, RunField group, Set<String> closed) {
		Comparator<RunRow> waitingFirst = Comparator.comparing(row -> row.state().phase() != Phase.WAITING);
		Comparator<RunRow> order = waitingFirst.thenComparing(RunRow::entry, sort.order(descending)).thenComparing(RunRow::entry, RunField.builtIn("name").order(false))
				.thenComparing(row -> row.run().path());
		List<RunRow> sorted = rows.stream().sorted(order).toList();
		if (group == null) {
			return sorted.stream().<Line>map(row -> new Item(null, row)).toList();
		}
		Map<String, List<RunRow>> groups = new TreeMap<>(Comparator.comparing((String title) -> title.equals(NO_VALUE)).thenComparing(RunField::compareWords));
		for (RunRow row : sorted) {
			titles(row, group).forEach(title -> groups.computeIfAbsent(title, each -> new ArrayList<>()).add(row));
		}
		List<Line> lines = new ArrayList<>();
		groups.forEach((title, members) -> {
			lines.add(new Head(title, members.size()));
			if (!closed.contains(title)) {
				members.forEach(row -> lines.add(new Item(title, row)));
			}
		});
		return lines;
	}

	private static List<String> titles(RunRow row, RunField group) {
		List<String> titles = group.value().apply(row.entry()) instanceof List<?> words ? words.stream().map(Object::toString).distinct().toList() : List.of(group.text(row.entry()));
		return titles.isEmpty() || titles.equals(List.of("")) ? List.of(NO_VALUE) : titles;
	}
}
