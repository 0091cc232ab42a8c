package io.spadework.engine.synthesis;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.spadework.engine.data.PictureSource;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One line that asks for an image.
 *
 * @param id        what the answer is to be called by
 * @param map       the label map
 * @param instances the instance map, null where regions of the same label are instances
 * @param style     the style
 * @param height    rows of the image, 0: as trained
 * @param width     columns of the image, 0: as trained
 */
record Request(long id, PictureSource map, PictureSource instances, Style style, int height, int width) {

	/** A line that can't be obeyed, with the id that it has, if it has one. */
	static final class Bad extends Exception {

		private static final long serialVersionUID = 1L;

		private final Long id;

		Bad(Long id, String message) {
			super(message);
			this.id = id;
		}

		Long id() {
			return id;
		}
	}

	/** Reads a line. */
	static Request parse(String line) throws Bad {
		JsonObject json;
		try {
			json = JsonParser.parseString(line).getAsJsonObject();
		} catch (JsonParseException | IllegalStateException | StackOverflowError e) {
			throw new Bad(null, "The line is not a JSON object.");
		}
		Long id = null;
		try {
			id = json.get("id").getAsLong();
			return new Request(id, picture(json, "map", "The map"), json.has("instances") ? picture(json, "instances", "The instance map") : null, style(json.get("style")),
					side(json, "height"), side(json, "width"));
		} catch (IllegalArgumentException e) { // NumberFormatException is one
			throw new Bad(id, e instanceof NumberFormatException ? "A number is none: " + e.getMessage() + "." : e.getMessage());
		} catch (RuntimeException e) {
			throw new Bad(id, id == null ? "The line has no \"id\" that is a whole number." : "A value of the request is of another kind than it should be: " + e.getMessage() + ".");
		}
	}

	private static int side(JsonObject json, String name) {
		int side = json.has(name) && !json.get(name).isJsonNull() ? json.get(name).getAsInt() : 0;
		if (side < 0) {
			throw new IllegalArgumentException("The " + name + " " + side + " is less than 1.");
		}
		return side;
	}

	private static Style style(JsonElement element) {
		if (element == null || element.isJsonNull()) {
			return Style.NONE;
		}
		JsonObject json = element.getAsJsonObject();
		List<PictureSource> images = new ArrayList<>();
		JsonArray given = json.has("images") && !json.get("images").isJsonNull() ? json.getAsJsonArray("images") : new JsonArray();
		for (JsonElement image : given) {
			images.add(styleImage(image.getAsJsonObject(), "Style image " + (images.size() + 1)));
		}
		Long sample = json.has("sample") && !json.get("sample").isJsonNull() ? Long.valueOf(json.get("sample").getAsLong()) : null;
		return new Style(images, json.has("mix") ? json.get("mix").getAsDouble() : 0, sample);
	}

	private static PictureSource styleImage(JsonObject json, String title) {
		if (!json.has("file")) {
			return picture(json, "png", title);
		}
		try {
			return new PictureSource.InFile(Path.of(json.get("file").getAsString()));
		} catch (InvalidPathException e) {
			throw new IllegalArgumentException(title + ": " + e.getInput() + " is no path of this system.", e);
		}
	}

	private static PictureSource picture(JsonObject json, String name, String title) {
		if (!json.has(name)) {
			throw new IllegalArgumentException("The request has no \"" + name + "\".");
		}
		try {
			return new PictureSource.InMemory(title, Base64.getDecoder().decode(json.get(name).getAsString()));
		} catch (IllegalArgumentException e) {
			throw new IllegalArgumentException("\"" + name + "\" is not base64: " + e.getMessage() + ".", e);
		}
	}
}
