package io.spadework.engine.weights;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes the weights of a model that stands alone: of a checkpoint what makes images and nothing else, in half precision. */
public final class ExportModel {

	/** The first argument of an engine process that is to do so. */
	public static final String VERB = "export-model";

	private static final int DONE = 0;
	private static final int FAILED = 1;
	private static final int WRONG_USAGE = 2;
	private static final Set<Role> STATE = Set.of(Role.MEAN, Role.VARIANCE, Role.LEFT, Role.RIGHT);

	private ExportModel() {
	}

	/** Does it, with the arguments of an engine process; returns the exit code: 0 done, 1 failed, 2 arguments not understood. */
	public static int run(PrintStream out, PrintStream err, String... arguments) {
		Map<String, String> options = new LinkedHashMap<>();
		for (int i = 0; i + 1 < arguments.length; i += 2) {
			options.put(arguments[i], arguments[i + 1]);
		}
		if (!options.keySet().containsAll(Set.of("--weights", "--out"))) {
			err.println("Usage: " + VERB + " --weights FILE --out WEIGHTS.npz");
			return WRONG_USAGE;
		}
		try (ModelWeights weights = ModelWeights.open(Path.of(options.get("--weights")))) {
			out.println(String.format(Locale.ROOT, "%,d values in half precision.", write(weights, Path.of(options.get("--out")))));
			return DONE;
		} catch (NoSuchFileException e) {
			err.println("There is no file " + e.getMessage() + ".");
		} catch (IOException e) {
			err.println(e.getMessage());
		}
		return FAILED;
	}

	/**
	 * Writes the file; returns the number of values. Averaged weights take the place of those they are the averages of.
	 *
	 * @throws IOException where the weights have no generator, or a value is no number or too large for half precision
	 */
	public static long write(ModelWeights weights, Path file) throws IOException {
		Map<String, StoredTensor> tensors = new LinkedHashMap<>();
		for (String network : new String[] { "generator", "encoder" }) {
			for (Map.Entry<String, StoredTensor> tensor : weights.tensors(network).entrySet()) {
				String key = tensor.getKey();
				boolean learned = Role.of(key.substring(key.lastIndexOf('/') + 1)).filter(role -> !STATE.contains(role)).isPresent();
				tensors.put(network + (learned ? "/weights/" : "/state/") + key, new Half(tensor.getValue(), weights.path() + ", array \"" + key + "\""));
			}
		}
		if (tensors.keySet().stream().noneMatch(name -> name.startsWith("generator/"))) {
			throw new IOException(weights.path() + " has no weights of a generator.");
		}
		NumpyFile.write(file, tensors);
		return tensors.values().stream().mapToLong(tensor -> Tensor.length(tensor.shape())).sum();
	}

	/** A tensor, rounded to half precision when it is read. */
	private record Half(StoredTensor stored, String place) implements StoredTensor {

		@Override
		public ElementType type() {
			return ElementType.FLOAT16;
		}

		@Override
		public long[] shape() {
			return stored.shape();
		}

		@Override
		public Tensor read() throws IOException {
			float[] values = stored.read().floats();
			byte[] bytes = new byte[2 * values.length];
			for (int i = 0; i < values.length; i++) {
				short half = Float.floatToFloat16(values[i]);
				if (!Float.isFinite(Float.float16ToFloat(half))) {
					throw new IOException(place + " has the value " + values[i] + ", which half precision does not hold.");
				}
				bytes[2 * i] = (byte) half;
				bytes[2 * i + 1] = (byte) (half >> 8);
			}
			return new Tensor(ElementType.FLOAT16, shape(), bytes);
		}
	}
}
