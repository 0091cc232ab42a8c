package io.spadework.engine.networks;

import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The height and width that a vertex gives its result.
 *
 * @param rule   what they follow from
 * @param height rows, or the factor
 * @param width  columns, or the factor
 */
record MapSize(Rule rule, int height, int width) {

	enum Rule {

		/** Stated. */
		FIXED,

		/** Those of the input times a factor. */
		LARGER,

		/** Those of the input divided by a factor, rounded down. */
		SMALLER,

		/** Those of a second input. */
		LIKE,

		/** Those of a second input divided by a factor, rounded down. */
		SHARE
	}

	@JsonCreator
	MapSize(@JsonProperty("rule") Rule rule, @JsonProperty("height") int height, @JsonProperty("width") int width) {
		this.rule = rule;
		this.height = height;
		this.width = width;
	}

	/** Throws IllegalArgumentException, saying what is made so large, for no rows or columns. */
	static MapSize fixed(String what, int height, int width) {
		if (height < 1 || width < 1) {
			throw new IllegalArgumentException(what + " to " + height + " x " + width + ": height and width are at least 1.");
		}
		return new MapSize(Rule.FIXED, height, width);
	}

	static MapSize larger(int factor) {
		return scaled(Rule.LARGER, "Upsampling", factor);
	}

	static MapSize smaller(int factor) {
		return scaled(Rule.SMALLER, "Downsampling", factor);
	}

	private static MapSize scaled(Rule rule, String what, int factor) {
		if (factor < 1) {
			throw new IllegalArgumentException(what + " by " + factor + ": the factor is at least 1.");
		}
		return new MapSize(rule, factor, factor);
	}

	static MapSize like() {
		return new MapSize(Rule.LIKE, 0, 0);
	}

	/** Throws IllegalArgumentException for a factor below 1. */
	static MapSize share(int factor) {
		return scaled(Rule.SHARE, "Resizing", factor);
	}

	/** How many inputs a vertex with this size has. */
	int inputs() {
		return rule == Rule.LIKE || rule == Rule.SHARE ? 2 : 1;
	}

	/** Shape of the first input, made so large; throws IllegalArgumentException where nothing is left of it. */
	long[] of(long[]... inputs) {
		long[] input = inputs[0];
		long rows = switch (rule) {
			case FIXED -> height;
			case LARGER -> input[2] * height;
			case SMALLER -> input[2] / height;
			case LIKE -> inputs[1][2];
			case SHARE -> inputs[1][2] / height;
		};
		long columns = switch (rule) {
			case FIXED -> width;
			case LARGER -> input[3] * width;
			case SMALLER -> input[3] / width;
			case LIKE -> inputs[1][3];
			case SHARE -> inputs[1][3] / width;
		};
		if (rows < 1 || columns < 1) {
			throw new IllegalArgumentException("Downsampling " + Vertex.text(inputs[inputs.length - 1]) + " values by " + height + " leaves none.");
		}
		return new long[] { input[0], input[1], rows, columns };
	}
}
