package io.spadework.runs.synthesis;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a server says of its model once it is ready.
 *
 * @param name      what it is called
 * @param step      training step of its checkpoint; null where it is of none
 * @param labels    what pixels of a map may be
 * @param dontCare  value of the don't-care label, one of the labels; null where there is none
 * @param width     columns of the images it was trained on
 * @param height    rows of the images it was trained on
 * @param multiple  it makes images of multiples of this, too; 0: of the trained size alone
 * @param style     where its style comes from
 * @param instances whether it sees the edges between instances
 * @param kernels   what it computes with
 */
public record ServedModel(String name, Integer step, List<Label> labels, Integer dontCare, int width, int height, int multiple, StyleSource style, boolean instances, String kernels) {

	/**
	 * A label of maps.
	 *
	 * @param value  what a pixel of a map holds
	 * @param name   what it is called
	 * @param colour 0xRRGGBB
	 */
	public record Label(int value, String name, int colour) {
	}

	/** Where a model's style comes from. */
	public enum StyleSource {

		/** An encoder finds it in images. */
		ENCODER,
		/** It is drawn. */
		CODE,
		/** There is none. */
		NONE
	}

	private static final int HEXADECIMAL = 16;

	public ServedModel {
		labels = List.copyOf(labels);
	}

	/** Reads a server's first line; throws {@link IllegalArgumentException} where it is none. */
	static ServedModel parse(String line) {
		try {
			JsonObject json = JsonParser.parseString(line).getAsJsonObject();
			if (!json.get("ready").getAsBoolean()) {
				throw new IllegalArgumentException("The engine is not ready: " + line);
			}
			List<Label> labels = new ArrayList<>();
			for (JsonElement element : json.getAsJsonArray("labels")) {
				JsonObject label = element.getAsJsonObject();
				labels.add(new Label(label.get("value").getAsInt(), label.get("name").getAsString(), Integer.parseInt(label.get("colour").getAsString().substring(1), HEXADECIMAL)));
			}
			return new ServedModel(json.get("model").getAsString(), whole(json, "step"), labels, whole(json, "dontCare"), json.get("width").getAsInt(), json.get("height").getAsInt(),
					json.get("multiple").getAsInt(), StyleSource.valueOf(json.get("style").getAsString().toUpperCase(Locale.ROOT)), json.get("instances").getAsBoolean(),
					json.get("kernels").getAsString());
		} catch (JsonParseException | IllegalStateException | NullPointerException | UnsupportedOperationException | IndexOutOfBoundsException e) {
			throw new IllegalArgumentException("The engine's first line says nothing of a model: " + line, e);
		}
	}

	private static Integer whole(JsonObject json, String name) {
		return json.has(name) && !json.get(name).isJsonNull() ? Integer.valueOf(json.get(name).getAsInt()) : null;
	}
}
