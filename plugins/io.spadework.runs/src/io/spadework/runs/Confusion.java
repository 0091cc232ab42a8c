package io.spadework.runs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which classes a segmenter took for which in a set of images.
 *
 * @param samples images
 * @param labels names of the classes
 * @param pixels rows of true classes, columns of those found
 * @param counted classes that count, by their numbers: all but don't-care
 */
public record Confusion(int samples, List<String> labels, List<List<Long>> pixels, Set<Integer> counted) {

	public Confusion {
		labels = List.copyOf(labels);
		pixels = pixels.stream().map(List::copyOf).toList();
		counted = Set.copyOf(counted);
	}

	/** Throws RuntimeException for another document than an engine writes. */
	static Confusion of(JsonObject json) {
		List<String> labels = new ArrayList<>();
		json.getAsJsonArray("labels").forEach(label -> labels.add(label.getAsString()));
		List<List<Long>> pixels = new ArrayList<>();
		for (JsonElement row : json.getAsJsonArray("confusion")) {
			List<Long> found = new ArrayList<>();
			row.getAsJsonArray().forEach(count -> found.add(count.getAsLong()));
			pixels.add(found);
		}
		if (pixels.size() != labels.size() || pixels.stream().anyMatch(row -> row.size() != labels.size())) {
			throw new IllegalArgumentException("a confusion of " + labels.size() + " classes has as many rows and columns");
		}
		JsonArray classes = json.getAsJsonArray("classes");
		Set<Integer> counted = new HashSet<>();
		// they are in the order of the labels, of which don't-care is missing
		for (int label = 0, i = 0; label < labels.size() && i < classes.size(); label++) {
			if (classes.get(i).getAsJsonObject().get("label").getAsString().equals(labels.get(label))) {
				counted.add(label);
				i++;
			}
		}
		return new Confusion(json.get("samples").getAsInt(), labels, pixels, counted);
	}

	/** Pixels of a class. */
	public long of(int label) {
		return pixels.get(label).stream().mapToLong(Long::longValue).sum();
	}

	/** Pixels that were taken for a class. */
	public long takenFor(int label) {
		return pixels.stream().mapToLong(row -> row.get(label)).sum();
	}

	/** The share of a class's pixels that were taken for another one; NaN where the class has none. */
	public double share(int label, int found) {
		return (double) pixels.get(label).get(found) / of(label);
	}

	/** The share of a class's pixels that were found; NaN where it has none. */
	public double accuracy(int label) {
		return share(label, label);
	}

	/** Intersection over union of a class; NaN where neither map has it. */
	public double iou(int label) {
		long both = pixels.get(label).get(label);
		return (double) both / (of(label) + takenFor(label) - both);
	}

	/** The share of all pixels whose class was found. */
	public double pixelAccuracy() {
		long right = 0;
		long all = 0;
		for (int label = 0; label < labels.size(); label++) {
			right += pixels.get(label).get(label);
			all += of(label);
		}
		return (double) right / all;
	}

	/** The mean of the intersections over unions of the classes that count and occur. */
	public double meanIou() {
		return counted.stream().mapToDouble(this::iou).filter(Double::isFinite).average().orElse(Double.NaN);
	}
}
