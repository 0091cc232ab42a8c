package io.spadework.runs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What a segmenter found in a run's images; stored in {@code evaluations/classes-<step>.json}.
 *
 * @param segmenter what it is called; empty where nobody said
 * @param generated of generated images; null for a run that trains the segmenter itself
 * @param real of the real images of the same maps: the most that can be reached
 */
public record ClassReport(String segmenter, Confusion generated, Confusion real) {

	/**
	 * How well a class is found. A score is NaN where the class does not occur, or nothing was generated.
	 *
	 * @param pixels in the true label maps
	 * @param accuracy share of them that was found in generated images
	 * @param iou intersection over union in generated images
	 * @param realAccuracy what real images reach
	 * @param realIou what real images reach
	 */
	public record Row(String label, long pixels, double accuracy, double iou, double realAccuracy, double realIou) {
	}

	/** The classes that count, in the order of the labels. */
	public List<Row> rows() {
		List<Row> rows = new ArrayList<>();
		for (int label = 0; label < real.labels().size(); label++) {
			if (real.counted().contains(label)) {
				rows.add(new Row(real.labels().get(label), real.of(label), generated == null ? Double.NaN : generated.accuracy(label),
						generated == null ? Double.NaN : generated.iou(label), real.accuracy(label), real.iou(label)));
			}
		}
		return rows;
	}

	/** Throws RuntimeException for another document than an engine writes. */
	static ClassReport of(JsonObject json) {
		JsonElement segmenter = json.get("segmenter");
		return new ClassReport(segmenter == null ? "" : segmenter.getAsString(), json.has("generated") ? Confusion.of(json.getAsJsonObject("generated")) : null,
				Confusion.of(json.getAsJsonObject("real")));
	}
}
