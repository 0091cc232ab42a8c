package io.spadework.launch;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;

import io.spadework.codegen.RunSettings;
import io.spadework.model.ExpressionException;
import io.spadework.model.Sweeps;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.StoredDataset;
import io.spadework.model.study.Study;
import io.spadework.model.study.Sweep;

/**
 * What a launch configuration says about a training, as text, so that what a person has typed is kept even while it is wrong.
 *
 * @param study workspace path of the .spade file
 * @param experiment name of the experiment, empty = the study's first
 * @param sweep name of a sweep whose points are trained instead of an experiment, empty = none
 * @param steps where to stop, empty = as planned
 * @param seed of weights, data order and noise, empty = as planned
 * @param overrides parameters of the study with other values: {@code ngf=32, crop=128}
 * @param data another folder for the data set, empty = the study's
 * @param memory the engine's Java heap in MB, empty = as the preferences say
 * @param backend what to compute on: {@code cpu} or {@code cuda}, empty = cpu
 * @param kernels the engine's kernels: {@code auto}, {@code onednn} or {@code portable}, empty = auto
 * @param executor what runs the networks: {@code graph} or {@code plan}, empty = the engine's choice
 * @param force true trains even where the estimate says that memory or disk will not do
 */
public record TrainingSettings(String study, String experiment, String sweep, String steps, String seed, String overrides, String data, String memory,
		String backend, String kernels, String executor, boolean force) {

	/** The launch configuration type. */
	public static final String TYPE = "io.spadework.launch.training";

	/** The engine's Java heap in MB where nothing else is said; tensors live outside it. */
	public static final int DEFAULT_MEMORY = 2048;

	static final String STUDY = "io.spadework.launch.study";
	static final String EXPERIMENT = "io.spadework.launch.experiment";
	static final String SWEEP = "io.spadework.launch.sweep";
	static final String STEPS = "io.spadework.launch.steps";
	static final String SEED = "io.spadework.launch.seed";
	static final String OVERRIDES = "io.spadework.launch.overrides";
	static final String DATA = "io.spadework.launch.data";
	static final String MEMORY = "io.spadework.launch.memory";
	static final String BACKEND = "io.spadework.launch.backend";
	static final String KERNELS = "io.spadework.launch.kernels";
	static final String EXECUTOR = "io.spadework.launch.executor";
	static final String FORCE = "io.spadework.launch.force";

	/** The backends to choose from; the first is meant where none is named. */
	public static final List<String> ALL_BACKENDS = List.of("cpu", EngineInstallation.CUDA);

	/** The executors to choose from. */
	public static final List<String> ALL_EXECUTORS = List.of("graph", "plan");

	private static final int LEAST_MEMORY = 256;

	/** Everything as the study plans it. */
	public static TrainingSettings planned(IFile study, String experiment) {
		return new TrainingSettings(study.getFullPath().toString(), experiment, "", "", "", "", "", "", "", "", "", false);
	}

	/** The points of a sweep as the study plans them. */
	public static TrainingSettings ofSweep(IFile study, String sweep) {
		return new TrainingSettings(study.getFullPath().toString(), "", sweep, "", "", "", "", "", "", "", "", false);
	}

	/** The same on what to train, with other words. */
	public TrainingSettings withWhat(String newStudy, String newExperiment, String newSweep) {
		return new TrainingSettings(newStudy, newExperiment, newSweep, steps, seed, overrides, data, memory, backend, kernels, executor, force);
	}

	/** The same with other overrides. */
	public TrainingSettings withOverrides(String newSteps, String newSeed, String newOverrides) {
		return new TrainingSettings(study, experiment, sweep, newSteps, newSeed, newOverrides, data, memory, backend, kernels, executor, force);
	}

	/** The same with another data folder. */
	public TrainingSettings withData(String newData) {
		return new TrainingSettings(study, experiment, sweep, steps, seed, overrides, newData, memory, backend, kernels, executor, force);
	}

	/** The same with another engine. */
	public TrainingSettings withEngine(String newMemory, String newBackend, String newKernels, String newExecutor, boolean newForce) {
		return new TrainingSettings(study, experiment, sweep, steps, seed, overrides, data, newMemory, newBackend, newKernels, newExecutor, newForce);
	}

	/** What a configuration says. */
	public static TrainingSettings of(ILaunchConfiguration configuration) throws CoreException {
		return new TrainingSettings(configuration.getAttribute(STUDY, ""), configuration.getAttribute(EXPERIMENT, ""), configuration.getAttribute(SWEEP, ""),
				configuration.getAttribute(STEPS, ""), configuration.getAttribute(SEED, ""), configuration.getAttribute(OVERRIDES, ""), configuration.getAttribute(DATA, ""),
				configuration.getAttribute(MEMORY, ""), configuration.getAttribute(BACKEND, ""), configuration.getAttribute(KERNELS, ""), configuration.getAttribute(EXECUTOR, ""), configuration.getAttribute(FORCE, false));
	}

	/** Writes this into a configuration. */
	public void put(ILaunchConfigurationWorkingCopy configuration) {
		configuration.setAttribute(STUDY, study);
		configuration.setAttribute(EXPERIMENT, experiment);
		configuration.setAttribute(SWEEP, sweep);
		configuration.setAttribute(STEPS, steps);
		configuration.setAttribute(SEED, seed);
		configuration.setAttribute(OVERRIDES, overrides);
		configuration.setAttribute(DATA, data);
		configuration.setAttribute(MEMORY, memory);
		configuration.setAttribute(BACKEND, backend);
		configuration.setAttribute(KERNELS, kernels);
		configuration.setAttribute(EXECUTOR, executor);
		configuration.setAttribute(FORCE, force);
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

	/** The sweep that is meant, or null where none is, or the study has none of that name. */
	public Sweep sweepIn(Study loaded) {
		return loaded.getSweeps().stream().filter(each -> sweep.equals(each.getName())).findFirst().orElse(null);
	}

	/** True where the points of a sweep are trained. */
	public boolean isSweep() {
		return !sweep.isBlank();
	}

	/** What is wrong with these settings, if anything; the study may be null while it is not loaded. */
	public Optional<String> problem(Study loaded) {
		return problemOfWhat(loaded).or(() -> problemOfOverrides(loaded)).or(() -> problemOfData(loaded)).or(this::problemOfEngine);
	}

	/** What is wrong with the study, experiment or sweep. */
	public Optional<String> problemOfWhat(Study loaded) {
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
		if (loaded == null) {
			return Optional.empty();
		}
		if (loaded.getExperiments().isEmpty()) {
			return Optional.of("The study " + loaded.getName() + " has no experiment. Add one in its editor.");
		}
		if (isSweep() && sweepIn(loaded) == null) {
			return Optional.of("The study " + loaded.getName() + " has no sweep named " + sweep + "; it has " + names(loaded.getSweeps()) + ".");
		}
		if (!isSweep() && experimentIn(loaded) == null) {
			return Optional.of("The study " + loaded.getName() + " has no experiment named " + experiment + "; it has " + names(loaded.getExperiments()) + ".");
		}
		return Optional.empty();
	}

	private static String names(List<? extends NamedElement> elements) {
		return elements.isEmpty() ? "none" : String.join(", ", elements.stream().map(NamedElement::getName).toList());
	}

	/** What is wrong with steps, seed or the study's parameters. */
	public Optional<String> problemOfOverrides(Study loaded) {
		if (!steps.isBlank() && whole(steps, 1, Integer.MAX_VALUE).isEmpty()) {
			return Optional.of("Steps: " + steps + " is not a whole number from 1 on. Leave it empty to train as planned.");
		}
		if (!seed.isBlank() && whole(seed, Long.MIN_VALUE, Long.MAX_VALUE).isEmpty()) {
			return Optional.of("Seed: " + seed + " is not a whole number. Leave it empty to use the plan's.");
		}
		Map<String, String> values;
		try {
			values = overrideValues();
		} catch (IllegalArgumentException e) {
			return Optional.of(e.getMessage());
		}
		if (loaded == null) {
			return Optional.empty();
		}
		Sweep varied = isSweep() ? sweepIn(loaded) : null;
		for (String name : values.keySet()) {
			if (loaded.getParameters().stream().noneMatch(parameter -> name.equals(parameter.getName()))) {
				return Optional.of("Overrides: the study has no parameter " + name + "; it has "
						+ String.join(", ", loaded.getParameters().stream().map(Parameter::getName).toList()) + ".");
			}
			if (varied != null && varied.getAxes().stream().anyMatch(axis -> axis.getParameter() != null && name.equals(axis.getParameter().getName()))) {
				return Optional.of("Overrides: the sweep " + sweep + " varies " + name + "; it cannot have one value here. Remove it.");
			}
		}
		return Optional.empty();
	}

	/** What is wrong with the data folder. */
	public Optional<String> problemOfData(Study loaded) {
		if (data.isBlank()) {
			return Optional.empty();
		}
		try {
			if (!Files.isDirectory(Path.of(data.strip()))) {
				return Optional.of("Data: " + data + " is not a folder. Leave it empty to use the study's.");
			}
		} catch (InvalidPathException e) {
			return Optional.of("Data: " + data + " is not a path: " + e.getReason() + ".");
		}
		Experiment meant = loaded == null ? null : isSweep() && sweepIn(loaded) != null ? sweepIn(loaded).getExperiment() : experimentIn(loaded);
		if (meant != null && !(meant.getDataset() instanceof StoredDataset)) {
			return Optional.of("Data: the data set of " + meant.getName() + " is made by the engine and has no folder. Leave the folder empty.");
		}
		return Optional.empty();
	}

	/** What is wrong with memory, backend, kernels or executor. */
	public Optional<String> problemOfEngine() {
		if (!memory.isBlank() && whole(memory, LEAST_MEMORY, Integer.MAX_VALUE).isEmpty()) {
			return Optional.of("Memory: " + memory + " is not a whole number of megabytes from " + LEAST_MEMORY + " on.");
		}
		if (!backend.isBlank() && !ALL_BACKENDS.contains(backend)) {
			return Optional.of("Backend: " + backend + " is unknown; there are " + String.join(", ", ALL_BACKENDS) + ".");
		}
		if (!kernels.isBlank() && !EnginePreferences.ALL_KERNELS.contains(kernels)) {
			return Optional.of("Kernels: " + kernels + " is unknown; there are " + String.join(", ", EnginePreferences.ALL_KERNELS) + ".");
		}
		if (!executor.isBlank() && !ALL_EXECUTORS.contains(executor)) {
			return Optional.of("Executor: " + executor + " is unknown; there are " + String.join(", ", ALL_EXECUTORS) + ".");
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

	/** What is different from the study. */
	RunSettings runSettings() {
		return new RunSettings(overrideValues(), steps.isBlank() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(steps.strip())),
				seed.isBlank() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(seed.strip())));
	}

	/** The experiment, or those of a sweep's points; the data is taken from where these settings say. The study changes, and should be read for this alone. */
	List<Experiment> experiments(Study loaded) throws ExpressionException {
		Sweep varied = isSweep() ? sweepIn(loaded) : null;
		Experiment experimentMeant = isSweep() ? varied == null ? null : varied.getExperiment() : experimentIn(loaded);
		if (experimentMeant == null) {
			return List.of();
		}
		if (!data.isBlank() && experimentMeant.getDataset() instanceof StoredDataset stored) {
			stored.setFolder(data.strip());
		}
		if (varied == null) {
			return List.of(experimentMeant);
		}
		return Sweeps.points(varied).stream().map(point -> Sweeps.experiment(varied, point)).toList();
	}

	/** What the engine is told besides its run. */
	List<String> engineArguments() {
		List<String> arguments = new ArrayList<>();
		if (!kernels.isBlank()) {
			arguments.addAll(List.of("--kernels", kernels));
		}
		if (!executor.isBlank()) {
			arguments.addAll(List.of("--executor", executor));
		}
		return arguments;
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
