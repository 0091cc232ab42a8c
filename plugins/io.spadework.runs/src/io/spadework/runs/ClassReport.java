package io.spadework.runs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * What a segmenter found in a run's images; stored in {@code evaluations/classes-<step>.json}.
 *
 * @param segmenter what it is called; empty where nobody said
 * @param generated of generated images; null for a run that trains the segmenter itself
 * @param real of the real images of the same maps: the most that can be reached
 */
public record ClassReport(String segmenter, Confusion generated, Confusion real) {

	/** Throws RuntimeException for another document than an engine writes. */
	static ClassReport of(JsonObject json) {
		JsonElement segmenter = json.get("segmenter");
		return new ClassReport(segmenter == null ? "" : segmenter.getAsString(), json.has("generated") ? Confusion.of(json.getAsJsonObject("generated")) : null,
				Confusion.of(json.getAsJsonObject("real")));
	}
}
