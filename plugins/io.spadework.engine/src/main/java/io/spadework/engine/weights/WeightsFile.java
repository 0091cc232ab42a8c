package io.spadework.engine.weights;

import io.spadework.engine.weights.torch.TorchArchive;
import io.spadework.engine.weights.torch.TorchStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A file with tensors by name: a state dict that PyTorch saved (.pth, .pt, in the zip format or the older one), or NumPy's .npz or .npy.
 * <p>
 * Nothing in a file is executed, and no more memory is used than for the file's list of tensors and for the one tensor that is read.
 */
public interface WeightsFile extends Closeable {

	/** The tensors by name, in the file's order. */
	Map<String, StoredTensor> tensors();

	/** Opens a file of any of these formats; throws an IOException that says what is wrong with one that can't be used. */
	static WeightsFile open(Path path) throws IOException {
		byte[] start = start(path);
		if (start.length > 1 && start[0] == 'P' && start[1] == 'K') {
			return openZip(path);
		}
		if (startsWith(start, NumpyHeader.MAGIC)) {
			return NumpyFile.single(path);
		}
		if (TorchStream.begins(start)) {
			return TorchStream.open(path);
		}
		if (Tar.begins(start)) {
			throw new IOException(path + " is a tar of PyTorch before version 0.1.10, which is not read. PyTorch still does: torch.save(torch.load(\"" + path.getFileName()
					+ "\"), \"new.pth\") makes a file that is.");
		}
		throw new IOException(path + " is neither a state dict that PyTorch saved (.pth, .pt) nor a file of NumPy arrays (.npz, .npy).");
	}

	private static WeightsFile openZip(Path path) throws IOException {
		ZipFile zip;
		try {
			zip = new ZipFile(path.toFile(), StandardCharsets.UTF_8);
		} catch (ZipException e) {
			throw new IOException(path + " is a damaged zip, perhaps cut off: " + e.getMessage() + ".", e);
		}
		try {
			Set<String> names = names(zip, path);
			return names.stream().anyMatch(name -> name.endsWith(TorchArchive.PICKLE)) ? TorchArchive.open(zip, path, names) : NumpyFile.archive(zip, path);
		} catch (ZipException e) {
			zip.close();
			throw new IOException(path + " is a damaged zip: " + e.getMessage() + ".", e);
		} catch (IOException | RuntimeException e) {
			zip.close();
			throw e;
		}
	}

	/** The names of all entries; throws an IOException for names that no honest file has. */
	private static Set<String> names(ZipFile zip, Path path) throws IOException {
		Set<String> names = new HashSet<>();
		for (var entries = zip.entries(); entries.hasMoreElements();) {
			ZipEntry entry = entries.nextElement();
			String name = entry.getName();
			if (name.startsWith("/") || name.indexOf('\\') >= 0 || Arrays.asList(name.split("/")).contains("..")) {
				throw new IOException(path + " has an entry \"" + name + "\", which leads out of the file.");
			}
			if (!names.add(name)) {
				throw new IOException(path + " has the entry \"" + name + "\" twice.");
			}
		}
		return names;
	}

	private static byte[] start(Path path) throws IOException {
		try (InputStream stream = Files.newInputStream(path)) {
			return stream.readNBytes(Tar.LENGTH);
		}
	}

	private static boolean startsWith(byte[] bytes, byte[] start) {
		return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
	}
}
