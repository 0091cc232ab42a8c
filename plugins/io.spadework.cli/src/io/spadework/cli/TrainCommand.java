package io.spadework.cli;

import com.google.gson.JsonObject;
import io.spadework.codegen.CompilationException;
import io.spadework.codegen.Forecast;
import io.spadework.codegen.GenerationException;
import io.spadework.codegen.PreparedRun;
import io.spadework.codegen.RunPreparation;
import io.spadework.codegen.RunSettings;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.StoredDataset;
import io.spadework.model.study.Sweep;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunStatus;
import java.io.IOException;
import java.io.PrintStream;
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

/** {@code train}: generates, compiles and trains an experiment. */
@Command(name = "train", mixinStandardHelpOptions = true, description = { "Trains an experiment of a study, or every point of a sweep, one after another.", "Generates its source, compiles it, and runs it in an engine process of its own.",
		"Ctrl-C stops it in order: the engine writes a checkpoint, and resume goes on from there." })
final class TrainCommand implements Callable<Integer> {

	@ParentCommand
	private Spadework program;

	@Parameters(paramLabel = "STUDY", description = "The study file (.spade).")
	private Path file;

	@Option(names = "--experiment", paramLabel = "NAME", description = "The experiment, by name or id; needed where the study has several.")
	private String experimentName;

	@Option(names = "--sweep", paramLabel = "NAME", description = { "The sweep, by name or id: its experiment is trained at each of its points, each a run of its own.",
			"A run that fails does not keep the others from being trained; one that is stopped ends the sweep." })
	private String sweepName;

	@Option(names = "--out", paramLabel = "RUNDIR", description = { "The run folder, absent or empty. By default runs/<experiment>-<n> beside the study.",
			"With --sweep: the folder that the run folders are made in, by default runs beside the study." })
	private Path folder;

	@Option(names = "--set", paramLabel = "NAME=VALUE", description = "Another value for a parameter of the study, in this run only; may be given several times.")
	private Map<String, String> settings = new LinkedHashMap<>();

	@Option(names = "--steps", paramLabel = "N", description = "Train for so many steps, whatever the plan says.")
	private Integer steps;

	@Option(names = "--seed", paramLabel = "N", description = "Seed of weights, data order and noise, whatever the plan says.")
	private Long seed;

	@Option(names = "--data", paramLabel = "DIR", description = "Another folder for the data set, laid out as the study's, in this run only.")
	private Path data;

	@Mixin
	private EngineSettings settingsOfEngine;

	@Option(names = "--blocks-every", paramLabel = "N", description = "Steps between statistics of the networks' blocks, whatever the plan says; 0: none.")
	private Integer blocksEvery;

	@Option(names = "--force", description = "Train even where the estimate says that memory or disk will not do.")
	private boolean force;

	@Option(names = "--json", description = { "Print one JSON document at the end: {status, lastStep, run, layoutAccuracy, discriminatorAccuracy, evaluations, report, estimate}; no progress.",
			"With --sweep: {sweep, points, runs: [{point, ...}]}." })
	private boolean json;

	@Mixin
	private BackendOption backend;

	@Override
	public Integer call() throws Failure {
		if (steps != null && steps < 1) {
			throw Failure.usage("--steps " + steps + ": at least 1 step is needed");
		}
		if (sweepName != null && experimentName != null) {
			throw Failure.usage("--sweep says which experiment is trained; --experiment cannot be given with it");
		}
		settingsOfEngine.check();
		if (blocksEvery != null && (blocksEvery < 0 || sweepName != null)) {
			throw Failure.usage(blocksEvery < 0 ? "--blocks-every " + blocksEvery + ": 0 or more steps are needed" : "--blocks-every goes with a single training; a sweep does what its plan says");
		}
		if (folder != null) {
			OutputFolder.require(folder);
		}
		StudyFile study = StudyFile.open(file);
		study.requireParameters(settings);
		RunSettings different = new RunSettings(settings, steps == null ? OptionalInt.empty() : OptionalInt.of(steps), seed == null ? OptionalLong.empty() : OptionalLong.of(seed));
		Path runs = file.toAbsolutePath().getParent().resolve("runs");
		if (sweepName != null) {
			Sweep sweep = study.sweep(sweepName);
			followData(sweep.getExperiment());
			return SweepTraining.of(study, sweep, different).train(program, backend, settingsOfEngine, folder == null ? runs : folder, json, force);
		}
		Experiment experiment = study.experiment(experimentName);
		followData(experiment);
		check(experiment, file, different);
		Forecast forecast = Forecasts.of(experiment, file, folder == null ? runs : folder, different);
		if (!force) {
			Forecasts.requireRoom(forecast);
		}
		EngineHome home = backend.home();
		forecast = Forecasts.calibrated(forecast, home);
		if (!json) {
			Forecasts.print(forecast, program.out());
		}
		PreparedRun prepared = folder == null ? prepareNext(experiment, file, runs, home, different) : prepare(experiment, file, folder, home, different);
		List<String> more = blocksEvery == null ? List.of() : List.of("--blocks-every", blocksEvery.toString());
		return train(program, home, prepared, settingsOfEngine, more, forecast, json);
	}

	/** Takes the data from the folder given, if one is. */
	private void followData(Experiment experiment) throws Failure {
		if (data == null || experiment == null) {
			return;
		}
		if (!Files.isDirectory(data)) {
			throw Failure.usage("--data " + data + " is not a folder");
		}
		if (!(experiment.getDataset() instanceof StoredDataset stored)) {
			throw Failure.usage("--data: the data set of " + experiment.getName() + " is made by the engine and has no folder");
		}
		stored.setFolder(data.toAbsolutePath().normalize().toString());
	}

	/** Refuses what cannot be trained, before anything is made. */
	static void check(Experiment experiment, Path file, RunSettings settings) throws Failure {
		try {
			RunPreparation.check(experiment, file, settings);
		} catch (GenerationException e) {
			throw Failure.failed(file + ": " + e.getMessage());
		}
	}

	/** Prepares a run in a new folder among others, which is gone again where that fails. */
	static PreparedRun prepareNext(Experiment experiment, Path file, Path runs, EngineHome home, RunSettings settings) throws Failure {
		Path run = RunFolders.next(runs, String.valueOf(experiment.getName()));
		PreparedRun prepared = null;
		try {
			prepared = prepare(experiment, file, run, home, settings);
		} finally {
			if (prepared == null) {
				RunFolders.remove(run);
			}
		}
		return prepared;
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

	/** Lets the engine work on a prepared run, and says what came out, and in a document what was estimated before where something was. */
	static int train(Spadework program, EngineHome home, PreparedRun prepared, EngineSettings engine, List<String> more, Forecast forecast, boolean json) throws Failure {
		Trained trained = run(program, home, prepared, engine, more, json);
		if (json) {
			JsonObject document = trained.document();
			if (forecast != null) {
				document.add("estimate", Forecasts.document(forecast));
			}
			program.out().println(Json.text(document));
		} else {
			trained.print(program.out());
		}
		return trained.code() == 0 ? 0 : 1;
	}

	/** Lets the engine work on a prepared run, with its progress on the output unless that is to be one document. */
	static Trained run(Spadework program, EngineHome home, PreparedRun prepared, EngineSettings engine, List<String> more, boolean json) throws Failure {
		int code = EngineProcess.run(home, prepared, engine, more, json ? null : program.out(), program.err());
		RunFolder run = RunFolder.at(prepared.folder());
		if (code != 0 && run.status() == RunStatus.FINISHED) {
			throw Failure.failed("the engine ended before it began; the run " + prepared.folder() + " is finished, as before");
		}
		if (code == 0) {
			Report.write(run, run.report());
		}
		return new Trained(code, run);
	}

	/**
	 * A run that the engine has worked on.
	 *
	 * @param code the engine's exit code
	 */
	record Trained(int code, RunFolder run) {

		/** What came out, and where the report is; null where there is none. */
		JsonObject document() {
			JsonObject document = new Outcome(run).document();
			document.addProperty("report", code == 0 ? report() : null);
			return document;
		}

		void print(PrintStream out) {
			new Outcome(run).print(out);
			if (code == 0) {
				out.println("Look at  " + report() + " (curves, samples, numbers).");
			}
		}

		private String report() {
			return run.report().toAbsolutePath().normalize().toString();
		}
	}
}
