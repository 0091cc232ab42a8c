package io.spadework.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.spadework.codegen.CompilationException;
import io.spadework.codegen.EngineQuestion;
import io.spadework.codegen.GenerationException;
import io.spadework.codegen.LookingNetwork;
import io.spadework.codegen.ModelPreparation;
import io.spadework.runs.ClassReport;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code evaluate}: measures generators of runs, or images in folders. */
@Command(name = "evaluate", mixinStandardHelpOptions = true, description = { "Measures what runs have learned, or any folders of images.",
		"Of a run, the generator of a checkpoint makes images of held-out label maps; the numbers are added to the run. The images of a folder are held against --reference.",
		"A number always stands with its protocol: extractor, image pipeline, samples, data, seed. FID and KID are called so with FID's own network alone, whose file --weights names; "
				+ "otherwise landscape-features looks at the images, which comes with Spadework." })
final class EvaluateCommand implements Callable<Integer> {

	private static final String STEP = "step";

	@ParentCommand
	private Spadework program;

	@Parameters(arity = "1..*", paramLabel = "RUN|FOLDER|STATISTICS.npz", description = "Run folders, folders of images (.png, .jpg), or their statistics, for a Frechet distance from other statistics.")
	private List<Path> subjects;

	@Option(names = "--metrics", split = ",", paramLabel = "NAME", description = "Any of fid, frechet, kid, precision, recall; of runs also miou, accuracy. By default frechet, "
			+ "with --weights fid; of runs with a --segmenter or on the built-in landscapes miou and accuracy, too.")
	private List<String> metrics = List.of();

	@Option(names = "--reference", paramLabel = "FOLDER|STATISTICS.npz", description = "Real images, or their statistics (mu and sigma, as pytorch-fid writes them). By default a run's held-out images.")
	private Path reference;

	@Option(names = "--weights", paramLabel = "FILE", description = "The weights of FID's network, pt_inception-2015-12-05-6726825d.pth. Nothing in the file is executed.")
	private Path weights;

	@Option(names = "--segmenter", paramLabel = "RUN|STUDY", description = "What finds label maps in images for miou and accuracy: a run that has trained a segmenter of the data set's labels, or a "
			+ "study with one. By default the one that comes with Spadework, for the built-in landscapes.")
	private Path segmenter;

	@Option(names = "--segmenter-weights", paramLabel = "FILE", description = "The weights of a study's segmenter (.pth, .npz). Nothing in the file is executed.")
	private Path segmenterWeights;

	@Option(names = "--segmenter-classes", paramLabel = "FILE", description = "Which labels of the data set the segmenter's classes stand for, where they are not the same: lines as \"2 = sky\". A pixel "
			+ "that is taken for a class without a label is wrong; pixels of labels without a class don't count.")
	private Path segmenterClasses;

	@Option(names = "--resizing", defaultValue = "pytorch", paramLabel = "NAME", description = "How images come to the size of FID's network: pytorch (the default), clean or tensorflow.")
	private String resizing;

	@Option(names = "--checkpoint", defaultValue = "latest", paramLabel = "latest|best|STEP", description = "Which checkpoint of a run.")
	private String checkpoint;

	@Option(names = "--samples", paramLabel = "N", description = "At most so many images; all by default.")
	private Integer samples;

	@Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Seed of the intervals and of drawn subsets.")
	private long seed;

	@Option(names = "--save-statistics", paramLabel = "FILE.npz", description = "Write the statistics of a folder's images, as pytorch-fid does; --reference may then be left out.")
	private Path statistics;

	@Option(names = "--json", description = "Print one JSON document: [{subject, step, metric, value, interval, n, protocol, protocolHash}], step of runs alone.")
	private boolean json;

	@Mixin
	private EngineOption engine;

	@Override
	public Integer call() throws Failure {
		if (samples != null && samples < 1) {
			throw Failure.usage("--samples " + samples + ": at least 1 image is needed");
		}
		if (weights != null && !Files.isRegularFile(weights)) {
			throw Failure.failed("there is no file " + weights);
		}
		for (Path subject : subjects) {
			if (!Files.isDirectory(subject) && !(Files.isRegularFile(subject) && subject.toString().endsWith(".npz"))) {
				throw Failure.failed(subject + " is neither a run folder nor a folder of images nor a file of statistics (.npz)");
			}
		}
		EngineHome home = engine.home();
		JsonArray document = new JsonArray();
		Path work = null;
		try {
			work = Files.createTempDirectory("spadework-evaluate");
			List<String> looking = looking(home, work);
			for (Path subject : subjects) {
				for (JsonElement element : evaluate(subject, home, looking)) {
					document.add(entry(subject, element.getAsJsonObject()));
				}
			}
		} catch (GenerationException | CompilationException | RunException e) {
			throw Failure.failed(e.getMessage());
		} catch (IOException e) {
			throw Failure.failed("a file could not be read or written: " + e);
		} finally {
			if (work != null) {
				ModelPreparation.remove(work);
			}
		}
		if (json) {
			program.out().println(Json.text(document));
		} else {
			print(document);
		}
		return 0;
	}

	/** Gets the networks ready that look at images, and says so to the engine. */
	private List<String> looking(EngineHome home, Path work) throws Failure, GenerationException, CompilationException, RunException, IOException {
		List<String> arguments = new ArrayList<>();
		if (weights != null) {
			arguments.addAll(made(LookingNetwork.inception(weights, Files.createDirectory(work.resolve("inception")), home.classPath()), home));
		}
		if (segmenter != null) {
			arguments.addAll(made(LookingNetwork.segmenter(segmenter, segmenterWeights, segmenterClasses, Files.createDirectory(work.resolve("segmenter")), home.classPath()), home));
		} else if (segmenterWeights != null || segmenterClasses != null) {
			throw Failure.usage((segmenterWeights != null ? "--segmenter-weights" : "--segmenter-classes") + " goes with a segmenter: --segmenter RUN|STUDY");
		}
		return arguments;
	}

	private List<String> made(LookingNetwork network, EngineHome home) throws Failure, IOException {
		EngineProcess.ask(home, network.question(), network.weights() + " does not hold the weights of " + network.name(), program.err());
		return network.arguments();
	}

	private JsonArray evaluate(Path subject, EngineHome home, List<String> looking) throws Failure, GenerationException, IOException {
		boolean run = RunFolder.isRun(subject);
		List<String> arguments = new ArrayList<>(List.of("--metrics", String.join(",", run ? ofRun(subject) : ofFolder()), "--samples", String.valueOf(samples == null ? 0 : samples), "--seed",
				String.valueOf(seed), "--resizing", resizing));
		if (reference != null) {
			arguments.addAll(List.of("--reference", reference.toAbsolutePath().toString()));
		}
		arguments.addAll(looking);
		if (statistics != null) {
			if (run || subjects.size() > 1) {
				throw Failure.usage("--save-statistics is for a single folder of images");
			}
			arguments.addAll(List.of("--save-statistics", statistics.toAbsolutePath().toString()));
		}
		EngineQuestion question = run ? EngineQuestion.evaluate(subject, checkpoint, arguments) : EngineQuestion.evaluateFolder(subject, arguments);
		return JsonParser.parseString(EngineProcess.ask(home, question, subject + " could not be evaluated", program.err())).getAsJsonArray();
	}

	private List<String> ofRun(Path subject) {
		List<String> wanted = new ArrayList<>(ofFolder());
		// a run that was measured by the segmenter that comes with the program can be so again
		boolean measured = RunFolder.at(subject).evaluations().stream().anyMatch(evaluation -> evaluation.metric().equals("mean_iou_real"));
		if (metrics.isEmpty() && (measured || segmenter != null)) {
			wanted.addAll(List.of("miou", "accuracy"));
		}
		return wanted;
	}

	private List<String> ofFolder() {
		return metrics.isEmpty() ? List.of(weights == null ? "frechet" : "fid") : metrics;
	}

	private static JsonObject entry(Path subject, JsonObject evaluation) {
		JsonObject entry = new JsonObject();
		entry.addProperty("subject", subject.toString());
		if (evaluation.has(STEP)) {
			entry.add(STEP, evaluation.get(STEP));
		}
		entry.add("metric", evaluation.get("metric"));
		entry.add("value", evaluation.get("value"));
		entry.add("interval", evaluation.get("interval"));
		entry.add("n", evaluation.get("samples"));
		entry.add("protocol", evaluation.get("protocol"));
		entry.add("protocolHash", evaluation.get("protocolHash"));
		return entry;
	}

	private void print(JsonArray document) {
		for (JsonElement element : document) {
			JsonObject entry = element.getAsJsonObject();
			JsonElement interval = entry.get("interval");
			String bounds = interval == null || interval.isJsonNull() ? "" : String.format(Locale.ROOT, " (%.4f to %.4f)", interval.getAsJsonArray().get(0).getAsDouble(),
					interval.getAsJsonArray().get(1).getAsDouble());
			program.out().println(String.format(Locale.ROOT, "%s  %-40s %.4f%s on %d images, protocol %s", entry.get("subject").getAsString(), entry.get("metric").getAsString(),
					entry.get("value").getAsDouble(), bounds, entry.get("n").getAsInt(), entry.get("protocolHash").getAsString().substring(0, 8)));
			for (Map.Entry<String, JsonElement> field : entry.getAsJsonObject("protocol").entrySet()) {
				program.out().println("    " + field.getKey() + ": " + field.getValue().getAsString());
			}
			if (entry.get("metric").getAsString().equals("mean_iou")) {
				printClasses(RunFolder.at(Path.of(entry.get("subject").getAsString())).classReports().get(entry.get(STEP).getAsInt()));
			}
		}
		if (document.isEmpty() && statistics != null) {
			program.out().println("Wrote " + statistics + ".");
		}
	}

	/** Class by class, beside what real images reach; nothing where no report was kept. */
	private void printClasses(ClassReport report) {
		if (report == null) {
			return;
		}
		program.out().println(String.format(Locale.ROOT, "    %-24s %12s %9s %7s %15s %7s", "class", "pixels", "accuracy", "IoU", "real: accuracy", "IoU"));
		for (ClassReport.Row row : report.rows()) {
			program.out().println(String.format(Locale.ROOT, "    %-24s %,12d %9s %7s %15s %7s", row.label(), row.pixels(), share(row.accuracy()), share(row.iou()), share(row.realAccuracy()),
					share(row.realIou())));
		}
	}

	/** A dash where there is none. */
	private static String share(double value) {
		return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * value);
	}
}
