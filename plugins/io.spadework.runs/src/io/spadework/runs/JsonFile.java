package io.spadework.runs;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A JSON document or a file of JSON lines in a run folder. */
final class JsonFile {

	/** Larger documents are refused: what a run folder holds is a few kilobytes. */
	private static final long LARGEST_DOCUMENT = 16L << 20;
	private static final Gson PRETTY = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();
	private static final Gson LINE = new GsonBuilder().disableHtmlEscaping().create();

	private JsonFile() {
	}

	/** Writes a document so that a reader sees the old one or the new one, never a part, even across a power cut. */
	static void writeAtomically(Path file, JsonElement json) throws IOException {
		Path aside = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
		try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
			ByteBuffer bytes = StandardCharsets.UTF_8.encode(PRETTY.toJson(json) + "\n");
			while (bytes.hasRemaining()) {
				channel.write(bytes);
			}
			channel.force(true);
		} catch (IOException e) {
			Files.deleteIfExists(aside); // on a full disk every byte counts
			throw e;
		}
		try {
			Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
		} catch (AtomicMoveNotSupportedException e) {
			Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	/** Reads a document that is one JSON object. */
	static JsonObject readObject(Path file) throws RunException {
		return object(readDocument(file), file);
	}

	/** Reads a document of any JSON kind. */
	static JsonElement readDocument(Path file) throws RunException {
		try {
			long size = Files.size(file);
			if (size > LARGEST_DOCUMENT) {
				throw new RunException(file + " is " + size + " bytes; no document of a run is larger than " + LARGEST_DOCUMENT);
			}
			return JsonParser.parseString(Files.readString(file));
		} catch (IOException e) {
			throw new RunException(file + " can't be read: " + reason(e), e);
		} catch (JsonParseException | StackOverflowError e) {
			throw new RunException(file + " is not complete JSON: " + e.getMessage(), e);
		}
	}

	static JsonObject object(JsonElement element, Path file) throws RunException {
		if (!element.isJsonObject()) {
			throw new RunException(file + " holds no JSON object");
		}
		return element.getAsJsonObject();
	}

	/** The objects of a file of JSON lines; lines that are none, and a last line without its end, are left out. */
	static List<JsonObject> readLines(Path file) {
		List<JsonObject> objects = new ArrayList<>();
		if (!Files.isRegularFile(file)) {
			return objects;
		}
		String text;
		try {
			text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
		} catch (IOException e) {
			return objects;
		}
		int start = 0;
		for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
			try {
				JsonElement element = JsonParser.parseString(text.substring(start, end));
				if (element.isJsonObject()) {
					objects.add(element.getAsJsonObject());
				}
			} catch (JsonParseException | StackOverflowError e) {
				// A line cut short by a crash; what follows it is still good.
			}
			start = end + 1;
		}
		return objects;
	}

	static String line(JsonElement json) {
		return LINE.toJson(json) + "\n";
	}

	/** JSON has no word for these numbers, so they are written as texts. */
	static void addNumber(JsonObject json, String key, double value) {
		if (Double.isFinite(value)) {
			json.addProperty(key, value);
		} else {
			json.addProperty(key, Double.toString(value));
		}
	}

	private static String reason(IOException e) {
		return e.getMessage() == null || e.getMessage().isEmpty() ? e.getClass().getSimpleName() : e.getClass().getSimpleName() + " " + e.getMessage();
	}
}
