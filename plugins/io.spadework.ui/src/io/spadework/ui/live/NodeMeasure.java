package io.spadework.ui.live;

import java.util.function.ToDoubleFunction;

import io.spadework.runs.BlockValues;

/** What of a node's statistics a diagram is coloured by. */
public enum NodeMeasure {
	SPREAD("Spread of Activations", "standard deviation of the activations", BlockValues::spread, true),
	MEAN("Mean of Activations", "mean of the activations", BlockValues::mean, false),
	DEAD("Dead Channels", "share of channels that are 0 everywhere", BlockValues::dead, false),
	ZEROS("Zeros", "share of activations that are 0", BlockValues::zeros, false),
	GRADIENT("Gradient Norm", "norm of the gradient of the weights", BlockValues::gradient, true);

	private final String title;
	private final String description;
	private final ToDoubleFunction<BlockValues> value;
	private final boolean ofManySizes;

	NodeMeasure(String title, String description, ToDoubleFunction<BlockValues> value, boolean ofManySizes) {
		this.title = title;
		this.description = description;
		this.value = value;
		this.ofManySizes = ofManySizes;
	}

	/** For menus. */
	public String title() {
		return title;
	}

	/** In words. */
	public String description() {
		return description;
	}

	double of(BlockValues node) {
		return value.applyAsDouble(node);
	}

	/** True for shares, which go from 0 to 1 in every network. */
	boolean isShare() {
		return this == DEAD || this == ZEROS;
	}

	/** True where values differ by factors rather than by amounts, so that colours go by their logarithms. */
	boolean isOfManySizes() {
		return ofManySizes;
	}
}
