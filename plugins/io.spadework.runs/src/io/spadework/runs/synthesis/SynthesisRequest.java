package io.spadework.runs.synthesis;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/**
 * What is asked of a server.
 *
 * @param map       the label map as a PNG whose grey values or palette indices are the labels' values
 * @param instances the instance map as a PNG; null: regions of the same label are instances
 * @param style     the wanted style; null: none in particular
 * @param width     columns of the image; 0: as trained
 * @param height    rows of the image; 0: as trained
 */
public record SynthesisRequest(byte[] map, byte[] instances, Style style, int width, int height) {

	/** Asks for the image of a map, in a style or, with null, none in particular. */
	public static SynthesisRequest of(byte[] map, Style style) {
		return new SynthesisRequest(map, null, style, 0, 0);
	}

	/**
	 * A style.
	 *
	 * @param images none, one, or two to mix
	 * @param mix    share of the second, from 0 to 1
	 * @param sample seed of a draw instead of the mean; null: the mean
	 */
	public record Style(List<StyleImage> images, double mix, Long sample) {

		public Style {
			images = List.copyOf(images);
		}
	}

	/** An image that gives a style. */
	public sealed interface StyleImage {

		/** One in a file that the server can read. */
		record InFile(Path file) implements StyleImage {
		}

		/** One in memory, PNG or JPEG. */
		record InMemory(byte[] picture) implements StyleImage {
		}
	}

	/** The request's line. */
	String line(long id) {
		JsonObject json = new JsonObject();
		json.addProperty("id", id);
		json.addProperty("map", Base64.getEncoder().encodeToString(map));
		if (instances != null) {
			json.addProperty("instances", Base64.getEncoder().encodeToString(instances));
		}
		if (style != null) {
			json.add("style", style(style));
		}
		if (width > 0) {
			json.addProperty("width", width);
		}
		if (height > 0) {
			json.addProperty("height", height);
		}
		return json.toString();
	}

	private static JsonObject style(Style style) {
		JsonArray images = new JsonArray();
		for (StyleImage image : style.images()) {
			JsonObject json = new JsonObject();
			switch (image) {
				case StyleImage.InFile(Path file) -> json.addProperty("file", file.toAbsolutePath().toString());
				case StyleImage.InMemory(byte[] picture) -> json.addProperty("png", Base64.getEncoder().encodeToString(picture));
			}
			images.add(json);
		}
		JsonObject json = new JsonObject();
		json.add("images", images);
		json.addProperty("mix", style.mix());
		if (style.sample() != null) {
			json.addProperty("sample", style.sample());
		}
		return json;
	}
}
