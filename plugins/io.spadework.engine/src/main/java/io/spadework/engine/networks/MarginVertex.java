package io.spadework.engine.networks;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A vertex that adds or takes so many rows and columns on each side of a feature map. */
abstract class MarginVertex extends Vertex {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private final int top;
	@JsonProperty
	private final int bottom;
	@JsonProperty
	private final int left;
	@JsonProperty
	private final int right;

	/** Throws IllegalArgumentException for a negative margin, saying what is done by it. */
	MarginVertex(String what, int top, int bottom, int left, int right) {
		super(1);
		this.top = top;
		this.bottom = bottom;
		this.left = left;
		this.right = right;
		margins().check(what);
	}

	/** The rows and columns. */
	final Margins margins() {
		return new Margins(top, bottom, left, right);
	}

	@Override
	protected List<Object> settings() {
		return List.of(margins());
	}
}
