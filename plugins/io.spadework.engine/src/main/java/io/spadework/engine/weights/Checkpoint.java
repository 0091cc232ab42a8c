package io.spadework.engine.weights;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Everything a training goes on from, in one file: a zip of NumPy arrays (numpy.load opens it) and a JSON header.
 * <p>
 * Nothing in the file names code, and only arrays of numbers and a few whole numbers are read from it. The order of the data follows from seed, step, batch and
 * data size; random numbers from the seed and how many passes there were, which is among the arrays.
 *
 * @param experiment name of the experiment, for people
 * @param seed       the training's seed
 * @param dataSize   number of training samples of the phase
 * @param batch      images per step
 * @param step       steps made
 * @param phase      name of the phase the last step belongs to; empty in a training without phases
 * @param updates    updates that each network's optimiser has made, by the network's name
 * @param arrays     weights, their averages, optimiser moments, singular vectors, running statistics and how far random numbers are, by name
 */
public record Checkpoint(String experiment, long seed, int dataSize, int batch, int step, String phase, Map<String, Integer> updates, Map<String, INDArray> arrays) {

	private static final String HEADER = "checkpoint.json";
	private static final int FORMAT_VERSION = 2;
	private static final int LARGEST_HEADER = 1 << 20;

	/** Writes the file so that at any moment either the old or the complete new one is there; where that fails, the old one stays. */
	public void write(Path file) throws IOException {
		WrittenAside.write(file, stream -> {
			ZipOutputStream zip = new ZipOutputStream(stream, StandardCharsets.UTF_8);
			zip.setLevel(Deflater.NO_COMPRESSION); // weights don't compress
			zip.putNextEntry(new ZipEntry(HEADER));
			zip.write(header().toString().getBytes(StandardCharsets.UTF_8));
			zip.closeEntry();
			NumpyArchive.write(arrays, zip);
			zip.finish();
		});
	}

	private JsonObject header() {
		JsonObject header = new JsonObject();
		header.addProperty("formatVersion", FORMAT_VERSION);
		header.addProperty("experiment", experiment);
		header.addProperty("seed", seed);
		header.addProperty("dataSize", dataSize);
		header.addProperty("batch", batch);
		header.addProperty("step", step);
		header.addProperty("phase", phase);
		JsonObject made = new JsonObject();
		updates.forEach(made::addProperty);
		header.add("updates", made);
		return header;
	}

	/** Reads a file; throws an IOException that says what is wrong with one that can't be used. */
	public static Checkpoint read(Path file) throws IOException {
		return open(file, zip -> {
			JsonObject header = header(zip, file);
			Map<String, Integer> updates = new HashMap<>();
			header.getAsJsonObject("updates").entrySet().forEach(made -> updates.put(made.getKey(), made.getValue().getAsInt()));
			return new Checkpoint(header.get("experiment").getAsString(), header.get("seed").getAsLong(), header.get("dataSize").getAsInt(),
					header.get("batch").getAsInt(), header.get("step").getAsInt(), header.get("phase").getAsString(), updates,
					NumpyArchive.read(zip, file));
		});
	}

	/**
	 * When a checkpoint was made.
	 *
	 * @param step  steps made
	 * @param phase name of the phase; empty in a training without phases
	 */
	public record Moment(int step, String phase) {
	}

	/** When a file's checkpoint was made, or null where the file is a zip but no checkpoint; throws an IOException that says what is wrong with one that can't be used. */
	public static Moment moment(Path file) throws IOException {
		return open(file, zip -> {
			if (zip.getEntry(HEADER) == null) {
				return null;
			}
			JsonObject header = header(zip, file);
			return new Moment(header.get("step").getAsInt(), header.get("phase").getAsString());
		});
	}

	/** What is read of an opened file. */
	private interface Reading<T> {

		T of(ZipFile zip) throws IOException;
	}

	private static <T> T open(Path file, Reading<T> reading) throws IOException {
		try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
			return reading.of(zip);
		} catch (ZipException e) {
			throw new IOException(file + " is no checkpoint: it is cut short, damaged or of another kind (" + e.getMessage() + ").", e);
		} catch (JsonParseException | IllegalStateException | UnsupportedOperationException | NumberFormatException | NullPointerException e) {
			throw new IOException(file + " is no checkpoint: its header is damaged or incomplete.", e);
		}
	}

	private static JsonObject header(ZipFile zip, Path file) throws IOException {
		ZipEntry entry = zip.getEntry(HEADER);
		if (entry == null) {
			throw new IOException(file + " is no checkpoint: it has no " + HEADER + ".");
		}
		try (InputStream stream = zip.getInputStream(entry)) {
			JsonObject header = JsonParser.parseString(new String(stream.readNBytes(LARGEST_HEADER), StandardCharsets.UTF_8)).getAsJsonObject();
			int version = header.get("formatVersion").getAsInt();
			if (version != FORMAT_VERSION) {
				throw new IOException(file + " has checkpoint format " + version + "; this engine reads format " + FORMAT_VERSION + (version < FORMAT_VERSION
						? ". An older engine wrote it and alone can go on from it; with this one, start afresh in another run folder."
						: ". A newer engine wrote it and can go on from it."));
			}
			return header;
		}
	}
}
