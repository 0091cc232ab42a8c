package io.spadework.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.MultiStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.LaunchConfigurationDelegate;
import org.eclipse.emf.ecore.EObject;

import io.spadework.codegen.CompilationException;
import io.spadework.codegen.Forecast;
import io.spadework.codegen.EngineQuestion;
import io.spadework.codegen.GenerationException;
import io.spadework.codegen.PreparedRun;
import io.spadework.codegen.RunPreparation;
import io.spadework.model.ExpressionException;
import io.spadework.model.Problem;
import io.spadework.model.Severity;
import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.Validation;
import io.spadework.model.study.Element;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Study;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;

/** Trains: validates the study, makes a run folder with its generated and compiled source, and starts an engine that outlives the workbench. */
public final class TrainingDelegate extends LaunchConfigurationDelegate {

	@Override
	public void launch(ILaunchConfiguration configuration, String mode, ILaunch launch, IProgressMonitor monitor) throws CoreException {
		SubMonitor progress = SubMonitor.convert(monitor, "Training " + configuration.getName(), 100);
		TrainingSettings settings = TrainingSettings.of(configuration);
		refuse(settings.problem(null).orElse(null));
		EngineHome home = EngineInstallation.home(settings.backend());

		progress.subTask("Validating the study");
		Path file = settings.studyFile().getLocation().toPath();
		Study study = load(file);
		refuse(settings.problem(study).orElse(null));
		List<Experiment> experiments = experiments(study, settings);
		validate(study, file);
		if (!settings.force()) {
			requireRoom(experiments, file, settings);
		}
		progress.split(15);

		SubMonitor each = progress.split(85).setWorkRemaining(experiments.size());
		for (Experiment experiment : experiments) {
			launch(experiment, file, home, settings, mode, launch, each.split(1));
		}
	}

	private static List<Experiment> experiments(Study study, TrainingSettings settings) throws CoreException {
		if (settings.isSweep() && settings.sweepIn(study).getExperiment() == null) {
			throw new CoreException(Status.error("The sweep " + settings.sweep() + " names no experiment. Choose one in the study's editor."));
		}
		try {
			return settings.experiments(study);
		} catch (ExpressionException e) {
			throw new CoreException(Status.error("The sweep " + settings.sweep() + " cannot be trained: " + e.getMessage(), e));
		}
	}

	/** Refuses what cannot fit here, with advice. */
	private static void requireRoom(List<Experiment> experiments, Path file, TrainingSettings settings) throws CoreException {
		for (Experiment experiment : experiments) {
			try {
				String refusal = Forecast.of(experiment, file, file.toAbsolutePath().getParent(), settings.runSettings()).refusal();
				if (!refusal.isEmpty()) {
					throw new CoreException(Status.error(experiment.getName() + " does not fit here. " + refusal
							+ "\n\nThe launch configuration's tab Backend and Memory can have it trained nevertheless."));
				}
			} catch (GenerationException e) {
				throw new CoreException(Status.error(e.getMessage(), e));
			}
		}
	}

	/** Makes a run of an experiment ready and lines it up. */
	private static void launch(Experiment experiment, Path file, EngineHome home, TrainingSettings settings, String mode, ILaunch launch, IProgressMonitor monitor) throws CoreException {
		SubMonitor progress = SubMonitor.convert(monitor, 100);
		progress.subTask("Generating and compiling the source of " + experiment.getName());
		Path folder = RunFolders.next(file, experiment.getName());
		RunFolder run = RunFolder.at(folder);
		boolean submitted = false;
		try {
			List<String> command = prepare(experiment, file, folder, home, settings, progress);
			progress.split(90);
			progress.subTask("Starting the engine");
			RunQueue.the().submit(launch, new Order(run, mode.equals(ILaunchManager.DEBUG_MODE) ? DebuggerConnection.waiting(command) : command, false));
			submitted = true;
			progress.split(10);
		} finally {
			if (!submitted) {
				RunFolders.delete(folder); // a run that never started leaves nothing behind
			} else {
				RunRefresh.of(run);
			}
		}
	}

	private static void refuse(String problem) throws CoreException {
		if (problem != null) {
			throw new CoreException(Status.error(problem));
		}
	}

	private static Study load(Path file) throws CoreException {
		try {
			return Studies.load(file);
		} catch (StudyException e) {
			throw new CoreException(Status.error(e.getMessage(), e));
		}
	}

	/** Refuses a study that has errors, naming each element. */
	private static void validate(Study study, Path file) throws CoreException {
		List<Problem> errors = Validation.validate(study, file).stream().filter(problem -> problem.severity() == Severity.ERROR).toList();
		if (errors.isEmpty()) {
			return;
		}
		IStatus[] details = errors.stream().map(error -> Status.error(named(error))).toArray(IStatus[]::new);
		String message = "The study " + study.getName() + " cannot be trained: " + named(errors.get(0)) + switch (errors.size()) {
			case 1 -> "";
			case 2 -> "\nThe details name one more error.";
			default -> "\nThe details name " + (errors.size() - 1) + " more errors.";
		};
		throw new CoreException(new MultiStatus(TrainingDelegate.class, IStatus.ERROR, details, message, null));
	}

	private static String named(Problem problem) {
		String element = path(problem.element());
		boolean saysSo = element.isEmpty() || problem.message().contains(lastName(problem.element()));
		return saysSo ? problem.message() : element + ": " + problem.message();
	}

	private static String lastName(EObject element) {
		return element instanceof NamedElement named && named.getName() != null ? named.getName() : element instanceof Element other ? other.getId() : "";
	}

	/** An element with what it lies in: generator, up1. */
	private static String path(EObject element) {
		List<String> names = new ArrayList<>();
		for (EObject at = element; at != null && !(at instanceof Study); at = at.eContainer()) {
			if (at instanceof NamedElement named && named.getName() != null) {
				names.add(0, named.getName());
			}
		}
		return String.join(", ", names);
	}

	private static List<String> prepare(Experiment experiment, Path file, Path folder, EngineHome home, TrainingSettings settings, IProgressMonitor monitor)
			throws CoreException {
		try {
			PreparedRun prepared = RunPreparation.prepare(experiment, file, folder, home.classPath(), settings.runSettings());
			for (EngineQuestion question : prepared.first()) {
				EngineAsking.ask(home, question, monitor);
			}
			List<String> arguments = new ArrayList<>(prepared.arguments());
			arguments.addAll(List.of("--progress", "lines"));
			arguments.addAll(settings.engineArguments());
			return home.command(prepared.classes(), prepared.mainClass(), arguments, settings.heapMegabytes());
		} catch (CompilationException e) {
			IStatus[] lines = e.diagnostics().stream().map(Status::error).toArray(IStatus[]::new);
			throw new CoreException(new MultiStatus(TrainingDelegate.class, IStatus.ERROR, lines, e.getMessage().lines().findFirst().orElse(""), e));
		} catch (GenerationException | RunException e) {
			throw new CoreException(Status.error(e.getMessage(), e));
		} catch (IOException e) {
			throw new CoreException(Status.error("The run folder " + folder + " cannot be written: " + e.getMessage(), e));
		}
	}

	/** So that changes in the study's editor are saved before it is trained. */
	@Override
	protected IProject[] getBuildOrder(ILaunchConfiguration configuration, String mode) throws CoreException {
		IFile file = TrainingSettings.of(configuration).studyFile();
		return file == null ? null : new IProject[] { file.getProject() };
	}

	/** The delegate validates the study itself, and says more than a marker could. */
	@Override
	protected IProject[] getProjectsForProblemSearch(ILaunchConfiguration configuration, String mode) {
		return null;
	}

	/** Nothing in the workspace needs building: the run's source is compiled in its folder. */
	@Override
	public boolean buildForLaunch(ILaunchConfiguration configuration, String mode, IProgressMonitor monitor) {
		return false;
	}
}
