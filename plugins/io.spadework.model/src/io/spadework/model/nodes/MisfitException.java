package io.spadework.model.nodes;

import io.spadework.model.Rule;

/** A node that cannot work on what enters it; the message names the edges and their shapes. */
public final class MisfitException extends Exception {

	private static final long serialVersionUID = 1L;

	private final Rule rule;

	public MisfitException(Rule rule, String message) {
		super(message);
		this.rule = rule;
	}

	/** The rule that is broken. */
	public Rule rule() {
		return rule;
	}
}
