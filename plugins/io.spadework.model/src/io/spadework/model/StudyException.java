package io.spadework.model;

/** A study file that cannot be read; the message names the file, the line where known, and what would be right. */
public final class StudyException extends Exception {

	private static final long serialVersionUID = 1L;

	public StudyException(String message) {
		super(message);
	}

	public StudyException(String message, Throwable cause) {
		super(message, cause);
	}
}
