package io.spadework.runs;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A number together with the protocol that makes it comparable; stored in {@code evaluations/<step>.json}.
 *
 * @param metric name of the metric in lower_case, such as layout_accuracy
 * @param value the number
 * @param interval lower and upper bound of its confidence interval, or null
 * @param samples images the number was computed on
 * @param protocol everything that has to be equal for two values to be comparable, sorted by key
 */
public record Evaluation(String metric, double value, double[] interval, int samples, Map<String, String> protocol) {

	public Evaluation {
		Objects.requireNonNull(metric, "metric");
		if (interval != null && interval.length != 2) {
			throw new IllegalArgumentException("interval of " + metric + " has " + interval.length + " bounds; it needs a lower and an upper one");
		}
		interval = interval == null ? null : interval.clone();
		protocol = Collections.unmodifiableSortedMap(new TreeMap<>(protocol));
	}

	/** SHA-256 of the protocol's entries in key order, 64 hex digits; equal hashes mean comparable values. */
	public String protocolHash() {
		JsonObject entries = new JsonObject();
		protocol.forEach(entries::addProperty);
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(entries.toString().getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		} catch (NoSuchAlgorithmException e) {
			throw new AssertionError("every Java platform has SHA-256", e);
		}
	}

	/** Name of this number's series in the metrics: {@code eval/<metric>@<first 8 of the protocol's hash>}. */
	public String seriesName() {
		return "eval/" + metric + "@" + protocolHash().substring(0, 8);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Evaluation that && metric.equals(that.metric) && Double.compare(value, that.value) == 0
				&& Arrays.equals(interval, that.interval) && samples == that.samples && protocol.equals(that.protocol);
	}

	@Override
	public int hashCode() {
		return Objects.hash(metric, value, Arrays.hashCode(interval), samples, protocol);
	}
}
