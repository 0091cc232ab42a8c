package io.spadework.engine.weights;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
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

	/** Writes the file so that at any moment either the old or the complete new one is there. */
	public void write(Path file) throws IOException {
		Path aside = file.resolveSibling("." + file.getFileName() + ".writing");
		try (FileOutputStream stream = new FileOutputStream(aside.toFile())) {
			OutputStream buffered = new BufferedOutputStream(stream, 1 << 16);
			ZipOutputStream zip = new ZipOutputStream(buffered, StandardCharsets.UTF_8);
			zip.setLevel(Deflater.NO_COMPRESSION); // weights don't compress
			zip.putNextEntry(new ZipEntry(HEADER));
			zip.write(header().toString().getBytes(StandardCharsets.UTF_8));
			zip.closeEntry();
			NumpyArchive.write(arrays, zip);
			zip.finish();
			buffered.flush();
			stream.getFD().sync();
		}
		Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		syncFolder(file.toAbsolutePath().getParent());
	}

	/** Makes the renaming last: where the system can't sync a folder (Windows), it does so by itself. */
	private static void syncFolder(Path folder) {
		try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
			channel.force(true);
		} catch (IOException e) {
			// the file itself is safe; only the moment its new name becomes durable is the system's choice
		}
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
		try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
			JsonObject header = header(zip, file);
			Map<String, Integer> updates = new HashMap<>();
			header.getAsJsonObject("updates").entrySet().forEach(made -> updates.put(made.getKey(), made.getValue().getAsInt()));
			return new Checkpoint(header.get("experiment").getAsString(), header.get("seed").getAsLong(), header.get("dataSize").getAsInt(),
					header.get("batch").getAsInt(), header.get("step").getAsInt(), header.get("phase").getAsString(), updates,
					NumpyArchive.read(zip, file));
		} catch (JsonParseException | IllegalStateException | UnsupportedOperationException | NumberFormatException | NullPointerException e) {
			throw new IOException(file + " is no checkpoint: its header is damaged or incomplete.", e);
		}
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
		try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
			if (zip.getEntry(HEADER) == null) {
				return null;
			}
			JsonObject header = header(zip, file);
			return new Moment(header.get("step").getAsInt(), header.get("phase").getAsString());
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
