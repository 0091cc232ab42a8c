package io.spadework.model.difference;

/** What became of an element from one experiment to another. */
public enum State {
	SAME, CHANGED, ADDED, REMOVED;

	/** As people say it, "added". */
	public String word() {
		return name().toLowerCase();
	}
}
