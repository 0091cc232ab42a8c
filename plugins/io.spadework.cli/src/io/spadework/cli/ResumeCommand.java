package io.spadework.cli;

import io.spadework.codegen.GenerationException;
import io.spadework.codegen.PreparedRun;
import io.spadework.codegen.RunPreparation;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code resume}: goes on with a run from its last checkpoint. */
@Command(name = "resume", mixinStandardHelpOptions = true, description = { "Goes on with a run from its last checkpoint.",
		"It runs the source that it started with, whatever has become of the study since. A run may have been stopped, interrupted or killed; a finished one goes on where --steps asks for more." })
final class ResumeCommand implements Callable<Integer> {

	@ParentCommand
	private Spadework program;

	@Parameters(paramLabel = "RUN", description = "The run folder.")
	private Path folder;

	@Option(names = "--steps", paramLabel = "N", description = "Train until this step, counted from the very beginning.")
	private Integer steps;

	@Option(names = "--json", description = "Print one JSON document at the end: {status, lastStep, run, layoutAccuracy, discriminatorAccuracy, report}; no progress.")
	private boolean json;

	@Mixin
	private BackendOption backend;

	@Override
	public Integer call() throws Failure {
		if (steps != null && steps < 1) {
			throw Failure.usage("--steps " + steps + ": at least 1 step is needed");
		}
		if (!RunFolder.isRun(folder)) {
			throw Failure.failed(folder + " is not a run folder: it has no run.json");
		}
		if (RunFolder.at(folder).status().isActive()) {
			throw Failure.failed(folder + " is at work already, in another process");
		}
		EngineHome home = backend.home();
		PreparedRun prepared;
		try {
			prepared = RunPreparation.resume(folder);
		} catch (GenerationException e) {
			throw Failure.failed(e.getMessage());
		} catch (IOException e) {
			throw Failure.failed(folder + " could not be read: " + e);
		}
		return TrainCommand.train(program, home, prepared, steps == null ? List.of() : List.of("--steps", steps.toString()), json);
	}
}
