package io.spadework.runs.compare;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.spadework.runs.RunException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which runs are compared and how, as a text that one can commit: paths are written as seen from the file's folder where they have a common root.
 *
 * @param runs folders, absolute, in the order of their columns
 * @param colours a colour #rrggbb for each run that was given one
 * @param measures full names of the measures that were chosen; empty for those that are seen first
 */
public record SavedComparison(List<Path> runs, Map<Path, String> colours, List<String> measures) {

	/** Ending of the file's name. */
	public static final String EXTENSION = "comparison";

	private static final int FORMAT_VERSION = 1;
	private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");

	public SavedComparison {
		runs = runs.stream().map(run -> run.toAbsolutePath().normalize()).distinct().toList();
		colours = Collections.unmodifiableMap(new LinkedHashMap<>(colours));
		measures = List.copyOf(measures);
	}

	/** A comparison of runs with nothing else chosen. */
	public static SavedComparison of(Collection<Path> runs) {
		return new SavedComparison(List.copyOf(runs), Map.of(), List.of());
	}

	/** The same with another colour for a run, or with none of its own for null. */
	public SavedComparison withColour(Path run, String colour) {
		Map<Path, String> changed = new LinkedHashMap<>(colours);
		if (colour == null) {
			changed.remove(run.toAbsolutePath().normalize());
		} else {
			changed.put(run.toAbsolutePath().normalize(), colour);
		}
		return new SavedComparison(runs, changed, measures);
	}

	/** The same with other measures chosen. */
	public SavedComparison withMeasures(List<String> chosen) {
		return new SavedComparison(runs, colours, chosen);
	}

	/** The same with other runs. */
	public SavedComparison withRuns(Collection<Path> others) {
		return new SavedComparison(List.copyOf(others), colours, measures);
	}

	/**
	 * Reads a comparison from its text.
	 *
	 * @param folder where its file lies
	 * @throws RunException the text is no comparison; the message says what is wrong with it
	 */
	public static SavedComparison read(String text, Path folder) throws RunException {
		try {
			JsonElement json = JsonParser.parseString(text);
			if (!json.isJsonObject()) {
				throw new RunException("a comparison is a JSON object with \"runs\"");
			}
			return read(json.getAsJsonObject(), folder);
		} catch (JsonParseException | StackOverflowError | IllegalStateException | UnsupportedOperationException | ClassCastException e) {
			throw new RunException("not a complete comparison: " + e.getMessage(), e);
		}
	}

	private static SavedComparison read(JsonObject json, Path folder) throws RunException {
		int version = json.has("formatVersion") ? json.get("formatVersion").getAsInt() : FORMAT_VERSION;
		if (version != FORMAT_VERSION) {
			throw new RunException("the comparison is of format version " + version + "; this Spadework reads version " + FORMAT_VERSION);
		}
		if (!json.has("runs")) {
			throw new RunException("the comparison has no \"runs\"");
		}
		List<Path> runs = new ArrayList<>();
		Map<Path, String> colours = new LinkedHashMap<>();
		for (JsonElement element : json.getAsJsonArray("runs")) {
			JsonObject entry = element.getAsJsonObject();
			if (!entry.has("path")) {
				throw new RunException("a run of the comparison has no \"path\"");
			}
			Path run;
			try {
				run = folder.resolve(entry.get("path").getAsString()).toAbsolutePath().normalize();
			} catch (InvalidPathException e) {
				throw new RunException("\"" + entry.get("path").getAsString() + "\" is no path: " + e.getReason(), e);
			}
			runs.add(run);
			if (entry.has("colour")) {
				String colour = entry.get("colour").getAsString();
				if (!COLOUR.matcher(colour).matches()) {
					throw new RunException("\"" + colour + "\" is no colour; one is written as in #1f5fbf");
				}
				colours.put(run, colour);
			}
		}
		List<String> measures = new ArrayList<>();
		if (json.has("measures")) {
			json.getAsJsonArray("measures").forEach(measure -> measures.add(measure.getAsString()));
		}
		return new SavedComparison(runs, colours, measures);
	}

	/**
	 * The comparison as a text.
	 *
	 * @param folder where its file will lie
	 */
	public String text(Path folder) {
		JsonObject json = new JsonObject();
		json.addProperty("formatVersion", FORMAT_VERSION);
		JsonArray entries = new JsonArray();
		for (Path run : runs) {
			JsonObject entry = new JsonObject();
			entry.addProperty("path", relative(run, folder.toAbsolutePath().normalize()));
			if (colours.containsKey(run)) {
				entry.addProperty("colour", colours.get(run));
			}
			entries.add(entry);
		}
		json.add("runs", entries);
		JsonArray chosen = new JsonArray();
		measures.forEach(chosen::add);
		json.add("measures", chosen);
		return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json) + "\n";
	}

	private static String relative(Path run, Path folder) {
		boolean reachable = run.getRoot() != null && run.getRoot().equals(folder.getRoot());
		return (reachable ? folder.relativize(run) : run).toString().replace('\\', '/');
	}
}
