package io.spadework.engine.weights;

import com.google.gson.JsonObject;
import io.spadework.engine.networks.ArrayShapes;
import io.spadework.engine.weights.torch.TorchWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/** Turns a file of weights into one of a network's arrays under the network's own names, which the engine reads: a process of its own, in the place of a training. */
public final class ImportWeights {

	/** The first argument of an engine process that is to do so. */
	public static final String VERB = "import-weights";

	private static final int DONE = 0;
	private static final int FAILED = 1;
	private static final int WRONG_USAGE = 2;
	private static final String USAGE = "Usage: " + VERB + " FILE --network NAME [--map TABLE.json] (--show | --out WEIGHTS.npz|WEIGHTS.pth [--names FAMILY] [--half] [--stand-alone])";

	private final Map<String, ComputationGraphConfiguration> networks;
	private final PrintStream out;
	private final PrintStream err;

	/** For an experiment's networks by name, such as generator. */
	public ImportWeights(Map<String, ComputationGraphConfiguration> networks, PrintStream out, PrintStream err) {
		this.networks = networks;
		this.out = out;
		this.err = err;
	}

	/** What was asked for. */
	private record Request(Path file, String network, Path map, boolean show, Path out, String names, boolean half, boolean standAlone) {

		/** Throws IllegalArgumentException for what can't be understood. */
		static Request parse(String... arguments) {
			Path file = null;
			String network = null;
			Path map = null;
			boolean show = false;
			Path out = null;
			String names = null;
			boolean half = false;
			boolean standAlone = false;
			for (int i = 0; i < arguments.length; i++) {
				String option = arguments[i];
				if (option.equals("--show")) {
					show = true;
				} else if (option.equals("--half")) {
					half = true;
				} else if (option.equals("--stand-alone")) {
					standAlone = true;
				} else if (!option.startsWith("--") && file == null) {
					file = Path.of(option);
				} else if (i + 1 == arguments.length) {
					throw new IllegalArgumentException(option + " needs a value, or is no option.");
				} else {
					String value = arguments[++i];
					switch (option) {
						case "--network" -> network = value;
						case "--map" -> map = Path.of(value);
						case "--out" -> out = Path.of(value);
						case "--names" -> names = value;
						default -> throw new IllegalArgumentException("Unknown option " + option + ".");
					}
				}
			}
			if (file == null || network == null || show == (out != null)) {
				throw new IllegalArgumentException("A file, a network and either --show or --out are needed.");
			}
			if (out != null && !isNumpy(out) && !isTorch(out)) {
				throw new IllegalArgumentException("--out " + out + ": the name of a file of weights ends in .npz or .pth.");
			}
			if (standAlone && (out == null || !isNumpy(out))) {
				throw new IllegalArgumentException("--stand-alone makes an .npz file: --out has to name one.");
			}
			if (names != null && (out == null || standAlone)) {
				throw new IllegalArgumentException("--names says what the arrays of --out are called; a network that stands alone has its own names.");
			}
			return new Request(file, network, map, show, out, names, half, standAlone);
		}

		private static boolean isNumpy(Path path) {
			return path.toString().toLowerCase(Locale.ROOT).endsWith(".npz");
		}

		private static boolean isTorch(Path path) {
			return path.toString().toLowerCase(Locale.ROOT).endsWith(".pth");
		}
	}

	/** Does it; returns the exit code: 0 done, 1 failed, 2 arguments not understood. */
	public int run(String... arguments) {
		Request request;
		try {
			request = Request.parse(arguments);
		} catch (IllegalArgumentException e) { // InvalidPathException is one
			err.println(e.getMessage() + "\n" + USAGE);
			return WRONG_USAGE;
		}
		ComputationGraphConfiguration network = networks.get(request.network());
		if (network == null) {
			err.println("The experiment has no network \"" + request.network() + "\"; it has " + String.join(", ", new TreeSet<>(networks.keySet())) + ".");
			return WRONG_USAGE;
		}
		try (WeightsFile file = WeightsFile.open(request.file())) {
			importWeights(request, ownPart(file.tensors(), request.network()), network);
			return DONE;
		} catch (NoSuchFileException e) {
			err.println("There is no file " + e.getMessage() + ".");
		} catch (IOException e) {
			err.println(e.getMessage());
		} catch (IllegalArgumentException e) {
			err.println(request.file() + " does not fit the network \"" + request.network() + "\":\n" + e.getMessage()
					+ "\n--show prints the map to be edited: \"source\" says which tensor fills an array, \"reason\" why one is ignored; --map takes it.");
		}
		return FAILED;
	}

	private void importWeights(Request request, Map<String, StoredTensor> sources, ComputationGraphConfiguration network) throws IOException {
		Map<String, long[]> targets = ArrayShapes.of(network);
		Map<String, long[]> shapes = new LinkedHashMap<>();
		sources.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
		WeightMap map = request.map() == null ? AutomaticMap.of(shapes, targets) : WeightMap.read(request.map());
		if (request.show()) {
			out.print(map.toJson());
			return;
		}
		Map<String, StoredTensor> weights = new LinkedHashMap<>();
		for (Map.Entry<String, ? extends StoredTensor> tensor : map.apply(sources, targets).entrySet()) {
			weights.put(tensor.getKey(), request.half() ? StoredTensor.of(tensor.getValue().read().half()) : tensor.getValue());
		}
		if (request.names() != null) {
			Map<String, String> names = names(request, weights);
			Map<String, StoredTensor> own = new LinkedHashMap<>(weights);
			weights.clear();
			names.forEach((array, name) -> weights.put(name, own.get(array)));
		}
		if (request.standAlone()) {
			JsonObject provenance = new JsonObject();
			provenance.addProperty("made", "by import-weights --stand-alone" + (request.half() ? " --half" : "") + " from the network \"" + request.network() + "\"");
			provenance.addProperty("source", request.file().getFileName().toString());
			provenance.addProperty("sourceHash", NetworkFile.sha256(Files.readAllBytes(request.file())));
			NetworkFile.write(request.out(), network, weights, provenance);
		} else if (Request.isNumpy(request.out())) {
			NumpyFile.write(request.out(), weights);
		} else {
			TorchWriter.write(request.out(), weights);
		}
		long values = weights.values().stream().mapToLong(tensor -> Tensor.length(tensor.shape())).sum();
		out.println(String.format(Locale.ROOT, "%s: %d arrays of the network \"%s\", %,d values.", request.out(), weights.size(), request.network(), values));
		Map<String, List<String>> ignored = new LinkedHashMap<>();
		map.ignored().forEach(tensor -> ignored.computeIfAbsent(tensor.reason(), reason -> new ArrayList<>()).add(tensor.source()));
		ignored.forEach((reason, names) -> out.println("Ignored " + names.getFirst() + (names.size() > 1 ? " and " + (names.size() - 1) + " more" : "") + ": " + reason + "."));
	}

	private static Map<String, String> names(Request request, Map<String, StoredTensor> weights) throws IOException {
		try {
			return Naming.published(request.names(), request.network(), weights.keySet());
		} catch (IllegalArgumentException e) { // the file fits all the same
			throw new IOException(e.getMessage(), e);
		}
	}

	/** Of a checkpoint of ours what belongs to the network, under its own names; of another file everything. */
	private static Map<String, StoredTensor> ownPart(Map<String, StoredTensor> tensors, String network) {
		Map<String, StoredTensor> own = new LinkedHashMap<>();
		for (String part : new String[] { network + "/weights/", network + "/state/" }) {
			tensors.forEach((name, tensor) -> {
				boolean kept = Arrays.stream(Role.values()).anyMatch(role -> name.endsWith("/" + role.key()));
				if (name.startsWith(part) && kept) {
					own.put(name.substring(part.length()), tensor);
				}
			});
		}
		return own.isEmpty() ? tensors : own;
	}
}
