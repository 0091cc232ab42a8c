package io.spadework.engine.weights;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A .npz file, a zip of NumPy arrays by name as numpy.savez writes it, or a .npy file, a single array. */
public final class NumpyFile implements WeightsFile {

	static final String SUFFIX = ".npy";

	private final ZipFile zip;
	private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

	private NumpyFile(ZipFile zip) {
		this.zip = zip;
	}

	/** Opens a zip of arrays; throws an IOException that says what is wrong with one that can't be used. */
	static NumpyFile archive(ZipFile zip, Path path) throws IOException {
		NumpyFile file = new NumpyFile(zip);
		for (var entries = zip.entries(); entries.hasMoreElements();) {
			ZipEntry entry = entries.nextElement();
			if (entry.getName().endsWith(SUFFIX)) {
				String name = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
				file.add(name, () -> zip.getInputStream(entry), entry.getSize(), path + ", array \"" + name + "\"");
			}
		}
		if (file.tensors.isEmpty()) {
			throw new IOException(path + " is a zip, but neither one that PyTorch saved nor one of NumPy arrays.");
		}
		return file;
	}

	/** Opens a single array, which is called like its file. */
	static NumpyFile single(Path path) throws IOException {
		NumpyFile file = new NumpyFile(null);
		String name = path.getFileName().toString();
		file.add(name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name, () -> Files.newInputStream(path), Files.size(path), path.toString());
		return file;
	}

	private void add(String name, Opening opening, long bytes, String place) throws IOException {
		NumpyHeader header;
		try (DataInputStream stream = new DataInputStream(opening.open())) {
			header = NumpyHeader.read(stream, place);
		}
		header.require(bytes, place);
		if (tensors.put(name, new StoredArray(header, opening, bytes, place)) != null) {
			throw new IOException(place + " is there twice.");
		}
	}

	@Override
	public Map<String, StoredTensor> tensors() {
		return Collections.unmodifiableMap(tensors);
	}

	@Override
	public void close() throws IOException {
		if (zip != null) {
			zip.close();
		}
	}

	/** Writes a file that numpy.load reads, one tensor after the other, so that one of them is in memory at a time. */
	public static void write(Path path, Map<String, ? extends StoredTensor> tensors) throws IOException {
		WrittenAside.write(path, stream -> {
			ZipOutputStream zip = new ZipOutputStream(stream, StandardCharsets.UTF_8);
			zip.setLevel(0); // weights don't compress
			for (Map.Entry<String, ? extends StoredTensor> tensor : tensors.entrySet()) {
				zip.putNextEntry(new ZipEntry(tensor.getKey() + SUFFIX));
				NumpyFormat.write(tensor.getValue().read(), zip);
				zip.closeEntry();
			}
			zip.finish();
		});
	}

	/** Opens the bytes of an array. */
	private interface Opening {

		InputStream open() throws IOException;
	}

	private record StoredArray(NumpyHeader header, Opening opening, long bytes, String place) implements StoredTensor {

		@Override
		public ElementType type() {
			return header.type();
		}

		@Override
		public long[] shape() {
			return header.shape();
		}

		@Override
		public Tensor read() throws IOException {
			try (DataInputStream stream = new DataInputStream(opening.open())) {
				return NumpyFormat.tensor(stream, bytes, place);
			} catch (ZipException e) {
				throw new IOException(place + " can't be read: " + e.getMessage() + ".", e);
			}
		}
	}
}
