package io.spadework.engine.run;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.spadework.engine.data.DataException;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Sample;
import io.spadework.engine.data.SampleGrid;
import io.spadework.engine.training.Training;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes held-out samples of a training's data set as files: label maps with the images that belong to them. A process of its own, in the place of a training. */
public final class SamplesRun {

	/** The first argument of an engine process that is to do so. */
	public static final String VERB = "samples";

	private static final int FAILED = 1;
	private static final int USAGE = 2;
	private static final int ARGUMENTS = 4;

	private final Training training;
	private final PrintStream out;
	private final PrintStream err;

	/** For the training that the data belong to. */
	public SamplesRun(Training training, PrintStream out, PrintStream err) {
		this.training = training;
		this.out = out;
		this.err = err;
	}

	/** Does it and prints a JSON object; returns the exit code: 0 done, 1 failed, 2 arguments not understood. */
	public int run(String... arguments) {
		int first;
		int count;
		try {
			first = Integer.parseInt(arguments[1]);
			count = Integer.parseInt(arguments[2]);
			if (arguments.length != ARGUMENTS || first < 0 || count < 1) {
				throw new IllegalArgumentException();
			}
		} catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
			err.println("Usage: " + VERB + " STUDY_FOLDER FIRST COUNT FOLDER");
			return USAGE;
		}
		try {
			out.println(new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(document(Path.of(arguments[0]), first, count, Path.of(arguments[ARGUMENTS - 1]))));
			return 0;
		} catch (DataException e) {
			err.println(e.getMessage() + ".");
		} catch (IllegalArgumentException e) {
			err.println(e.getMessage());
		} catch (IOException e) {
			err.println("A sample can't be written: " + e.getMessage());
		}
		return FAILED;
	}

	private JsonObject document(Path studyFolder, int first, int count, Path folder) throws DataException, IOException {
		Dataset data = training.phases().getLast().data();
		data.open(studyFolder);
		if (first >= data.heldOut()) {
			throw new IllegalArgumentException("There is no sample " + first + ": the data set has " + data.heldOut() + " held-out samples, counted from 0.");
		}
		Files.createDirectories(folder.resolve("maps"));
		Files.createDirectories(folder.resolve("images"));
		JsonArray samples = new JsonArray();
		for (int i = first; i < Math.min(data.heldOut(), (long) first + count); i++) {
			Sample sample = data.heldOut(i);
			String file = String.format(Locale.ROOT, "%04d.png", i);
			Path map = folder.resolve("maps").resolve(file);
			Path image = folder.resolve("images").resolve(file);
			SampleGrid.writeLabels(map, sample, data);
			SampleGrid.writeImage(image, sample.image(), sample.height(), sample.width());
			JsonObject entry = new JsonObject();
			entry.addProperty("name", sample.name());
			entry.addProperty("map", map.toString());
			entry.addProperty("image", image.toString());
			samples.add(entry);
		}
		JsonObject document = new JsonObject();
		document.addProperty("heldOut", data.heldOut());
		document.add("samples", samples);
		return document;
	}
}
