package io.spadework.runs.data;

/** A folder that does not hold the pictures that it should; the message says what is wrong and what would be right. */
public final class LayoutException extends Exception {

	private static final long serialVersionUID = 1L;

	LayoutException(String message) {
		super(message);
	}

	LayoutException(String message, Throwable cause) {
		super(message, cause);
	}
}
