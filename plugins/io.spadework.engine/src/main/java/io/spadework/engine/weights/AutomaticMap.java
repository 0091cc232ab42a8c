package io.spadework.engine.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds out which tensor of a state dict becomes which array of a network.
 * <p>
 * Tensors that are called like arrays of the network are those. The others are taken layer by layer: by the names of a published network where they agree throughout;
 * otherwise by equal names; then among layers of equal shapes by their order. What remains is open in the map that comes out, for a person to decide.
 */
public final class AutomaticMap {

	private static final String BATCHES = "num_batches_tracked";
	private static final String WRAPPER = "module.";

	/**
	 * The tensors that belong together.
	 *
	 * @param name   of the layer in PyTorch, or of the vertex
	 * @param arrays names of the tensors
	 * @param shapes and their sizes
	 */
	private record Layer(String name, Map<Role, String> arrays, Map<Role, long[]> shapes) {

		Layer(String name) {
			this(name, new EnumMap<>(Role.class), new EnumMap<>(Role.class));
		}

		void add(Role role, String array, long[] shape) {
			arrays.put(role, array);
			shapes.put(role, shape);
		}

		/** Equal for layers that look the same. */
		String looks() {
			StringBuilder looks = new StringBuilder();
			shapes.forEach((role, shape) -> looks.append(role).append(Arrays.toString(shape)));
			return looks.toString();
		}

		/** Equal for layers whose main tensor has as many values for each output: a fully connected layer is a 1 x 1 convolution too. */
		String resembles() {
			Role main = shapes.keySet().iterator().next();
			long[] shape = shapes.get(main);
			return main + " " + (shape.length == 0 ? "" : shape[0] + " " + Tensor.length(shape));
		}
	}

	private final Map<String, long[]> sources;
	private final Map<String, long[]> targets;
	private final Map<String, Layer> given;
	private final Map<String, Layer> wanted = new LinkedHashMap<>();
	private final Map<Layer, Layer> pairs = new HashMap<>();
	private final Map<String, String> surplus = new HashMap<>();
	private final Map<String, float[]> constants = new HashMap<>();

	private AutomaticMap(Map<String, long[]> sources, Map<String, long[]> targets) {
		this.sources = sources;
		this.targets = targets;
		given = layers(sources);
		targets.forEach((name, shape) -> {
			int slash = name.lastIndexOf('/');
			Role.of(name.substring(slash + 1))
					.ifPresent(role -> wanted.computeIfAbsent(name.substring(0, Math.max(0, slash)), Layer::new).add(role, name, shape));
		});
	}

	/** The map for a file's tensors and a network's arrays, given by their shapes; what could not be found out is open in it. */
	public static WeightMap of(Map<String, long[]> sources, Map<String, long[]> targets) {
		AutomaticMap map = new AutomaticMap(sources, targets);
		if (!map.pairAsPublished()) {
			map.pairByName();
			map.pairInOrder(Layer::looks);
			map.pairInOrder(Layer::resembles);
		}
		return map.result();
	}

	/** The layers of a state dict, by name. */
	private static Map<String, Layer> layers(Map<String, long[]> sources) {
		Map<String, Set<String>> suffixes = new LinkedHashMap<>();
		for (String name : sources.keySet()) {
			String suffix = suffix(name);
			if (suffix != null) {
				suffixes.computeIfAbsent(owner(name, suffix), owner -> new LinkedHashSet<>()).add(suffix);
			}
		}
		Map<String, Layer> layers = new LinkedHashMap<>();
		suffixes.forEach((owner, own) -> {
			Layer layer = new Layer(owner);
			String prefix = owner.isEmpty() ? "" : owner + ".";
			long[] weight = sources.get(prefix + "weight");
			boolean norm = own.contains("running_mean") || weight != null && weight.length == 1;
			for (Role role : Role.values()) {
				boolean possible = switch (role) {
					case WEIGHTS, BIAS -> !norm;
					case GAMMA, BETA -> norm;
					default -> true;
				};
				role.torch().stream().filter(own::contains).findFirst().filter(suffix -> possible)
						.ifPresent(suffix -> layer.add(role, prefix + suffix, sources.get(prefix + suffix)));
			}
			layers.put(owner, layer);
		});
		return layers;
	}

	/** The part of a tensor's name that says what it is to its layer; null where none does. */
	private static String suffix(String name) {
		return Arrays.stream(Role.values()).flatMap(role -> role.torch().stream()).filter(suffix -> name.equals(suffix) || name.endsWith("." + suffix)).findFirst().orElse(null);
	}

	private static String owner(String name, String suffix) {
		return name.length() == suffix.length() ? "" : name.substring(0, name.length() - suffix.length() - 1);
	}

	/** Pairs all layers by the names of a published network, if it has them all. */
	private boolean pairAsPublished() {
		String prefix = !given.isEmpty() && given.keySet().stream().allMatch(name -> name.startsWith(WRAPPER)) ? WRAPPER : "";
		for (Naming naming : Naming.all(wanted.keySet())) {
			List<Layer> stored = wanted.values().stream().filter(layer -> layer.arrays().values().stream().anyMatch(array -> naming.constant(array) == null)).toList();
			if (!stored.isEmpty() && stored.stream().allMatch(layer -> given.containsKey(prefix + naming.module(layer.name())))) {
				stored.forEach(layer -> pairs.put(layer, given.get(prefix + naming.module(layer.name()))));
				targets.keySet().stream().filter(array -> naming.constant(array) != null).forEach(array -> constants.put(array, naming.constant(array)));
				sources.keySet().forEach(name -> surplus.put(name, naming.reason(name.substring(prefix.length()))));
				return true;
			}
		}
		return false;
	}

	private void pairByName() {
		for (Layer layer : wanted.values()) {
			Layer same = given.get(layer.name().replace('/', '.'));
			if (same != null && same.resembles().equals(layer.resembles())) {
				pairs.put(layer, same);
			}
		}
	}

	private void pairInOrder(Function<Layer, String> likeness) {
		Set<Layer> taken = new HashSet<>(pairs.values());
		Map<String, List<Layer>> free = new HashMap<>();
		for (Layer layer : given.values()) {
			if (!taken.contains(layer)) {
				free.computeIfAbsent(likeness.apply(layer), key -> new ArrayList<>()).add(layer);
			}
		}
		for (Layer layer : wanted.values()) {
			List<Layer> alike = free.getOrDefault(likeness.apply(layer), List.of());
			if (!pairs.containsKey(layer) && !alike.isEmpty()) {
				pairs.put(layer, alike.removeFirst());
			}
		}
	}

	private WeightMap result() {
		List<WeightMap.Filling> fillings = new ArrayList<>();
		Set<String> used = new HashSet<>();
		for (Layer layer : wanted.values()) {
			Layer pair = pairs.get(layer);
			layer.arrays().forEach((role, target) -> {
				if (constants.containsKey(target) && !sources.containsKey(target)) {
					fillings.add(WeightMap.Filling.constant(target, constants.get(target)));
					return;
				}
				String source = sources.containsKey(target) ? target : pair == null ? null : pair.arrays().get(role);
				used.add(source);
				fillings.add(new WeightMap.Filling(target, source, null, null, reshaping(source, layer.shapes().get(role)), null, null));
			});
		}
		targets.keySet().stream().filter(name -> Role.of(name.substring(name.lastIndexOf('/') + 1)).isEmpty()).map(name -> WeightMap.Filling.of(name, null)).forEach(fillings::add);
		List<WeightMap.Ignored> ignored = sources.keySet().stream().filter(name -> !used.contains(name)).map(name -> new WeightMap.Ignored(name, reason(name))).toList();
		return new WeightMap(fillings, ignored);
	}

	/** The shape to give a tensor where it has another one, with as many values for each output; null where none is needed, or would do. */
	private long[] reshaping(String source, long[] shape) {
		if (source == null || shape.length == 0) {
			return null;
		}
		long[] from = sources.get(source);
		boolean alike = from.length > 0 && from[0] == shape[0] && Tensor.length(from) == Tensor.length(shape) || Arrays.equals(squeezed(from), squeezed(shape));
		return alike && !Arrays.equals(from, shape) ? shape : null;
	}

	/** Without axes of a single index. */
	private static long[] squeezed(long[] shape) {
		return Arrays.stream(shape).filter(size -> size != 1).toArray();
	}

	private String reason(String name) {
		if (name.equals(BATCHES) || name.endsWith("." + BATCHES)) {
			return "counts training passes, which the running statistics do not depend on";
		}
		String suffix = suffix(name);
		String weights = suffix == null ? null : given.get(owner(name, suffix)).arrays().get(Role.WEIGHTS);
		return suffix != null && suffix.equals("weight") && weights != null && !weights.equals(name) ? "follows from " + weights : surplus.get(name);
	}
}
