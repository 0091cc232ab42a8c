package io.spadework.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;

/** How documents are written for {@code --json}. */
final class Json {

	private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

	private Json() {
	}

	/** The document as text. */
	static String text(JsonElement document) {
		return GSON.toJson(document);
	}

	/** A number, or null where it is unknown. */
	static JsonElement number(double value) {
		return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
	}
}
