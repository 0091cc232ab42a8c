package io.spadework.model;

import java.util.List;

/** Weights that come with the program: where a study names a file of weights, it may name these. */
public final class BuiltInWeights {

	/** What such a name begins with. */
	public static final String PREFIX = "built-in:";
	/** Of the feature network that was taught by the built-in landscapes. */
	public static final String LANDSCAPE_FEATURES = PREFIX + "landscape-features";

	private BuiltInWeights() {
	}

	/** Whether a study's text names such weights, rather than a file; there may be none of that name. */
	public static boolean isNamed(String weights) {
		return weights != null && weights.startsWith(PREFIX);
	}

	/** All there are. */
	public static List<String> all() {
		return List.of(LANDSCAPE_FEATURES);
	}
}
