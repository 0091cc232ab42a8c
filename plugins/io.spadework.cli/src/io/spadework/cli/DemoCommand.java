package io.spadework.cli;

import com.google.gson.JsonObject;
import io.spadework.codegen.PreparedRun;
import io.spadework.codegen.RunSettings;
import io.spadework.examples.Example;
import io.spadework.examples.Examples;
import io.spadework.model.Studies;
import io.spadework.model.study.Study;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code demo}: the whole way on an example, without a screen. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = { "Goes the whole way once, on landscapes, in a few minutes.",
		"Makes the landscapes study, generates its source, compiles it, trains a small SPADE, evaluates it, and writes a report to look at. Nothing has to be downloaded.",
		"Leaves DIR/study, DIR/run and DIR/report.html. An earlier demo in DIR is kept: it moves to DIR/earlier-<n>." })
final class DemoCommand implements Callable<Integer> {

	private static final String EXAMPLE = "landscapes";
	private static final String STUDY = "study";
	private static final String RUN = "run";
	private static final String REPORT = "report.html";

	@ParentCommand
	private Spadework program;

	@Option(names = "--out", paramLabel = "DIR", defaultValue = "spadework-demo", description = "Where to put everything (default: ${DEFAULT-VALUE}).")
	private Path folder;

	@Option(names = "--json", description = { "Print one JSON document at the end: {status, lastStep, run, layoutAccuracy: {untrained, trained, swapped},",
			"discriminatorAccuracy, study, report}; no progress." })
	private boolean json;

	@Mixin
	private EngineOption engine;

	@Override
	public Integer call() throws Failure {
		OutputFolder.require(folder);
		EngineHome home = engine.home();
		Example example = Examples.named(EXAMPLE);
		Path file = folder.resolve(STUDY).resolve(example.fileName());
		keepEarlier(file);
		Study study = example.create();
		try {
			Files.createDirectories(file.getParent());
			Studies.save(study, file);
		} catch (IOException e) {
			throw Failure.failed(file + " could not be written: " + e);
		}
		say("Study    " + file + ": " + example.description() + ".");
		Path run = folder.resolve(RUN);
		PreparedRun prepared = TrainCommand.prepare(study.getExperiments().get(0), file, run, home, RunSettings.asInStudy());
		say("Source   " + run.resolve("src") + ", compiled.");
		say("Training in " + run + "; Ctrl-C stops it in order.");
		int code = EngineProcess.run(home, prepared, new EngineSettings(), List.of(), json ? null : program.out(), program.err());
		Outcome outcome = new Outcome(RunFolder.at(run));
		Path report = folder.resolve(REPORT);
		if (code == 0) {
			Report.write(RunFolder.at(run), report);
		}
		if (json) {
			JsonObject document = outcome.document();
			document.addProperty("study", file.toAbsolutePath().normalize().toString());
			document.addProperty("report", code == 0 ? report.toAbsolutePath().normalize().toString() : null);
			program.out().println(Json.text(document));
		} else {
			outcome.print(program.out());
			if (code == 0) {
				say("Look at  " + report.toAbsolutePath().normalize() + " (curves, samples, numbers) and " + run.resolve("src") + " (the code that trained).");
			}
		}
		return code == 0 ? 0 : 1;
	}

	/** Moves an earlier demo aside; what is no demo is not touched. */
	private void keepEarlier(Path file) throws Failure {
		List<Path> parts = List.of(folder.resolve(STUDY), folder.resolve(RUN), folder.resolve(REPORT)).stream().filter(Files::exists).toList();
		if (parts.isEmpty()) {
			return;
		}
		if (!Files.isRegularFile(file)) {
			throw Failure.failed(parts.get(0) + " exists and is not of an earlier demo; choose another folder with --out");
		}
		if (RunFolder.isRun(folder.resolve(RUN)) && RunFolder.at(folder.resolve(RUN)).status().isActive()) {
			throw Failure.failed("a demo is at work in " + folder + " already; choose another folder with --out");
		}
		try {
			Path earlier = folder.resolve("earlier-1");
			for (int n = 2; Files.exists(earlier); n++) {
				earlier = folder.resolve("earlier-" + n);
			}
			Files.createDirectory(earlier);
			for (Path part : parts) {
				Files.move(part, earlier.resolve(part.getFileName()));
			}
			say("The earlier demo is now in " + earlier + ".");
		} catch (IOException e) {
			throw Failure.failed("the earlier demo in " + folder + " could not be moved aside: " + e);
		}
	}

	private void say(String line) {
		if (!json) {
			program.out().println(line);
		}
	}
}
