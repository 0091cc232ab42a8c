package io.spadework.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code bench}: the engine and PyTorch train the same network by turns, on this machine, in one run. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = { "Measures the engine against PyTorch.",
		"Both train the same SPADE network from the same weights on the same batch, by turns and with 2 threads each. Prints the medians of G forward, G step, D step, whole step and one image shown, the peak memory of each process, and the ratios.",
		"Fails where their losses differ by more than 1e-4 after 1 or 3 steps. Needs PyTorch for /usr/bin/python3." })
final class BenchCommand implements Callable<Integer> {

	private static final int COMPARED = 3;
	private static final int WARM_UPS = 5;
	private static final int FEWEST_ROUNDS = 10;

	/** Two networks and a batch. */
	enum Size {
		SMALL(64, 16, 4, 8), MIDDLE(128, 32, 2, 35), LARGE(256, 32, 1, 183);

		private final int side;
		private final int filters;
		private final int batch;
		private final int labels;

		Size(int side, int filters, int batch, int labels) {
			this.side = side;
			this.filters = filters;
			this.batch = batch;
			this.labels = labels;
		}

		String title() {
			return name().toLowerCase(Locale.ROOT);
		}
	}

	@ParentCommand
	private Spadework program;

	@Option(names = "--size", paramLabel = "SIZE", description = "small (64 x 64 pixels, 16 filters, batch 4, 8 labels), middle (128 x 128, 32, 2, 35) or large (256 x 256, 32, 1, 183); all three unless given.")
	private String size;

	@Option(names = "--rounds", paramLabel = "N", description = "Turns that are measured, at least " + FEWEST_ROUNDS + ", which is the default.")
	private int rounds = FEWEST_ROUNDS;

	@Option(names = "--kernels", paramLabel = "NAME", description = "The engine's kernels: auto (the default), onednn or portable.")
	private String kernels = "auto";

	@Option(names = "--executor", paramLabel = "NAME", description = "The engine's executor: plan (the default) or graph.")
	private String executor = "plan";

	@Option(names = "--json", description = "Print one JSON document: a list of {size, kernels, executor, torch, format, engine, pytorch, ratio}; times in milliseconds, memory in MB.")
	private boolean json;

	@Mixin
	private EngineOption engine;

	@Override
	public Integer call() throws Failure {
		if (rounds < FEWEST_ROUNDS) {
			throw Failure.usage("--rounds " + rounds + ": a median of fewer than " + FEWEST_ROUNDS + " turns says little");
		}
		EngineHome home = engine.home();
		JsonArray documents = new JsonArray();
		for (Size each : sizes()) {
			JsonObject document = measure(home, each);
			documents.add(document);
			if (!json) {
				print(document, each);
			}
		}
		if (json) {
			program.out().println(Json.text(documents));
		}
		return 0;
	}

	private List<Size> sizes() throws Failure {
		List<Size> sizes = Stream.of(Size.values()).filter(each -> size == null || each.title().equals(size)).toList();
		if (sizes.isEmpty()) {
			throw Failure.usage("--size " + size + ": small, middle or large");
		}
		return sizes;
	}

	private JsonObject measure(EngineHome home, Size each) throws Failure {
		Path folder = null;
		try {
			folder = Files.createTempDirectory("spadework-bench");
			return measure(home, each, folder);
		} catch (IOException | RunException e) {
			throw Failure.failed("the benchmark could not be made: " + e.getMessage());
		} finally {
			remove(folder);
		}
	}

	private JsonObject measure(EngineHome home, Size each, Path folder) throws IOException, RunException, Failure {
		Path script = folder.resolve("bench.py");
		try (InputStream resource = BenchCommand.class.getResourceAsStream("bench.py")) {
			Files.copy(resource, script);
		}
		BenchPlayer.requireTorch();
		List<String> arguments = Stream.concat(Stream.of(kernels, executor), Stream.of(each.side, each.filters, each.batch, each.labels).map(String::valueOf)).toList();
		JsonObject trial = agree(home, script, folder, arguments);
		try (BenchPlayer ours = BenchPlayer.engine(home, folder, arguments, "adam")) {
			try (BenchPlayer theirs = BenchPlayer.torch(script, folder, trial.get("format").getAsString(), "adam")) {
				BenchTimes mine = new BenchTimes();
				BenchTimes other = new BenchTimes();
				for (int round = 0; round < WARM_UPS + rounds; round++) {
					boolean counts = round >= WARM_UPS;
					mine.turn(ours, counts);
					other.turn(theirs, counts);
				}
				JsonObject document = new JsonObject();
				document.addProperty("size", each.title());
				document.add("kernels", ours.greeting().get("kernels"));
				document.add("executor", ours.greeting().get("executor"));
				document.add("torch", trial.get("version"));
				document.add("format", trial.get("format"));
				document.add("engine", mine.document());
				document.add("pytorch", other.document());
				document.add("ratio", mine.ratios(other));
				return document;
			}
		}
	}

	/**
	 * Finds PyTorch's faster memory format, and lets both sides make the same steps: their losses have to agree after the first and the last of them. They descend in proportion to
	 * the gradients there, since Adam's first steps go by the gradients' signs, and where one cancels to nothing its sign is rounding's.
	 */
	private static JsonObject agree(EngineHome home, Path script, Path folder, List<String> arguments) throws IOException, RunException, Failure {
		try (BenchPlayer ours = BenchPlayer.engine(home, folder, arguments, "sgd")) {
			JsonObject trial;
			try (BenchPlayer faster = BenchPlayer.torch(script, folder, "trial", "adam")) {
				trial = faster.greeting();
			}
			try (BenchPlayer theirs = BenchPlayer.torch(script, folder, trial.get("format").getAsString(), "sgd")) {
				for (int step = 1; step <= COMPARED; step++) {
					JsonObject mine = ours.ask("step");
					JsonObject other = theirs.ask("step");
					if (step == 1 || step == COMPARED) {
						BenchTimes.requireSameLosses(step, mine, other);
						BenchTimes.requireSameImages(step, ours.ask("inference"), theirs.ask("inference"));
					}
				}
			}
			return trial;
		}
	}

	private void print(JsonObject document, Size each) {
		program.out().printf(Locale.ROOT, "%s: %d x %d pixels, %d filters, batch %d, %d labels; kernels %s, executor %s; PyTorch %s, %s%n", each.title(), each.side, each.side, each.filters,
				each.batch, each.labels, document.get("kernels").getAsString(), document.get("executor").getAsString(), document.get("torch").getAsString(),
				document.get("format").getAsString());
		BenchTimes.print(document, program.out());
	}

	private static void remove(Path folder) {
		if (folder == null) {
			return;
		}
		try (Stream<Path> all = Files.walk(folder)) {
			List<Path> files = new ArrayList<>(all.toList());
			files.sort(Comparator.reverseOrder());
			for (Path file : files) {
				Files.delete(file);
			}
		} catch (IOException e) {
			folder.toFile().deleteOnExit(); // the system clears its folder for temporary files sooner or later
		}
	}
}
