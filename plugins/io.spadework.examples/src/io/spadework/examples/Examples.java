package io.spadework.examples;

import java.util.List;
import java.util.stream.Collectors;

/** The example studies. */
public final class Examples {

	private static final List<Example> ALL = List.of(new Example("landscapes", "SPADE on landscapes",
			"SPADE at " + LandscapesExample.CROP + " x " + LandscapesExample.CROP
					+ " with small widths on the built-in landscapes: trains within minutes on two CPU cores, nothing to download",
			LandscapesExample::create));

	private Examples() {
	}

	/** All examples. */
	public static List<Example> all() {
		return ALL;
	}

	/** The example of a name; throws {@link IllegalArgumentException}, listing the names, where there is none. */
	public static Example named(String name) {
		return ALL.stream().filter(example -> example.name().equals(name)).findFirst()
				.orElseThrow(() -> new IllegalArgumentException(
						"no example is called " + name + "; there are " + ALL.stream().map(Example::name).collect(Collectors.joining(", "))));
	}
}
