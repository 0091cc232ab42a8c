package io.spadework.engine.weights;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tensor of a file becomes which array of a network: every array is filled, and every tensor is used or ignored for a reason. As JSON it can be edited.
 *
 * @param tensors what the network's arrays are filled with; one whose source is null is still open
 * @param ignored tensors of the file that the network has no place for; one without a reason is still open
 */
public record WeightMap(List<Filling> tensors, List<Ignored> ignored) {

	private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
	private static final long LARGEST_FILE = 1 << 24;
	private static final int MOST_PROBLEMS = 20;

	/**
	 * What one array is filled with: a tensor whose axes are put into another order, then reversed, then given another shape, each only where said; or a single value, or values one by one.
	 *
	 * @param target  name of the network's array
	 * @param source  name of the file's tensor
	 * @param permute axis i becomes what was axis permute[i]; null: as they are
	 * @param flip    axes along which the values are reversed; null: none
	 * @param reshape the new shape; null: as it is
	 * @param fill    the value of all elements, where there is no source
	 * @param values  the elements, where there is neither a source nor such a value
	 */
	public record Filling(String target, String source, int[] permute, int[] flip, long[] reshape, Double fill, float[] values) {

		/** Filled with a tensor as it is. */
		public static Filling of(String target, String source) {
			return new Filling(target, source, null, null, null, null, null);
		}

		/** Filled with numbers that the network is known to want. */
		static Filling constant(String target, float[] values) {
			return new Filling(target, null, null, null, null, null, values);
		}

		private boolean isOpen() {
			return source == null && fill == null && values == null;
		}

		/** The shape that a tensor of this shape gets; throws IllegalArgumentException where that can't be. */
		private long[] shape(long[] given) {
			long[] shape = given;
			if (permute != null) {
				int[] sorted = permute.clone();
				Arrays.sort(sorted);
				for (int i = 0; i < sorted.length; i++) {
					if (sorted.length != given.length || sorted[i] != i) {
						throw new IllegalArgumentException("its axes can't be permuted by " + Arrays.toString(permute));
					}
				}
				shape = Arrays.stream(permute).mapToLong(axis -> given[axis]).toArray();
			}
			int axes = shape.length;
			if (flip != null && Arrays.stream(flip).anyMatch(axis -> axis < 0 || axis >= axes)) {
				throw new IllegalArgumentException("its axes " + Arrays.toString(flip) + " can't be flipped");
			}
			if (reshape != null && (Arrays.stream(reshape).anyMatch(size -> size < 0) || Tensor.length(reshape) != Tensor.length(shape))) {
				throw new IllegalArgumentException("it can't be reshaped to " + Arrays.toString(reshape));
			}
			return reshape == null ? shape : reshape;
		}

		private Tensor apply(Tensor tensor) {
			Tensor changed = permute == null ? tensor : tensor.permute(permute);
			changed = flip == null ? changed : changed.flip(flip);
			return reshape == null ? changed : changed.reshape(reshape);
		}
	}

	/**
	 * A tensor that is not used.
	 *
	 * @param source name of the file's tensor
	 * @param reason why
	 */
	public record Ignored(String source, String reason) {

		private boolean isOpen() {
			return reason == null || reason.isBlank();
		}
	}

	public WeightMap {
		tensors = List.copyOf(tensors);
		ignored = List.copyOf(ignored);
	}

	/** Whether nothing is open. */
	public boolean isComplete() {
		return tensors.stream().noneMatch(Filling::isOpen) && ignored.stream().noneMatch(Ignored::isOpen);
	}

	/** The map as JSON. */
	public String toJson() {
		return GSON.toJson(this) + "\n";
	}

	/** Reads a map that {@link #toJson} wrote, perhaps edited since; throws an IOException that says what is wrong with one that can't be used. */
	public static WeightMap read(Path file) throws IOException {
		if (Files.size(file) > LARGEST_FILE) {
			throw new IOException(file + " is no map of weights: it is larger than " + LARGEST_FILE + " bytes.");
		}
		try {
			WeightMap map = GSON.fromJson(Files.readString(file, StandardCharsets.UTF_8), WeightMap.class);
			if (map == null || map.tensors().stream().anyMatch(filling -> filling.target() == null) || map.ignored().stream().anyMatch(tensor -> tensor.source() == null)) {
				throw new IOException(file + " is no map of weights: each of its tensors has a target, and each of the ignored ones a source.");
			}
			return map;
		} catch (JsonParseException e) {
			throw new IOException(file + " is no map of weights: " + e.getMessage() + ".", e);
		} catch (RuntimeException e) { // so Gson passes on what a record throws
			throw new IOException(file + " is no map of weights: tensors or ignored is missing, or one of them is null.", e);
		} catch (CharacterCodingException e) {
			throw new IOException(file + " is no map of weights: it is not text in UTF-8.", e);
		}
	}

	/**
	 * The network's arrays by name, each read from the file when asked for.
	 *
	 * @param sources the file's tensors
	 * @param targets shapes of the network's arrays; one without axes takes any tensor of one axis
	 * @throws IllegalArgumentException with a line for each tensor that is not accounted for, array that is not filled, name that does not exist and shape that does not fit
	 */
	public Map<String, StoredTensor> apply(Map<String, StoredTensor> sources, Map<String, long[]> targets) {
		List<String> problems = new ArrayList<>();
		Map<String, StoredTensor> filled = new LinkedHashMap<>();
		Map<String, Filling> fillings = new HashMap<>();
		Set<String> unused = new LinkedHashSet<>(sources.keySet());
		for (Filling filling : tensors) {
			if (fillings.put(filling.target(), filling) != null) {
				problems.add("\"" + filling.target() + "\" is filled twice.");
			}
			if (!targets.containsKey(filling.target())) {
				problems.add("The network has no array \"" + filling.target() + "\".");
			}
			unused.remove(filling.source());
		}
		for (Ignored tensor : ignored) {
			if (!sources.containsKey(tensor.source())) {
				problems.add("The file has no tensor \"" + tensor.source() + "\", which the map ignores.");
			}
			if (!tensor.isOpen()) {
				unused.remove(tensor.source());
			}
		}
		targets.forEach((name, shape) -> {
			Filling filling = fillings.get(name);
			if (filling == null || filling.isOpen()) {
				problems.add("Nothing fills the network's \"" + name + "\" " + Arrays.toString(shape) + ".");
			} else {
				fill(name, shape, filling, sources, filled, problems);
			}
		});
		unused.forEach(name -> problems.add("The file's \"" + name + "\" " + Arrays.toString(sources.get(name).shape()) + " is not used, nor ignored for a reason."));
		if (!problems.isEmpty()) {
			List<String> shown = new ArrayList<>(problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS)));
			if (shown.size() < problems.size()) {
				shown.add("And " + (problems.size() - shown.size()) + " more.");
			}
			throw new IllegalArgumentException(String.join("\n", shown));
		}
		return filled;
	}

	private static void fill(String name, long[] shape, Filling filling, Map<String, StoredTensor> sources, Map<String, StoredTensor> filled, List<String> problems) {
		if (filling.source() == null && filling.values() != null) {
			if (shape.length > 0 && Tensor.length(shape) != filling.values().length) {
				problems.add("\"" + name + "\" " + Arrays.toString(shape) + " can't be filled with " + filling.values().length + " values.");
			} else {
				filled.put(name, StoredTensor.of(Tensor.of(filling.values().clone(), shape.length == 0 ? new long[] { filling.values().length } : shape)));
			}
			return;
		}
		if (filling.source() == null) {
			if (shape.length == 0) {
				problems.add("\"" + name + "\" can't be filled with a value: only a tensor tells how many it has.");
			} else {
				filled.put(name, new Filled(filling.fill(), shape));
			}
			return;
		}
		StoredTensor source = sources.get(filling.source());
		if (source == null) {
			problems.add("The file has no tensor \"" + filling.source() + "\" for \"" + name + "\".");
			return;
		}
		try {
			long[] given = filling.shape(source.shape());
			if (shape.length == 0 ? given.length != 1 : !Arrays.equals(given, shape)) {
				problems.add("\"" + filling.source() + "\" has the shape " + Arrays.toString(given) + ", the network's \"" + name + "\" " + Arrays.toString(shape) + ".");
				return;
			}
			filled.put(name, new Changed(source, filling, given));
		} catch (IllegalArgumentException e) {
			problems.add("\"" + filling.source() + "\" has the shape " + Arrays.toString(source.shape()) + ", and " + e.getMessage() + ".");
		}
	}

	private record Changed(StoredTensor source, Filling filling, long[] shape) implements StoredTensor {

		@Override
		public ElementType type() {
			return source.type() == ElementType.FLOAT64 ? ElementType.FLOAT64 : ElementType.FLOAT32;
		}

		@Override
		public Tensor read() throws IOException {
			return filling.apply(source.read()).fractions();
		}
	}

	private record Filled(double value, long[] shape) implements StoredTensor {

		@Override
		public ElementType type() {
			return ElementType.FLOAT32;
		}

		@Override
		public Tensor read() {
			float[] values = new float[Math.toIntExact(Tensor.length(shape))];
			Arrays.fill(values, (float) value);
			return Tensor.of(values, shape);
		}
	}
}
