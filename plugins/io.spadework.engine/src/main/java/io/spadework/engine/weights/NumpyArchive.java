package io.spadework.engine.weights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays by name in one file: a zip of NumPy arrays, as numpy.savez writes it. */
public final class NumpyArchive {

	private NumpyArchive() {
	}

	/** All arrays of a file, floats or doubles; throws an IOException that says what is wrong with one that can't be read. */
	public static Map<String, INDArray> read(Path file) throws IOException {
		try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
			return read(zip, file);
		}
	}

	/** All arrays of an open file. */
	static Map<String, INDArray> read(ZipFile zip, Path file) throws IOException {
		Map<String, INDArray> arrays = new LinkedHashMap<>();
		for (Map.Entry<String, StoredTensor> tensor : NumpyFile.archive(zip, file).tensors().entrySet()) {
			arrays.put(tensor.getKey(), NetworkTensors.array(tensor.getValue().read()));
		}
		return arrays;
	}

	/** Writes arrays into an open file, in the order of their names. */
	static void write(Map<String, INDArray> arrays, ZipOutputStream zip) throws IOException {
		for (Map.Entry<String, INDArray> array : new TreeMap<>(arrays).entrySet()) {
			zip.putNextEntry(new ZipEntry(array.getKey() + NumpyFile.SUFFIX));
			NumpyFormat.write(array.getValue(), zip);
			zip.closeEntry();
		}
	}
}
