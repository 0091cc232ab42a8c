package io.spadework.launch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;

import io.spadework.model.study.Experiment;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.Study;

/**
 * What a launch configuration says about a training, as text, so that what a person has typed is kept even while it is wrong.
 *
 * @param study workspace path of the .spade file
 * @param experiment name of the experiment, empty = the study's first
 * @param steps where to stop, empty = as planned
 * @param seed of weights, data order and noise, empty = as planned
 * @param overrides parameters of the study with other values: {@code ngf=32, crop=128}
 * @param memory the engine's Java heap in MB, empty = {@value #DEFAULT_MEMORY}
 */
public record TrainingSettings(String study, String experiment, String steps, String seed, String overrides, String memory) {

	/** The launch configuration type. */
	public static final String TYPE = "io.spadework.launch.training";

	/** The engine's Java heap in MB where nothing else is said; tensors live outside it. */
	public static final int DEFAULT_MEMORY = 2048;

	static final String STUDY = "io.spadework.launch.study";
	static final String EXPERIMENT = "io.spadework.launch.experiment";
	static final String STEPS = "io.spadework.launch.steps";
	static final String SEED = "io.spadework.launch.seed";
	static final String OVERRIDES = "io.spadework.launch.overrides";
	static final String MEMORY = "io.spadework.launch.memory";

	private static final int LEAST_MEMORY = 256;

	/** Everything as the study plans it. */
	public static TrainingSettings planned(IFile study, String experiment) {
		return new TrainingSettings(study.getFullPath().toString(), experiment, "", "", "", "");
	}

	/** What a configuration says. */
	public static TrainingSettings of(ILaunchConfiguration configuration) throws CoreException {
		return new TrainingSettings(configuration.getAttribute(STUDY, ""), configuration.getAttribute(EXPERIMENT, ""),
				configuration.getAttribute(STEPS, ""), configuration.getAttribute(SEED, ""), configuration.getAttribute(OVERRIDES, ""),
				configuration.getAttribute(MEMORY, ""));
	}

	/** Writes this into a configuration. */
	public void put(ILaunchConfigurationWorkingCopy configuration) {
		configuration.setAttribute(STUDY, study);
		configuration.setAttribute(EXPERIMENT, experiment);
		configuration.setAttribute(STEPS, steps);
		configuration.setAttribute(SEED, seed);
		configuration.setAttribute(OVERRIDES, overrides);
		configuration.setAttribute(MEMORY, memory);
		IFile file = studyFile();
		configuration.setMappedResources(file == null ? null : new IFile[] { file });
	}

	/** The study's file, which need not exist, or null where none is named. */
	public IFile studyFile() {
		IPath path = IPath.fromOSString(study.strip());
		return path.segmentCount() < 2 ? null : ResourcesPlugin.getWorkspace().getRoot().getFile(path);
	}

	/** The experiment that is meant, or null where the study has none of that name. */
	public Experiment experimentIn(Study loaded) {
		return loaded.getExperiments().stream().filter(e -> experiment.isBlank() || experiment.equals(e.getName())).findFirst().orElse(null);
	}

	/** What is wrong with these settings, if anything; the study may be null while it is not loaded. */
	public Optional<String> problem(Study loaded) {
		IFile file = studyFile();
		if (file == null) {
			return Optional.of("Choose the study to train, a .spade file of a project.");
		}
		if (!file.exists()) {
			return Optional.of("The study " + study + " does not exist in the workspace.");
		}
		if (!"spade".equals(file.getFileExtension())) {
			return Optional.of(study + " is not a study: its name does not end in .spade.");
		}
		if (!steps.isBlank() && whole(steps, 1, Integer.MAX_VALUE).isEmpty()) {
			return Optional.of("Steps: " + steps + " is not a whole number from 1 on. Leave it empty to train as planned.");
		}
		if (!seed.isBlank() && whole(seed, Long.MIN_VALUE, Long.MAX_VALUE).isEmpty()) {
			return Optional.of("Seed: " + seed + " is not a whole number. Leave it empty to use the plan's.");
		}
		if (!memory.isBlank() && whole(memory, LEAST_MEMORY, Integer.MAX_VALUE).isEmpty()) {
			return Optional.of("Memory: " + memory + " is not a whole number of megabytes from " + LEAST_MEMORY + " on.");
		}
		try {
			Map<String, String> values = overrideValues();
			return loaded == null ? Optional.empty() : problem(loaded, values);
		} catch (IllegalArgumentException e) {
			return Optional.of(e.getMessage());
		}
	}

	private Optional<String> problem(Study loaded, Map<String, String> values) {
		if (loaded.getExperiments().isEmpty()) {
			return Optional.of("The study " + loaded.getName() + " has no experiment. Add one in its editor.");
		}
		if (experimentIn(loaded) == null) {
			return Optional.of("The study " + loaded.getName() + " has no experiment named " + experiment + "; it has "
					+ String.join(", ", loaded.getExperiments().stream().map(Experiment::getName).toList()) + ".");
		}
		for (String name : values.keySet()) {
			if (loaded.getParameters().stream().noneMatch(parameter -> name.equals(parameter.getName()))) {
				return Optional.of("Overrides: the study has no parameter " + name + "; it has "
						+ String.join(", ", loaded.getParameters().stream().map(Parameter::getName).toList()) + ".");
			}
		}
		return Optional.empty();
	}

	/** The overrides by parameter name; throws an IllegalArgumentException that says how to write them. */
	public Map<String, String> overrideValues() {
		Map<String, String> values = new LinkedHashMap<>();
		for (String part : overrides.split("[,;\n]")) {
			if (part.isBlank()) {
				continue;
			}
			int equals = part.indexOf('=');
			String name = equals < 0 ? "" : part.substring(0, equals).strip();
			String value = equals < 0 ? "" : part.substring(equals + 1).strip();
			if (name.isEmpty() || value.isEmpty()) {
				throw new IllegalArgumentException("Overrides: \"" + part.strip() + "\" is not name=value. Write for example ngf=32, crop=128.");
			}
			values.put(name, value);
		}
		return values;
	}

	/** The engine's Java heap in MB. */
	public int heapMegabytes() {
		return memory.isBlank() ? EnginePreferences.heapMegabytes() : Integer.parseInt(memory.strip());
	}

	private static Optional<Long> whole(String text, long least, long most) {
		try {
			long value = Long.parseLong(text.strip());
			return value < least || value > most ? Optional.empty() : Optional.of(value);
		} catch (NumberFormatException e) {
			return Optional.empty();
		}
	}
}
