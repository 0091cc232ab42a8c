package io.spadework.engine.networks;

import java.util.Arrays;

/**
 * A parameter that is learned.
 *
 * @param key   its name within its part of the network; "W" for a part's matrix of weights, "b" for its bias
 * @param start its values before training
 * @param shape its sizes
 */
record Parameter(String key, Start start, long... shape) {

	static final String WEIGHTS = "W";
	static final String BIAS = "b";
	static final String GAMMA = "gamma";
	static final String BETA = "beta";

	/** Where values start. */
	enum Start {

		/** Drawn as the network's {@link Initialisation} says. */
		DRAWN,

		/** All 0. */
		ZERO,

		/** All 1. */
		ONE
	}

	/** Number of values. */
	long length() {
		return Arrays.stream(shape).reduce(1, Math::multiplyExact);
	}
}
