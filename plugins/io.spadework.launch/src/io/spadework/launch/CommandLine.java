package io.spadework.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.IPath;

/** What a person would type into a shell to do the same. */
public final class CommandLine {

	private static final String PROGRAM = "spadework";

	private CommandLine() {
	}

	/** Trains as the settings say. What is wrong in them is left as it was typed. */
	public static String of(TrainingSettings settings) {
		List<String> words = new ArrayList<>(List.of(PROGRAM, "train", file(settings)));
		add(words, "--experiment", settings.experiment());
		add(words, "--sweep", settings.sweep());
		overrides(settings).forEach(override -> words.addAll(List.of("--set", override)));
		add(words, "--steps", settings.steps());
		add(words, "--seed", settings.seed());
		add(words, "--data", settings.data());
		add(words, "--memory", settings.memory());
		add(words, "--backend", settings.backend());
		add(words, "--kernels", settings.kernels());
		add(words, "--executor", settings.executor());
		add(words, "--out", folder(settings));
		if (settings.force()) {
			words.add("--force");
		}
		return words.stream().map(CommandLine::quoted).collect(Collectors.joining(" "));
	}

	/** Goes on with a run from a checkpoint: latest, best, or step-000500; until a step, 0 = as it was to go. */
	public static String resume(Path run, String checkpoint, int steps) {
		List<String> words = new ArrayList<>(List.of(PROGRAM, "resume", run.toString()));
		add(words, "--from", checkpoint.equals("latest") ? "" : checkpoint);
		add(words, "--steps", steps == 0 ? "" : Integer.toString(steps));
		return words.stream().map(CommandLine::quoted).collect(Collectors.joining(" "));
	}

	private static void add(List<String> words, String option, String value) {
		if (!value.isBlank()) {
			words.addAll(List.of(option, value.strip()));
		}
	}

	/** Where the runs go, if the shell would put them elsewhere. */
	private static String folder(TrainingSettings settings) {
		IFile file = settings.studyFile();
		if (EnginePreferences.runs().equals(Path.of(EnginePreferences.USUAL_RUNS)) || file == null || file.getLocation() == null) {
			return "";
		}
		Path study = file.getLocation().toPath();
		return (settings.isSweep() ? RunFolders.place(study) : RunFolders.free(study, settings.experiment())).toString();
	}

	private static String file(TrainingSettings settings) {
		IFile file = settings.studyFile();
		IPath location = file == null ? null : file.getLocation();
		return location == null ? settings.study() : location.toOSString();
	}

	private static List<String> overrides(TrainingSettings settings) {
		try {
			return settings.overrideValues().entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList();
		} catch (IllegalArgumentException beingTyped) {
			return List.of(settings.overrides());
		}
	}

	/** A word as shells take it for one. */
	static String quoted(String word) {
		return word.matches("[\\w@%+=:,./~-]+") ? word : "\"" + word.replaceAll("([\\\\\"$`])", "\\\\$1") + "\"";
	}
}
