package io.spadework.cli;

import io.spadework.codegen.GenerationException;
import io.spadework.codegen.PreparedRun;
import io.spadework.codegen.RunPreparation;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

	@Option(names = "--from", paramLabel = "CHECKPOINT", description = { "The checkpoint to go on from, a file or a name in the run's checkpoints folder, such as best or step-000500; by default the latest.",
			"What the run has measured after it is measured anew." })
	private String from;

	@Option(names = "--json", description = "Print one JSON document at the end: {status, lastStep, run, layoutAccuracy, discriminatorAccuracy, evaluations, report}; no progress.")
	private boolean json;

	@Mixin
	private EngineSettings settings;

	@Mixin
	private BackendOption backend;

	@Override
	public Integer call() throws Failure {
		if (steps != null && steps < 1) {
			throw Failure.usage("--steps " + steps + ": at least 1 step is needed");
		}
		settings.check();
		RunFolder run = RunFolder.at(folder);
		try {
			if (run.status(run.info()).isActive()) {
				throw Failure.failed(folder + " is at work already, in another process");
			}
		} catch (RunException e) {
			throw Failure.failed(e.getMessage());
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
		List<String> more = new ArrayList<>();
		if (steps != null) {
			more.addAll(List.of("--steps", steps.toString()));
		}
		if (from != null) {
			more.addAll(List.of("--from", checkpoint().toString()));
		}
		return TrainCommand.train(program, home, prepared, settings, more, null, json);
	}

	/** A checkpoint by its path, or by its name in the run. */
	private Path checkpoint() throws Failure {
		Path checkpoints = RunFolder.at(folder).checkpoints();
		for (Path candidate : List.of(Path.of(from), checkpoints.resolve(from), checkpoints.resolve(from + ".npz"))) {
			if (Files.isRegularFile(candidate)) {
				return candidate.toAbsolutePath();
			}
		}
		throw Failure.failed("there is no checkpoint " + from + ", neither as a file nor in " + checkpoints);
	}
}
