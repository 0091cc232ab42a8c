package io.spadework.model.edit.changes;

/** A change of a study that a person asks for with one gesture: whatever editor the gesture is made in, the change is the same. */
public interface Change {

	/** What it does, as a menu says it. */
	String label();

	/** Why it cannot be made now, in a sentence for the person; null where it can. */
	String refusal();

	/** Makes it. Throws {@link IllegalStateException} with the refusal where it cannot be made, and then changes nothing. */
	default void apply() {
		String refusal = refusal();
		if (refusal != null) {
			throw new IllegalStateException(refusal);
		}
		make();
	}

	/** Makes a change that is not refused. */
	void make();
}
