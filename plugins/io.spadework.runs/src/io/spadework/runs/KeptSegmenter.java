package io.spadework.runs;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The segmenter that looks at a run's images as it trains, where its study names one: kept in the run's folder {@code segmenter}, so that every look is with the same eyes.
 *
 * @param folder where it is kept
 * @param name what it is called
 * @param weights SHA-256 of the file that its weights came from
 */
public record KeptSegmenter(Path folder, String name, String weights) {

	private static final String FOLDER = "segmenter";
	private static final String NOTE = "segmenter.json";

	/** The one of a run; null where it has none. Throws RunException where what is said of it cannot be read. */
	public static KeptSegmenter of(RunFolder run) throws RunException {
		Path note = run.path().resolve(FOLDER).resolve(NOTE);
		if (!Files.isRegularFile(note)) {
			return null;
		}
		JsonObject said = JsonFile.readObject(note);
		if (!said.has("name") || !said.has("weights")) {
			throw new RunException(note + " says neither name nor weights of the segmenter");
		}
		return new KeptSegmenter(note.getParent(), said.get("name").getAsString(), said.get("weights").getAsString());
	}

	/** Where a run keeps one. */
	public static Path folder(Path run) {
		return run.resolve(FOLDER);
	}

	/** Writes down what it is, and keeps the file that says which labels its classes stand for; null where they are the data set's labels. */
	public void keep(Path classes) throws IOException {
		JsonObject note = new JsonObject();
		note.addProperty("name", name);
		note.addProperty("weights", weights);
		JsonFile.writeAtomically(folder.resolve(NOTE), note);
		if (classes != null) {
			Files.copy(classes, folder.resolve("classes.txt"), StandardCopyOption.REPLACE_EXISTING);
		}
	}

	/** The network, which an engine has made. */
	public Path network() {
		return folder.resolve("network.npz");
	}

	/** Which labels its classes stand for; null where they are the data set's. */
	public Path classes() {
		Path classes = folder.resolve("classes.txt");
		return Files.isRegularFile(classes) ? classes : null;
	}
}
