package io.spadework.codegen;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What one run has different from its study.
 *
 * @param parameters values (numbers or expressions) of parameters of the study, by name
 * @param steps      steps to train for
 * @param seed       seed of weights, data order and noise
 */
public record RunSettings(Map<String, String> parameters, OptionalInt steps, OptionalLong seed) {

	public RunSettings {
		parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
	}

	/** Everything as the study says. */
	public static RunSettings asInStudy() {
		return new RunSettings(Map.of(), OptionalInt.empty(), OptionalLong.empty());
	}
}
