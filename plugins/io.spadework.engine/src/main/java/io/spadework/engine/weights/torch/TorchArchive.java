package io.spadework.engine.weights.torch;

import io.spadework.engine.weights.StoredTensor;
import io.spadework.engine.weights.WeightsFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** What torch.save writes since PyTorch 1.6: a zip with the objects in data.pkl and the values of each storage in an entry of its own. */
public final class TorchArchive implements WeightsFile {

	/** How the entry with the objects ends. */
	public static final String PICKLE = "/data.pkl";

	private static final int LONGEST_WORD = 16;

	private final ZipFile zip;
	private final String root;
	private final ByteOrder order;
	private final Map<String, StoredTensor> tensors;

	private TorchArchive(ZipFile zip, String root, ByteOrder order, Map<String, View> views, Path path) {
		this.zip = zip;
		this.root = root;
		this.order = order;
		tensors = StoredView.all(views, this::values, path.toString());
	}

	/** Reads the list of tensors; throws an IOException that says what is wrong with a file that can't be used. */
	public static TorchArchive open(ZipFile zip, Path path, Set<String> entries) throws IOException {
		List<String> pickles = entries.stream().filter(name -> name.endsWith(PICKLE)).toList();
		if (pickles.size() > 1) {
			throw new IOException(path + " holds the objects of several files: " + String.join(", ", pickles) + ".");
		}
		String root = pickles.getFirst().substring(0, pickles.getFirst().length() - PICKLE.length());
		ByteOrder order = order(zip, root, path);
		try (InputStream stream = new BufferedInputStream(zip.getInputStream(zip.getEntry(pickles.getFirst())))) {
			return new TorchArchive(zip, root, order, StateDict.of(Pickle.read(stream, path.toString(), new HashMap<>()), path.toString()), path);
		}
	}

	private static ByteOrder order(ZipFile zip, String root, Path path) throws IOException {
		ZipEntry entry = zip.getEntry(root + "/byteorder");
		if (entry == null) {
			return ByteOrder.LITTLE_ENDIAN;
		}
		try (InputStream stream = zip.getInputStream(entry)) {
			String word = new String(stream.readNBytes(LONGEST_WORD), StandardCharsets.US_ASCII).strip();
			return switch (word) {
				case "little" -> ByteOrder.LITTLE_ENDIAN;
				case "big" -> ByteOrder.BIG_ENDIAN;
				default -> throw new IOException(path + " has the byte order \"" + word + "\"; little and big are known.");
			};
		}
	}

	private ByteBuffer values(Storage storage, long first, long number, String place) throws IOException {
		int width = storage.type().width();
		ZipEntry entry = zip.getEntry(root + "/data/" + storage.key());
		if (entry == null) {
			throw new IOException(place + ": its values, data/" + storage.key() + ", are not in the file.");
		}
		if (entry.getMethod() != ZipEntry.STORED) {
			throw new IOException(place + ": its values, data/" + storage.key() + ", are compressed, which PyTorch never does.");
		}
		if (entry.getSize() % width != 0 || entry.getSize() / width != storage.whole()) {
			throw new IOException(place + ": its values, data/" + storage.key() + ", have " + entry.getSize() + " bytes, not those of " + storage.whole() + " values of type "
					+ storage.type() + ".");
		}
		try (InputStream stream = zip.getInputStream(entry)) {
			stream.skipNBytes(first * width);
			byte[] bytes = stream.readNBytes(Math.toIntExact(number * width));
			if (bytes.length < number * width) {
				throw new IOException(place + ": its values end too early.");
			}
			return ByteBuffer.wrap(bytes).order(order);
		} catch (ZipException | EOFException e) {
			throw new IOException(place + " can't be read: " + e.getMessage() + ".", e);
		}
	}

	@Override
	public Map<String, StoredTensor> tensors() {
		return Collections.unmodifiableMap(tensors);
	}

	@Override
	public void close() throws IOException {
		zip.close();
	}
}
