package io.spadework.engine.weights;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights that images are made with, out of a file: a checkpoint, of which only what is asked for is read; a shipped model, which is named as a checkpoint is; or the arrays
 * of a generator alone under the network's own names. Where a checkpoint has averaged weights, they are the ones.
 */
public final class ModelWeights implements Closeable {

	private static final String GENERATOR = "generator";

	private final Path path;
	private final WeightsFile file;
	private final Checkpoint.Moment moment;

	private ModelWeights(Path path, WeightsFile file, Checkpoint.Moment moment) {
		this.path = path;
		this.file = file;
		this.moment = moment;
	}

	/** Opens a file; throws an IOException that says what is wrong with one that can't be used. */
	public static ModelWeights open(Path path) throws IOException {
		WeightsFile file = WeightsFile.open(path);
		try {
			return new ModelWeights(path, file, file instanceof NumpyFile ? Checkpoint.moment(path) : null);
		} catch (IOException | RuntimeException e) {
			file.close();
			throw e;
		}
	}

	/** The file. */
	public Path path() {
		return path;
	}

	/** When the checkpoint was made; null where the file is none. */
	public Checkpoint.Moment moment() {
		return moment;
	}

	/** A network's arrays by its own names, empty where the file has none; throws an IOException that names an array that can't be read. */
	public Map<String, INDArray> of(String network) throws IOException {
		Map<String, INDArray> arrays = new LinkedHashMap<>();
		for (Map.Entry<String, StoredTensor> tensor : tensors(network).entrySet()) {
			arrays.put(tensor.getKey(), NetworkTensors.array(tensor.getValue().read()));
		}
		return arrays;
	}

	/** The tensors of a network by its own names. */
	Map<String, StoredTensor> tensors(String network) {
		Map<String, StoredTensor> own = new LinkedHashMap<>();
		for (String part : new String[] { "/weights/", "/average/", "/state/" }) { // averages take the place of weights
			String prefix = network + part;
			file.tensors().forEach((name, tensor) -> {
				if (name.startsWith(prefix)) {
					own.put(name.substring(prefix.length()), tensor);
				}
			});
		}
		boolean alone = moment == null && file.tensors().keySet().stream().noneMatch(name -> name.startsWith(GENERATOR + "/weights/"));
		return alone && network.equals(GENERATOR) ? file.tensors() : own;
	}

	@Override
	public void close() throws IOException {
		file.close();
	}
}
