package io.spadework.engine.metrics;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The features that make_metrics.py measures, drawn as there; and what it measured. */
final class MadeUpFeatures {

	private MadeUpFeatures() {
	}

	/** SplitMix64 (Steele, Lea, Flood 2014): the i-th number from seed and i alone, in [0, 1). */
	static double uniform(long seed, long i) {
		long z = seed + (i + 1) * 0x9E3779B97F4A7C15L;
		z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
		z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
		return ((z ^ z >>> 31) >>> 11) * 0x1p-53;
	}

	static Features of(long seed, int count, int dimension, double shift) {
		double[] values = new double[count * dimension];
		for (int i = 0; i < count; i++) {
			for (int j = 0; j < dimension; j++) {
				double own = uniform(seed, (long) i * (dimension + 1) + j) - 0.5;
				double next = uniform(seed, (long) i * (dimension + 1) + j + 1) - 0.5;
				double scale = 1 / (1 + 8.0 * j / dimension) * (1 + 0.3 * shift);
				values[i * dimension + j] = (own + (0.5 + 0.2 * shift) * next) * scale + shift * 0.1;
			}
		}
		return new Features(count, dimension, values);
	}

	/** A number that the script found. */
	static double expected(String name) throws IOException {
		try (InputStreamReader reader = new InputStreamReader(MadeUpFeatures.class.getResourceAsStream("/fixtures/metrics.json"), StandardCharsets.UTF_8)) {
			JsonObject numbers = JsonParser.parseReader(reader).getAsJsonObject();
			return numbers.get(name).getAsDouble();
		}
	}
}
