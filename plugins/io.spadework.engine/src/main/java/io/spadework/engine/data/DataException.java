package io.spadework.engine.data;

/** Data that cannot be used as they are; the message says which file, what is wrong with it and what would be right. */
public class DataException extends Exception {

	private static final long serialVersionUID = 1L;

	public DataException(String message) {
		super(message);
	}

	public DataException(String message, Throwable cause) {
		super(message, cause);
	}
}
