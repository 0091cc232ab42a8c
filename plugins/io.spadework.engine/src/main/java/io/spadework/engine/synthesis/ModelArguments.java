package io.spadework.engine.synthesis;

import io.spadework.engine.networks.ExecutorChoice;
import io.spadework.engine.networks.kernels.KernelChoice;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Arguments of an engine process that makes images: options with values, some of which take several, and flags. */
final class ModelArguments {

	private final Map<String, List<String>> values = new LinkedHashMap<>();

	/** Reads them; throws IllegalArgumentException for what is not among the known ones. */
	ModelArguments(Set<String> options, Set<String> flags, String... arguments) {
		Set<String> known = new HashSet<>(options);
		known.addAll(Set.of("--weights", "--name", "--kernels", "--executor"));
		for (int i = 0; i < arguments.length; i++) {
			String option = arguments[i];
			if (flags.contains(option)) {
				values.put(option, List.of());
			} else if (!known.contains(option)) {
				throw new IllegalArgumentException("Unknown argument " + option + "; there are " + Stream.concat(known.stream(), flags.stream()).sorted().collect(Collectors.joining(", ")) + ".");
			} else if (++i == arguments.length) {
				throw new IllegalArgumentException(option + " needs a value.");
			} else {
				values.computeIfAbsent(option, name -> new ArrayList<>()).add(arguments[i]);
			}
		}
		KernelChoice.choose(text("--kernels", "auto"));
		ExecutorChoice.choose(text("--executor", "plan"));
	}

	boolean has(String option) {
		return values.containsKey(option);
	}

	/** The last value of an option, or what it has where it is not given. */
	String text(String option, String otherwise) {
		return has(option) ? values.get(option).getLast() : otherwise;
	}

	/** The path of an option that has to be given. */
	Path path(String option) {
		List<Path> paths = paths(option);
		if (paths.isEmpty()) {
			throw new IllegalArgumentException(option + " is missing.");
		}
		return paths.getLast();
	}

	/** All paths that an option names. */
	List<Path> paths(String option) {
		List<Path> paths = new ArrayList<>();
		for (String value : values.getOrDefault(option, List.of())) {
			try {
				paths.add(Path.of(value));
			} catch (InvalidPathException e) {
				throw new IllegalArgumentException(option + " " + value + " is no path of this system: " + e.getReason() + ".", e);
			}
		}
		return paths;
	}
}
