package io.spadework.model;

/** An expression without a usable value; the message quotes the expression and says why. */
public final class ExpressionException extends Exception {

	private static final long serialVersionUID = 1L;

	private final String parameter;

	ExpressionException(String message) {
		this(message, null);
	}

	ExpressionException(String message, String parameter) {
		super(message);
		this.parameter = parameter;
	}

	/** The parameter whose own value is at fault; null where the expression itself is. */
	public String parameter() {
		return parameter;
	}
}
