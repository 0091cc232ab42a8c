package io.spadework.model;

/** An expression without a usable value; the message quotes the expression and says why. */
public final class ExpressionException extends Exception {

	private static final long serialVersionUID = 1L;

	public ExpressionException(String message) {
		super(message);
	}
}
