package io.spadework.engine.weights;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A trained network that stands for itself: a zip of NumPy arrays by the network's own names, of {@code network.json}, DL4J's configuration, and of
 * {@code provenance.json}, which says what it was made from. Only files that come with the program are read: a configuration names classes.
 *
 * @param name          what it is called
 * @param hash          SHA-256 of the file
 * @param configuration the graph
 * @param arrays        weights and running statistics
 * @param provenance    where it comes from
 */
public record NetworkFile(String name, String hash, ComputationGraphConfiguration configuration, Map<String, INDArray> arrays, JsonObject provenance) {

	/** What the weights of a feature network begin with where they come with the program. */
	public static final String BUILT_IN = "built-in:";

	private static final String NETWORK = "network.json";
	private static final String PROVENANCE = "provenance.json";

	/** One that comes with the program; throws an IOException where there is none of this name. */
	public static NetworkFile builtIn(String name) throws IOException {
		try (InputStream stream = NetworkFile.class.getResourceAsStream("/io/spadework/engine/networks/trained/" + name + ".npz")) {
			if (stream == null || !name.matches("[a-z-]+")) {
				throw new IOException("There is no built-in network \"" + name + "\".");
			}
			return read(name, stream.readAllBytes());
		}
	}

	/** One that this program has just made for itself. */
	public static NetworkFile own(String name, Path file) throws IOException {
		return read(name, Files.readAllBytes(file));
	}

	private static NetworkFile read(String name, byte[] bytes) throws IOException {
		ComputationGraphConfiguration configuration = null;
		JsonObject provenance = new JsonObject();
		Map<String, INDArray> arrays = new LinkedHashMap<>();
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				String place = name + ", " + entry.getName();
				byte[] content = zip.readAllBytes();
				if (entry.getName().equals(NETWORK)) {
					configuration = ComputationGraphConfiguration.fromJson(new String(content, StandardCharsets.UTF_8));
				} else if (entry.getName().equals(PROVENANCE)) {
					provenance = JsonParser.parseString(new String(content, StandardCharsets.UTF_8)).getAsJsonObject();
				} else if (entry.getName().endsWith(NumpyFile.SUFFIX)) {
					arrays.put(entry.getName().substring(0, entry.getName().length() - NumpyFile.SUFFIX.length()),
							NetworkTensors.array(NumpyFormat.tensor(new DataInputStream(new ByteArrayInputStream(content)), content.length, place)));
				}
			}
		} catch (JsonParseException | IllegalStateException e) {
			throw new IOException("The network file " + name + " is damaged: " + e.getMessage(), e);
		}
		if (configuration == null) {
			throw new IOException("The network file " + name + " holds no " + NETWORK + ".");
		}
		return new NetworkFile(name, sha256(bytes), configuration, arrays, provenance);
	}

	/** Writes such a file. */
	static void write(Path file, ComputationGraphConfiguration configuration, Map<String, ? extends StoredTensor> tensors, JsonObject provenance) throws IOException {
		WrittenAside.write(file, stream -> {
			ZipOutputStream zip = new ZipOutputStream(stream, StandardCharsets.UTF_8);
			put(zip, PROVENANCE, provenance.toString().getBytes(StandardCharsets.UTF_8));
			put(zip, NETWORK, configuration.toJson().getBytes(StandardCharsets.UTF_8));
			for (Map.Entry<String, ? extends StoredTensor> tensor : tensors.entrySet()) {
				zip.putNextEntry(entry(tensor.getKey() + NumpyFile.SUFFIX));
				NumpyFormat.write(tensor.getValue().read(), zip);
				zip.closeEntry();
			}
			zip.finish();
		});
	}

	private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
		zip.putNextEntry(entry(name));
		zip.write(content);
		zip.closeEntry();
	}

	/** Without the time of day: the same network gives the same file. */
	private static ZipEntry entry(String name) {
		ZipEntry entry = new ZipEntry(name);
		entry.setTime(0);
		return entry;
	}

	/** SHA-256 of a file's content, 64 hex digits. */
	public static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		} catch (NoSuchAlgorithmException e) {
			throw new AssertionError("every Java platform has SHA-256", e);
		}
	}
}
