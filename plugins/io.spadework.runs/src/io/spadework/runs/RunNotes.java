package io.spadework.runs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What people say of a run, kept as {@value #FILE} in its folder so that it travels with the run.
 *
 * @param tags words without blanks and commas, each once, in the order they were given
 * @param text free words, empty for none
 * @param starred true for a run that somebody wants to find again
 * @param archived true for a run that lists leave out unless they are asked for it
 */
public record RunNotes(List<String> tags, String text, boolean starred, boolean archived) {

	/** Name of the file. */
	public static final String FILE = "notes.json";
	/** Nothing said. */
	public static final RunNotes NONE = new RunNotes(List.of(), "", false, false);

	private static final Pattern BETWEEN_TAGS = Pattern.compile("[\\s,]+");
	private static final String TAGS = "tags";
	private static final String TEXT = "text";
	private static final String STARRED = "starred";
	private static final String ARCHIVED = "archived";

	public RunNotes {
		Set<String> words = new LinkedHashSet<>();
		tags.forEach(tag -> words.addAll(tags(tag)));
		tags = List.copyOf(words);
		text = text.strip();
	}

	/** The tags that a person typed, between blanks or commas. */
	public static List<String> tags(String typed) {
		return BETWEEN_TAGS.splitAsStream(typed.strip()).filter(word -> !word.isEmpty()).distinct().toList();
	}

	/** The same with other tags. */
	public RunNotes withTags(List<String> others) {
		return new RunNotes(others, text, starred, archived);
	}

	/** The same with other words. */
	public RunNotes withText(String other) {
		return new RunNotes(tags, other, starred, archived);
	}

	/** The same, starred or not. */
	public RunNotes withStar(boolean on) {
		return new RunNotes(tags, text, on, archived);
	}

	/** The same, archived or not. */
	public RunNotes withArchived(boolean on) {
		return new RunNotes(tags, text, starred, on);
	}

	/**
	 * Reads a file of notes; one that is not there says nothing.
	 *
	 * @throws RunException it is damaged; the message says where
	 */
	public static RunNotes read(Path file) throws RunException {
		if (!Files.exists(file)) {
			return NONE;
		}
		JsonObject json = JsonFile.readObject(file);
		try {
			List<String> tags = new ArrayList<>();
			if (json.has(TAGS)) {
				for (JsonElement tag : json.getAsJsonArray(TAGS)) {
					tags.add(tag.getAsString());
				}
			}
			return new RunNotes(tags, text(json, TEXT), json.has(STARRED) && json.get(STARRED).getAsBoolean(), json.has(ARCHIVED) && json.get(ARCHIVED).getAsBoolean());
		} catch (NumberFormatException | IllegalStateException | UnsupportedOperationException | ClassCastException e) {
			throw new RunException(file + " holds no notes: " + e.getMessage(), e);
		}
	}

	/** Replaces a file of notes as a whole; what a newer Spadework wrote beside them stays, and a damaged file is kept as {@code notes.json.damaged}. */
	public void write(Path file) throws IOException {
		JsonObject json = new JsonObject();
		if (Files.exists(file)) {
			try {
				read(file);
				json = JsonFile.readObject(file);
			} catch (RunException damaged) {
				Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
			}
		}
		JsonArray words = new JsonArray();
		tags.forEach(words::add);
		json.add(TAGS, words);
		json.addProperty(TEXT, text);
		json.addProperty(STARRED, starred);
		json.addProperty(ARCHIVED, archived);
		JsonFile.writeAtomically(file, json);
	}

	private static String text(JsonObject json, String key) {
		return json.has(key) && !json.get(key).isJsonNull() ? json.get(key).getAsString() : "";
	}
}
