package io.spadework.engine.run;

/** Something the person who started the process can mend; its message is all they need. */
final class UserException extends Exception {

	private static final long serialVersionUID = 1L;

	UserException(String message) {
		super(message);
	}

	UserException(String message, Throwable cause) {
		super(message, cause);
	}
}
