package io.spadework.runs.query;

/** How a field is held against a value; longer signs first, because the first that fits is taken. */
enum Operator {

	AT_MOST("<="), AT_LEAST(">="), UNEQUAL("!="), BELOW("<"), ABOVE(">"), CONTAINS("~"), IS(":"), EQUAL("=");

	private final String sign;

	Operator(String sign) {
		this.sign = sign;
	}

	String sign() {
		return sign;
	}

	/** True where it asks for an order, which words don't have. */
	boolean isOrder() {
		return this == AT_MOST || this == AT_LEAST || this == BELOW || this == ABOVE;
	}

	/** True where a value that compares so with the one asked for is what was asked for. */
	boolean holds(int comparison) {
		return switch (this) {
		case AT_MOST -> comparison <= 0;
		case AT_LEAST -> comparison >= 0;
		case BELOW -> comparison < 0;
		case ABOVE -> comparison > 0;
		default -> comparison == 0;
		};
	}
}
