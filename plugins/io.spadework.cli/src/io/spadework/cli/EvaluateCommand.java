package io.spadework.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.spadework.codegen.GenerationException;
import io.spadework.codegen.PreparedRun;
import io.spadework.codegen.RunPreparation;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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

	/** The first argument of an engine that is not to train. */
	private static final String ENGINE_VERB = "evaluate";
	private static final String FOLDER_EVALUATION = "io.spadework.engine.run.EvaluateFolder";

	@ParentCommand
	private Spadework program;

	@Parameters(arity = "1..*", paramLabel = "RUN|FOLDER", description = "Run folders, or folders of images (.png, .jpg).")
	private List<Path> subjects;

	@Option(names = "--metrics", split = ",", paramLabel = "NAME", description = "Any of fid, frechet, kid, precision, recall; of runs also miou, accuracy. By default frechet, "
			+ "with --weights fid; of runs on the built-in landscapes miou and accuracy, too.")
	private List<String> metrics = List.of();

	@Option(names = "--reference", paramLabel = "FOLDER|STATISTICS.npz", description = "Real images, or their statistics (mu and sigma, as pytorch-fid writes them). By default a run's held-out images.")
	private Path reference;

	@Option(names = "--weights", paramLabel = "FILE", description = "The weights of FID's network, pt_inception-2015-12-05-6726825d.pth. Nothing in the file is executed.")
	private Path weights;

	@Option(names = "--resizing", defaultValue = "pytorch", paramLabel = "NAME", description = "How images come to the size of FID's network: pytorch (the default) or tensorflow.")
	private String resizing;

	@Option(names = "--checkpoint", defaultValue = "latest", paramLabel = "latest|STEP", description = "Which checkpoint of a run.")
	private String checkpoint;

	@Option(names = "--samples", paramLabel = "N", description = "At most so many images; all by default.")
	private Integer samples;

	@Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Seed of the intervals and of drawn subsets.")
	private long seed;

	@Option(names = "--save-statistics", paramLabel = "FILE.npz", description = "Write the statistics of a folder's images, as pytorch-fid does; --reference may then be left out.")
	private Path statistics;

	@Option(names = "--json", description = "Print one JSON document: [{subject, metric, value, interval, n, protocol, protocolHash}].")
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
			if (!Files.isDirectory(subject)) {
				throw Failure.failed(subject + " is neither a run folder nor a folder of images");
			}
		}
		EngineHome home = engine.home();
		JsonArray document = new JsonArray();
		Inception inception = weights == null ? null : Inception.of(weights, home, program);
		try {
			for (Path subject : subjects) {
				JsonArray answer = evaluate(subject, home, inception);
				for (JsonElement element : answer) {
					document.add(entry(subject, element.getAsJsonObject()));
				}
			}
		} finally {
			if (inception != null) {
				inception.close();
			}
		}
		if (json) {
			program.out().println(Json.text(document));
		} else {
			print(document);
		}
		return 0;
	}

	private JsonArray evaluate(Path subject, EngineHome home, Inception inception) throws Failure {
		boolean run = RunFolder.isRun(subject);
		List<String> arguments = new ArrayList<>(List.of("--subject", subject.toAbsolutePath().toString(), "--metrics", String.join(",", run ? ofRun(subject) : ofFolder()), "--samples",
				String.valueOf(samples == null ? 0 : samples), "--seed", String.valueOf(seed), "--resizing", resizing));
		if (reference != null) {
			arguments.addAll(List.of("--reference", reference.toAbsolutePath().toString()));
		}
		if (inception != null) {
			arguments.addAll(List.of("--inception", inception.network().toString(), "--weights-hash", inception.hash()));
		}
		if (statistics != null) {
			if (run || subjects.size() > 1) {
				throw Failure.usage("--save-statistics is for a single folder of images");
			}
			arguments.addAll(List.of("--save-statistics", statistics.toAbsolutePath().toString()));
		}
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		int code;
		try (PrintStream out = new PrintStream(answer, true, StandardCharsets.UTF_8)) {
			code = run ? ofRun(subject, home, arguments, out) : EngineProcess.answer(home, new PreparedRun(subject, subject, FOLDER_EVALUATION, List.of()), arguments, out, program.err());
		}
		if (code != 0) {
			String message = subject + " could not be evaluated";
			throw code == 2 ? Failure.usage(message) : Failure.failed(message);
		}
		return JsonParser.parseString(answer.toString(StandardCharsets.UTF_8)).getAsJsonArray();
	}

	private int ofRun(Path subject, EngineHome home, List<String> arguments, PrintStream out) throws Failure {
		try {
			PreparedRun prepared = RunPreparation.resume(subject);
			List<String> all = new ArrayList<>(List.of(ENGINE_VERB));
			int folder = prepared.arguments().indexOf("--study-folder");
			if (folder >= 0) {
				all.addAll(prepared.arguments().subList(folder, folder + 2));
			}
			all.addAll(arguments);
			all.addAll(List.of("--checkpoint", checkpoint));
			return EngineProcess.answer(home, prepared, all, out, program.err());
		} catch (GenerationException e) {
			throw Failure.failed(e.getMessage());
		} catch (IOException e) {
			throw Failure.failed(subject + " could not be read: " + e);
		}
	}

	private List<String> ofRun(Path subject) {
		List<String> wanted = new ArrayList<>(ofFolder());
		// a run that was measured by the segmenter that comes with the program can be so again
		boolean measured = RunFolder.at(subject).evaluations().stream().anyMatch(evaluation -> evaluation.metric().equals("mean_iou_real"));
		if (metrics.isEmpty() && measured) {
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
		}
		if (document.isEmpty() && statistics != null) {
			program.out().println("Wrote " + statistics + ".");
		}
	}
}
