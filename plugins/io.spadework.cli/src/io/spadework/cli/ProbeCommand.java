package io.spadework.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.spadework.codegen.EngineQuestion;
import io.spadework.codegen.GenerationException;
import io.spadework.codegen.ModelPreparation;
import io.spadework.codegen.PreparedRun;
import io.spadework.codegen.RunSettings;
import io.spadework.model.Studies;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunFolder;
import io.spadework.runs.report.ProbePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code probe}: how much of the label survives in a generator, layer by layer. */
@Command(name = "probe", mixinStandardHelpOptions = true, description = { "Feeds generators with label maps of a single class each and says, layer by layer, how much of the label is left.",
		"Of a run, the generator has the weights of a checkpoint, and the run keeps what was found; of a model, its own; of a study, those that it starts with. Instance norm washes a uniform map away, SPADE does not (arXiv 1903.07291, section 3.1)." })
final class ProbeCommand implements Callable<Integer> {

	@ParentCommand
	private Spadework program;

	@Parameters(arity = "1..*", paramLabel = "RUN|STUDY|MODEL", description = "Run folders, study files (.spade), or models: as for serve, or the name of one that comes with Spadework.")
	private List<String> subjects;

	@Option(names = "--experiment", paramLabel = "NAME", description = "The experiment of a study, by name or id; needed where it has several.")
	private String experimentName;

	@Option(names = "--set", paramLabel = "NAME=VALUE", description = "Another value for a parameter of the studies, here only; may be given several times.")
	private Map<String, String> settings = new LinkedHashMap<>();

	@Option(names = "--checkpoint", defaultValue = "latest", paramLabel = "latest|best|STEP", description = "Which checkpoint of a run.")
	private String checkpoint;

	@Option(names = "--html", paramLabel = "FILE", description = "Write a page with all of them in one chart.")
	private Path page;

	@Option(names = "--json", description = "Print one JSON document: [{subject, experiment, step, seed, classes, size, layers: [{name, channels, height, width, difference, probeAccuracy}], "
			+ "output: {largestDifference, colourAccuracy}}], without the list for a single one.")
	private boolean json;

	@Mixin
	private EngineOption engine;

	@Override
	public Integer call() throws Failure {
		EngineHome home = engine.home();
		JsonArray document = new JsonArray();
		for (String subject : subjects) {
			JsonObject entry = new JsonObject();
			JsonObject probed = probe(subject, home);
			entry.addProperty("subject", subject);
			probed.entrySet().forEach(field -> entry.add(field.getKey(), field.getValue()));
			document.add(entry);
		}
		if (page != null) {
			try {
				Files.writeString(page, ProbePage.html(document));
			} catch (IOException e) {
				throw Failure.failed(page + " could not be written: " + e);
			}
		}
		if (json) {
			program.out().println(Json.text(document.size() == 1 ? document.get(0) : document));
		} else {
			print(document);
		}
		return 0;
	}

	private JsonObject probe(String subject, EngineHome home) throws Failure {
		if (subject.endsWith("." + Studies.EXTENSION)) {
			return study(Path.of(subject), home);
		}
		return RunFolder.isRun(Path.of(subject)) ? run(Path.of(subject), home) : model(subject, home);
	}

	private JsonObject model(String subject, EngineHome home) throws Failure {
		Path work = ModelOption.workFolder();
		try {
			return answer(home, EngineQuestion.probe(ModelOption.prepare(subject, home, work), work), Path.of(subject));
		} finally {
			ModelPreparation.remove(work);
		}
	}

	private JsonObject run(Path subject, EngineHome home) throws Failure {
		try {
			return answer(home, EngineQuestion.probe(subject, checkpoint), subject);
		} catch (GenerationException e) {
			throw Failure.failed(e.getMessage());
		} catch (IOException e) {
			throw Failure.failed(subject + " could not be read: " + e);
		}
	}

	private JsonObject study(Path subject, EngineHome home) throws Failure {
		StudyFile study = StudyFile.open(subject);
		study.requireParameters(settings);
		Path folder = null;
		try {
			folder = Files.createTempDirectory("spadework-probe");
			PreparedRun prepared = TrainCommand.prepare(study.experiment(experimentName), subject, folder.resolve("run"), home,
					new RunSettings(settings, OptionalInt.empty(), OptionalLong.empty()));
			return answer(home, EngineQuestion.probeUntrained(prepared), subject);
		} catch (IOException e) {
			throw Failure.failed("no temporary folder can be made: " + e);
		} finally {
			if (folder != null) {
				RunFolders.remove(folder);
			}
		}
	}

	private JsonObject answer(EngineHome home, EngineQuestion question, Path subject) throws Failure {
		return JsonParser.parseString(EngineProcess.ask(home, question, subject + " could not be probed", program.err())).getAsJsonObject();
	}

	private void print(JsonArray document) {
		for (JsonElement element : document) {
			JsonObject probed = element.getAsJsonObject();
			program.out().println(String.format(Locale.ROOT, "%s, %s, step %d, %d uniform maps of %s", probed.get("subject").getAsString(), probed.get("experiment").getAsString(),
					probed.get("step").getAsInt(), probed.get("classes").getAsInt(), probed.get("size").getAsString()));
			program.out().println("  difference  probe  layer");
			for (JsonElement each : probed.getAsJsonArray("layers")) {
				JsonObject layer = each.getAsJsonObject();
				program.out().println(String.format(Locale.ROOT, "  %10.6f  %4.0f%%  %s, %d x %d x %d", layer.get("difference").getAsDouble(), 100 * layer.get("probeAccuracy").getAsDouble(),
						layer.get("name").getAsString(), layer.get("channels").getAsInt(), layer.get("height").getAsInt(), layer.get("width").getAsInt()));
			}
			JsonObject output = probed.getAsJsonObject("output");
			JsonElement colours = output.get("colourAccuracy");
			program.out().println(String.format(Locale.ROOT, "  Largest difference between two classes' images: %.6f of 2.%s", output.get("largestDifference").getAsDouble(),
					colours.isJsonNull() ? "" : String.format(Locale.ROOT, " Pixels with the colour of their class: %.1f %%.", 100 * colours.getAsDouble())));
		}
		if (page != null) {
			program.out().println("Look at " + page.toAbsolutePath().normalize() + ".");
		}
	}
}
