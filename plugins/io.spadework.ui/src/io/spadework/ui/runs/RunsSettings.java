package io.spadework.ui.runs;

import java.util.List;

import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;

/** How a person likes to see the list of runs, kept from start to start. */
final class RunsSettings {

	private static final String COLUMNS = "columns";
	private static final String WIDTH = "width ";
	private static final String SORT = "sort";
	private static final String GROUP = "group";
	private static final String FILTER = "filter";
	private static final String DIFFERING = "differing";

	private final IEclipsePreferences kept = InstanceScope.INSTANCE.getNode("io.spadework.ui/runs");

	/** Words of the columns that were chosen, in their order; empty where nobody chose any. */
	List<String> columns() {
		return kept.get(COLUMNS, "").lines().filter(line -> !line.isBlank()).distinct().toList();
	}

	void setColumns(List<String> words) {
		kept.put(COLUMNS, String.join("\n", words));
	}

	/** A column's width in pixels, 0 where nobody chose one. */
	int width(String word) {
		return Math.clamp(kept.getInt(WIDTH + word, 0), 0, 2000);
	}

	void setWidth(String word, int pixels) {
		kept.putInt(WIDTH + word, pixels);
	}

	/** A field's word, with a minus before it where the order is turned round. */
	String sort() {
		return kept.get(SORT, "-started");
	}

	void setSort(String word) {
		kept.put(SORT, word);
	}

	/** The word of the field that runs are grouped by, empty for none. */
	String group() {
		return kept.get(GROUP, "");
	}

	void setGroup(String word) {
		kept.put(GROUP, word);
	}

	String filter() {
		return kept.get(FILTER, "");
	}

	void setFilter(String query) {
		kept.put(FILTER, query);
	}

	/** True where settings in which runs differ have columns by themselves. */
	boolean differing() {
		return kept.getBoolean(DIFFERING, false);
	}

	void setDiffering(boolean on) {
		kept.putBoolean(DIFFERING, on);
	}
}
