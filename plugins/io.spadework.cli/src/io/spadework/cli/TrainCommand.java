package io.spadework.cli;

import com.google.gson.JsonObject;
import io.spadework.codegen.CompilationException;
import io.spadework.codegen.GenerationException;
import io.spadework.codegen.PreparedRun;
import io.spadework.codegen.RunPreparation;
import io.spadework.codegen.RunSettings;
import io.spadework.model.study.Experiment;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import java.io.IOException;
import java.io.PrintStream;
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

/** {@code train}: generates, compiles and trains an experiment. */
@Command(name = "train", mixinStandardHelpOptions = true, description = { "Trains an experiment of a study.", "Generates its source, compiles it, and runs it in an engine process of its own.",
		"Ctrl-C stops it in order: the engine writes a checkpoint, and resume goes on from there." })
final class TrainCommand implements Callable<Integer> {

	@ParentCommand
	private Spadework program;

	@Parameters(paramLabel = "STUDY", description = "The study file (.spade).")
	private Path file;

	@Option(names = "--experiment", paramLabel = "NAME", description = "The experiment, by name or id; needed where the study has several.")
	private String experimentName;

	@Option(names = "--out", paramLabel = "RUNDIR", description = "The run folder, absent or empty. By default runs/<experiment>-<n> beside the study.")
	private Path folder;

	@Option(names = "--set", paramLabel = "NAME=VALUE", description = "Another value for a parameter of the study, in this run only; may be given several times.")
	private Map<String, String> settings = new LinkedHashMap<>();

	@Option(names = "--steps", paramLabel = "N", description = "Train for so many steps, whatever the plan says.")
	private Integer steps;

	@Option(names = "--seed", paramLabel = "N", description = "Seed of weights, data order and noise, whatever the plan says.")
	private Long seed;

	@Option(names = "--json", description = "Print one JSON document at the end: {status, lastStep, run, layoutAccuracy, discriminatorAccuracy, report}; no progress.")
	private boolean json;

	@Mixin
	private EngineOption engine;

	@Override
	public Integer call() throws Failure {
		if (steps != null && steps < 1) {
			throw Failure.usage("--steps " + steps + ": at least 1 step is needed");
		}
		StudyFile study = StudyFile.open(file);
		Experiment experiment = study.experiment(experimentName);
		study.requireParameters(settings);
		RunSettings different = new RunSettings(settings, steps == null ? OptionalInt.empty() : OptionalInt.of(steps), seed == null ? OptionalLong.empty() : OptionalLong.of(seed));
		try {
			RunPreparation.check(experiment, file, different);
		} catch (GenerationException e) {
			throw Failure.failed(file + ": " + e.getMessage());
		}
		EngineHome home = engine.home();
		boolean own = folder == null;
		Path run = own ? RunFolders.next(file.toAbsolutePath().getParent().resolve("runs"), String.valueOf(experiment.getName())) : folder;
		PreparedRun prepared = null;
		try {
			prepared = prepare(experiment, file, run, home, different);
		} finally {
			if (prepared == null && own) {
				RunFolders.remove(run);
			}
		}
		return train(program, home, prepared, List.of(), json);
	}

	/** Prepares a run; what stands against it becomes a message. */
	static PreparedRun prepare(Experiment experiment, Path file, Path run, EngineHome home, RunSettings settings) throws Failure {
		try {
			return RunPreparation.prepare(experiment, file, run, home.classPath(), settings);
		} catch (GenerationException e) {
			throw Failure.failed(file + ": " + e.getMessage());
		} catch (CompilationException | RunException e) {
			throw Failure.failed(e.getMessage());
		} catch (IOException e) {
			throw Failure.failed("the run folder " + run + " could not be written: " + e);
		}
	}

	/** Lets the engine work on a prepared run, and says what came out. */
	static int train(Spadework program, EngineHome home, PreparedRun prepared, List<String> more, boolean json) throws Failure {
		PrintStream progress = json ? null : program.out();
		int code = EngineProcess.run(home, prepared, more, progress, program.err());
		RunFolder run = RunFolder.at(prepared.folder());
		Path report = run.report();
		if (code == 0) {
			Report.write(run, report);
		}
		Outcome outcome = new Outcome(run);
		if (json) {
			JsonObject document = outcome.document();
			document.addProperty("report", code == 0 ? report.toAbsolutePath().normalize().toString() : null);
			program.out().println(Json.text(document));
		} else {
			outcome.print(program.out());
			if (code == 0) {
				program.out().println("Look at  " + report.toAbsolutePath().normalize() + " (curves, samples, numbers).");
			}
		}
		return code == 0 ? 0 : 1;
	}
}
