package io.spadework.model;

/** A change that mends a problem: what it does, as in "Set bias to false", and the change to the study itself, which an editor can record to undo it. */
public record Fix(String label, Runnable change) {

	/** Changes the study. */
	public void apply() {
		change.run();
	}
}
