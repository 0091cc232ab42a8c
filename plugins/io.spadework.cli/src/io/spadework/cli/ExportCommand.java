package io.spadework.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.export.Csv;
import io.spadework.runs.tensorboard.TensorBoardExport;
import io.spadework.runs.tensorboard.TensorBoardImport;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code export}: writes what was measured for other programs, and theirs as a run. */
@Command(name = "export", mixinStandardHelpOptions = true, description = { "Writes what was measured in a run for other programs, its trained model, or what TensorBoard's files say as a run.",
		"Series and evaluations go out, each at its step; images stay in the run." })
final class ExportCommand implements Callable<Integer> {

	@ParentCommand
	private Spadework program;

	@Parameters(paramLabel = "SOURCE", description = "A run folder; with --run a folder of TensorBoard's event files.")
	private Path source;

	@ArgGroup(exclusive = true, multiplicity = "1")
	private Target target;

	@Mixin
	private EngineOption engine;

	@Option(names = "--json", description = "Print one JSON document: {files} or, with --run, {runs}.")
	private boolean json;

	/** Where it goes; one of these. */
	private static final class Target {

		@Option(names = "--tensorboard", paramLabel = "DIR", description = "The folder for an event file that TensorBoard shows.")
		private Path tensorboard;

		@Option(names = "--csv", paramLabel = "FILE", description = "A file of comma-separated values, a row for each step.")
		private Path csv;

		@Option(names = "--model", paramLabel = "FILE.zip", description = "The model as it is at the latest checkpoint, to stand alone: study, weights in half precision, provenance. serve and synthesize take it.")
		private Path model;

		@Option(names = "--run", paramLabel = "DIR", description = "The folder for a run that is made of TensorBoard's scalars, to lie beside other runs; several logs make several runs below it.")
		private Path run;
	}

	@Override
	public Integer call() throws Failure {
		if (!Files.isDirectory(source)) {
			throw Failure.failed(Files.exists(source) ? source + " is a file; SOURCE is a folder" : "there is no folder " + source);
		}
		try {
			if (target.run != null) {
				answer("runs", TensorBoardImport.read(source, target.run).stream().map(RunFolder::path).toList());
				return 0;
			}
			if (!RunFolder.isRun(source)) {
				throw Failure.failed(source + " is not a run folder: it has no run.json");
			}
			RunFolder run = RunFolder.at(source);
			if (target.model != null) {
				ModelExport.write(run, target.model, engine.home());
				answer("files", List.of(target.model));
			} else if (target.csv != null) {
				Csv.write(run, target.csv);
				answer("files", List.of(target.csv));
			} else {
				answer("files", List.of(TensorBoardExport.write(run, target.tensorboard)));
			}
			return 0;
		} catch (FileAlreadyExistsException e) {
			throw Failure.failed(e.getFile() + ": " + e.getReason());
		} catch (IOException | RunException e) {
			throw Failure.failed(e.getMessage());
		}
	}

	private void answer(String what, List<Path> paths) {
		if (!json) {
			paths.forEach(path -> program.out().println(path));
			return;
		}
		JsonArray array = new JsonArray();
		paths.forEach(path -> array.add(path.toAbsolutePath().toString()));
		JsonObject document = new JsonObject();
		document.add(what, array);
		program.out().println(Json.text(document));
	}
}
