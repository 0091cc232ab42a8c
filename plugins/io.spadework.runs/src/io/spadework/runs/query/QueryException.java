package io.spadework.runs.query;

/** A query that can't be understood; the message says what is wrong and what would be right. */
public final class QueryException extends Exception {

	private static final long serialVersionUID = 1L;

	private final int at;

	QueryException(String message, int at) {
		super(message);
		this.at = at;
	}

	/** Where in the query, in letters from its start. */
	public int at() {
		return at;
	}
}
