package io.spadework.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How the engine computes and what memory it gets, where that is not to be as usual. */
final class EngineSettings {

	private static final List<String> KERNELS = List.of("auto", "onednn", "portable");
	private static final List<String> EXECUTORS = List.of("graph", "plan");
	private static final int LEAST_MEMORY = 256;

	@Option(names = "--kernels", paramLabel = "NAME", description = "The engine's kernels: auto, onednn or portable.")
	private String kernels;

	@Option(names = "--executor", paramLabel = "NAME", description = "What runs the networks: graph or plan.")
	private String executor;

	@Option(names = "--memory", paramLabel = "MB", description = "The engine's Java heap in MB; tensors take memory beside it.")
	private Integer memory;

	/** Refuses what the engine would not understand. */
	void check() throws Failure {
		check("--kernels", kernels, KERNELS);
		check("--executor", executor, EXECUTORS);
		if (memory != null && memory < LEAST_MEMORY) {
			throw Failure.usage("--memory " + memory + ": at least " + LEAST_MEMORY + " MB are needed");
		}
	}

	private static void check(String option, String value, List<String> known) throws Failure {
		if (value != null && !known.contains(value)) {
			throw Failure.usage(option + " " + value + " is unknown; there are " + String.join(", ", known));
		}
	}

	/** What the engine is told. */
	List<String> arguments() {
		List<String> arguments = new ArrayList<>();
		if (kernels != null) {
			arguments.addAll(List.of("--kernels", kernels));
		}
		if (executor != null) {
			arguments.addAll(List.of("--executor", executor));
		}
		return arguments;
	}

	/** The Java heap in MB, or the usual one. */
	int memory(int usual) {
		return memory == null ? usual : memory;
	}
}
