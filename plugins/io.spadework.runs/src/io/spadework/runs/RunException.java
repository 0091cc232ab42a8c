package io.spadework.runs;

/** A run folder that can't be read; the message names the file and what is wrong with it. */
public final class RunException extends Exception {

	private static final long serialVersionUID = 1L;

	public RunException(String message) {
		super(message);
	}

	public RunException(String message, Throwable cause) {
		super(message, cause);
	}
}
