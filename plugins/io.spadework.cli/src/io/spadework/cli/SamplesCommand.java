package io.spadework.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.spadework.codegen.GenerationException;
import io.spadework.codegen.PreparedRun;
import io.spadework.codegen.RunPreparation;
import io.spadework.codegen.RunSettings;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code samples}: writes samples of a data set as files. */
@Command(name = "samples", mixinStandardHelpOptions = true, description = { "Writes held-out samples of a study's data set as files: FOLDER/maps and FOLDER/images.",
		"They are prepared as the training sees them, without augmentation: maps with the labels that the data set's files hold, images of the same size." })
final class SamplesCommand implements Callable<Integer> {

	/** The first argument of an engine that is not to train. */
	private static final String ENGINE_VERB = "samples";

	@ParentCommand
	private Spadework program;

	@Parameters(paramLabel = "STUDY|RUN", description = "A study file (.spade), or a run folder.")
	private Path subject;

	@Option(names = "--experiment", paramLabel = "NAME", description = "The experiment of a study, by name or id; needed where it has several.")
	private String experimentName;

	@Option(names = "--set", paramLabel = "NAME=VALUE", description = "Another value for a parameter of the study, here only; may be given several times.")
	private Map<String, String> settings = new LinkedHashMap<>();

	@Option(names = "--first", defaultValue = "0", paramLabel = "N", description = "The first sample's number; the default is 0.")
	private int first;

	@Option(names = "--count", defaultValue = "16", paramLabel = "N", description = "At most so many; the default is 16.")
	private int count;

	@Option(names = "--out", required = true, paramLabel = "FOLDER", description = "The folder to write to.")
	private Path out;

	@Option(names = "--json", description = "Print one JSON document: {heldOut, samples: [{name, map, image}]}.")
	private boolean json;

	@Mixin
	private EngineOption engine;

	@Override
	public Integer call() throws Failure {
		if (first < 0 || count < 1) {
			throw Failure.usage(first < 0 ? "--first " + first + ": samples are counted from 0" : "--count " + count + ": at least 1 sample is needed");
		}
		OutputFolder.require(out);
		EngineHome home = engine.home();
		JsonObject document = RunFolder.isRun(subject) ? ofRun(home) : ofStudy(home);
		if (json) {
			program.out().println(Json.text(document));
		} else {
			JsonArray samples = document.getAsJsonArray("samples");
			program.out().println("Wrote " + samples.size() + " of " + document.get("heldOut").getAsInt() + " samples to " + out + ".");
		}
		return 0;
	}

	private JsonObject ofRun(EngineHome home) throws Failure {
		Path folder = subject.toAbsolutePath().normalize();
		try {
			return answer(home, RunPreparation.resume(folder), folder);
		} catch (GenerationException e) {
			throw Failure.failed(e.getMessage());
		} catch (IOException e) {
			throw Failure.failed(subject + " could not be read: " + e);
		}
	}

	private JsonObject ofStudy(EngineHome home) throws Failure {
		StudyFile study = StudyFile.open(subject);
		study.requireParameters(settings);
		Path folder = null;
		try {
			folder = Files.createTempDirectory("spadework-samples");
			Path run = folder.resolve("run");
			return answer(home, TrainCommand.prepare(study.experiment(experimentName), subject, run, home, new RunSettings(settings, OptionalInt.empty(), OptionalLong.empty())), run);
		} catch (IOException e) {
			throw Failure.failed("no temporary folder can be made: " + e);
		} finally {
			if (folder != null) {
				RunFolders.remove(folder);
			}
		}
	}

	private JsonObject answer(EngineHome home, PreparedRun prepared, Path studyFolder) throws Failure {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		int code;
		try (PrintStream stream = new PrintStream(answer, true, StandardCharsets.UTF_8)) {
			code = EngineProcess.answer(home, prepared, List.of(ENGINE_VERB, studyFolder.toString(), String.valueOf(first), String.valueOf(count), out.toString()), stream, program.err());
		}
		if (code != 0) {
			throw Failure.failed("no samples of " + subject + " could be written");
		}
		return JsonParser.parseString(answer.toString(StandardCharsets.UTF_8)).getAsJsonObject();
	}
}
