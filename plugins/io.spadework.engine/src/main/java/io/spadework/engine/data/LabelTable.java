package io.spadework.engine.data;

import java.util.List;

import io.spadework.runs.labels.KnownLabels;

/** Names and colours of a data set's labels: those that the study states, for the first labels, and for the others those that the field knows. */
final class LabelTable {

	private final List<String> names;
	private final int[] colours;
	private final KnownLabels known;

	private LabelTable(List<String> names, int[] colours, KnownLabels known) {
		this.names = names;
		this.colours = colours;
		this.known = known;
	}

	/** What the field knows. */
	static LabelTable of(KnownLabels known) {
		return new LabelTable(List.of(), new int[0], known);
	}

	/** The same with stated names, and for each its colour, 0xRRGGBB; below 0 it is the one that the field knows. */
	LabelTable with(List<String> stated, int... shown) {
		if (stated.size() != shown.length) {
			throw new IllegalArgumentException("every stated label has a colour, or -1 for the usual one; got " + stated.size() + " names and " + shown.length + " colours");
		}
		return new LabelTable(List.copyOf(stated), shown.clone(), known);
	}

	String name(int index) {
		return index < names.size() ? names.get(index) : known.name(index);
	}

	int colour(int index) {
		return index < colours.length && colours[index] >= 0 ? colours[index] : known.colour(index);
	}
}
