package io.spadework.codegen;

/** Says why no source can be generated, written or prepared to run, and what would mend it. */
public final class GenerationException extends Exception {

	private static final long serialVersionUID = 1L;

	/** @param message one line for the person who can mend it */
	public GenerationException(String message) {
		super(message);
	}

	/** @param message one line for the person who can mend it */
	public GenerationException(String message, Throwable cause) {
		super(message, cause);
	}
}
