package io.spadework.codegen;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an engine process can be asked that trains nothing: it answers on its standard output, and ends.
 *
 * @param classes   folder of the compiled classes; null where the engine needs none but its own
 * @param mainClass qualified name of the class to start
 * @param arguments what to pass to it
 */
public record EngineQuestion(Path classes, String mainClass, List<String> arguments) {

	/** The checkpoint that a training goes on from. */
	public static final String LATEST = "latest";

	private static final String FOLDER_EVALUATION = "io.spadework.engine.run.EvaluateFolder";
	private static final String STUDY_FOLDER = "--study-folder";

	public EngineQuestion {
		arguments = List.copyOf(arguments);
	}

	/** One about a run that is prepared. */
	public static EngineQuestion of(PreparedRun run, List<String> arguments) {
		return new EngineQuestion(run.classes(), run.mainClass(), arguments);
	}

	/**
	 * How well a run's generator does; the answer is a JSON array of evaluations, which are added to the run.
	 *
	 * @param checkpoint latest, best, or the step of one that was kept
	 * @param more       what is to be measured, and with what
	 * @throws GenerationException where the folder holds no compiled source
	 */
	public static EngineQuestion evaluate(Path run, String checkpoint, List<String> more) throws GenerationException, IOException {
		PreparedRun prepared = RunPreparation.resume(run);
		List<String> arguments = new ArrayList<>(List.of("evaluate"));
		int folder = prepared.arguments().indexOf(STUDY_FOLDER);
		if (folder >= 0) {
			arguments.addAll(prepared.arguments().subList(folder, folder + 2));
		}
		arguments.addAll(List.of("--subject", run.toAbsolutePath().toString()));
		arguments.addAll(more);
		arguments.addAll(List.of("--checkpoint", checkpoint));
		return of(prepared, arguments);
	}

	/** How far the images of a folder, or the statistics in a file, lie from others. */
	public static EngineQuestion evaluateFolder(Path subject, List<String> more) {
		List<String> arguments = new ArrayList<>(List.of("--subject", subject.toAbsolutePath().toString()));
		arguments.addAll(more);
		return new EngineQuestion(null, FOLDER_EVALUATION, arguments);
	}

	/**
	 * How much of the label is left in each layer of a run's generator; the answer is a JSON object.
	 *
	 * @param checkpoint latest, best, or the step of one that was kept
	 * @throws GenerationException where the folder holds no compiled source
	 */
	public static EngineQuestion probe(Path run, String checkpoint) throws GenerationException, IOException {
		Path folder = run.toAbsolutePath().normalize();
		String name = checkpoint.matches("\\d{1,9}") ? String.format(Locale.ROOT, "step-%06d", Integer.parseInt(checkpoint)) : checkpoint;
		return of(RunPreparation.resume(folder),
				List.of("probe", folder.toString(), "checkpoint", folder.toString(), folder.resolve("checkpoints").resolve(name + ".npz").toString()));
	}

	/** The same of a model that stands alone; the folder is the one that its data are relative to. */
	public static EngineQuestion probe(PreparedModel model, Path studyFolder) {
		return new EngineQuestion(model.classes(), model.mainClass(), List.of("probe", studyFolder.toString(), "model", model.weights().toString()));
	}

	/** The same of a generator with the weights that it starts with. */
	public static EngineQuestion probeUntrained(PreparedRun run) {
		return of(run, List.of("probe", run.folder().toString(), "untrained"));
	}
}
