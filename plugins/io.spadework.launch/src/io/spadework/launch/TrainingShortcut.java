package io.spadework.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationType;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.ILaunchShortcut2;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.window.Window;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.ElementListSelectionDialog;

import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Study;
import io.spadework.model.study.Sweep;

/** Run As > Spadework Training: trains a study with the configuration it was trained with before, or with a new one. */
public final class TrainingShortcut implements ILaunchShortcut2 {

	@Override
	public void launch(ISelection selection, String mode) {
		Object element = first(selection);
		launch(element, element instanceof EObject part ? openStudy(part) : StudyFiles.of(element), mode);
	}

	/** Eclipse's Run As gives the editor and not what is selected in it. */
	@Override
	public void launch(IEditorPart editor, String mode) {
		launch(selectedIn(editor), StudyFiles.of(editor), mode);
	}

	private static void launch(Object element, IFile study, String mode) {
		if (element instanceof Experiment experiment) {
			train(study, experiment.getName(), mode);
		} else if (element instanceof Sweep sweep) {
			sweep(study, sweep.getName(), mode);
		} else {
			train(study, mode);
		}
	}

	private static Object first(ISelection selection) {
		return selection instanceof IStructuredSelection structured ? structured.getFirstElement() : null;
	}

	private static Object selectedIn(IEditorPart editor) {
		ISelectionProvider provider = editor.getSite().getSelectionProvider();
		return provider == null ? null : first(provider.getSelection());
	}

	/** An element of a study is selected in the study's editor or the outline beside it. */
	private static IFile openStudy(EObject element) {
		IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
		return window == null || window.getActivePage() == null ? null : StudyFiles.of(window.getActivePage().getActiveEditor());
	}

	/** Trains one experiment of a study, with the configuration it was trained with before or a new one. Returns at once. */
	public static void train(IFile study, String experiment, String mode) {
		launch(study, "Training " + experiment, mode, ofExperiment(experiment), () -> create(study, experiment));
	}

	/** Trains the points of a sweep of a study, with the configuration they were trained with before or a new one. Returns at once. */
	public static void sweep(IFile study, String sweep, String mode) {
		launch(study, "Training the points of " + sweep, mode, ofSweep(sweep), () -> createSweep(study, sweep));
	}

	private static Predicate<TrainingSettings> ofExperiment(String experiment) {
		return settings -> !settings.isSweep() && experiment.equals(settings.experiment());
	}

	private static Predicate<TrainingSettings> ofSweep(String sweep) {
		return settings -> sweep.equals(settings.sweep());
	}

	private interface Making {

		ILaunchConfiguration make() throws CoreException;
	}

	private static void launch(IFile study, String name, String mode, Predicate<TrainingSettings> suits, Making otherwise) {
		if (study == null) {
			return;
		}
		Job job = Job.create(name, (ICoreRunnable) monitor -> {
			List<ILaunchConfiguration> found = configurations(study, suits);
			ILaunchConfiguration chosen = found.isEmpty() ? otherwise.make() : found.getLast();
			PlatformUI.getWorkbench().getDisplay().asyncExec(() -> DebugUITools.launch(chosen, mode));
		});
		job.setUser(true);
		job.schedule();
	}

	/** Trains a study; asks which experiment or configuration is meant where there are several. Returns at once. */
	public static void train(IFile study, String mode) {
		if (study == null) {
			return;
		}
		Job job = Job.create("Training " + study.getName(), (ICoreRunnable) monitor -> {
			List<ILaunchConfiguration> existing = configurations(study);
			List<String> experiments = existing.isEmpty() ? experiments(study) : List.of();
			PlatformUI.getWorkbench().getDisplay().asyncExec(() -> choose(study, existing, experiments, mode));
		});
		job.setUser(true);
		job.schedule();
	}

	private static void choose(IFile study, List<ILaunchConfiguration> existing, List<String> experiments, String mode) {
		try {
			ILaunchConfiguration configuration;
			if (existing.isEmpty()) {
				String experiment = one("Experiment", "Which experiment of " + study.getName() + " is to be trained?", experiments, name -> name);
				configuration = experiment == null ? null : create(study, experiment);
			} else {
				configuration = one("Training", "With which configuration is " + study.getName() + " to be trained?", existing, ILaunchConfiguration::getName);
			}
			if (configuration != null) {
				DebugUITools.launch(configuration, mode);
			}
		} catch (CoreException e) {
			Platform.getLog(TrainingShortcut.class).log(e.getStatus());
			DebugPlugin.log(e.getStatus());
		}
	}

	private static <T> T one(String title, String message, List<T> choices, Function<T, String> name) {
		if (choices.size() == 1) {
			return choices.get(0);
		}
		ElementListSelectionDialog dialog = new ElementListSelectionDialog(PlatformUI.getWorkbench().getModalDialogShellProvider().getShell(),
				LabelProvider.createTextProvider(choice -> name.apply(choices.get((Integer) choice))));
		dialog.setTitle(title);
		dialog.setMessage(message);
		dialog.setMultipleSelection(false);
		dialog.setElements(IntStream.range(0, choices.size()).boxed().toArray());
		return dialog.open() == Window.OK ? choices.get((Integer) dialog.getFirstResult()) : null;
	}

	private static List<String> experiments(IFile file) throws CoreException {
		Study study;
		try {
			study = Studies.load(file.getLocation().toPath());
		} catch (StudyException e) {
			throw new CoreException(Status.error(e.getMessage(), e));
		}
		if (study.getExperiments().isEmpty()) {
			throw new CoreException(new Status(IStatus.ERROR, TrainingShortcut.class,
					"The study " + study.getName() + " has no experiment to train. Add one in its editor."));
		}
		return study.getExperiments().stream().map(Experiment::getName).toList();
	}

	/** A new, saved configuration that trains an experiment as planned. */
	public static ILaunchConfiguration create(IFile study, String experiment) throws CoreException {
		ILaunchManager launches = DebugPlugin.getDefault().getLaunchManager();
		String name = study.getFullPath().removeFileExtension().lastSegment() + " " + experiment;
		ILaunchConfigurationWorkingCopy configuration = type().newInstance(null, launches.generateLaunchConfigurationName(name));
		TrainingSettings.planned(study, experiment).put(configuration);
		return configuration.doSave();
	}

	/** A new, saved configuration that trains the points of a sweep. */
	public static ILaunchConfiguration createSweep(IFile study, String sweep) throws CoreException {
		String name = study.getFullPath().removeFileExtension().lastSegment() + " " + sweep;
		ILaunchConfigurationWorkingCopy configuration = type().newInstance(null, DebugPlugin.getDefault().getLaunchManager().generateLaunchConfigurationName(name));
		TrainingSettings.ofSweep(study, sweep).put(configuration);
		return configuration.doSave();
	}

	/** The configurations that train a study. */
	public static List<ILaunchConfiguration> configurations(IFile study) throws CoreException {
		return configurations(study, settings -> true);
	}

	private static List<ILaunchConfiguration> configurations(IFile study, Predicate<TrainingSettings> suits) throws CoreException {
		List<ILaunchConfiguration> found = new ArrayList<>();
		for (ILaunchConfiguration configuration : DebugPlugin.getDefault().getLaunchManager().getLaunchConfigurations(type())) {
			TrainingSettings settings = TrainingSettings.of(configuration);
			if (study.equals(settings.studyFile()) && suits.test(settings)) {
				found.add(configuration);
			}
		}
		return found;
	}

	private static ILaunchConfigurationType type() {
		return DebugPlugin.getDefault().getLaunchManager().getLaunchConfigurationType(TrainingSettings.TYPE);
	}

	private static IFile selected(ISelection selection) {
		return StudyFiles.of(first(selection));
	}

	@Override
	public ILaunchConfiguration[] getLaunchConfigurations(ISelection selection) {
		return known(selected(selection), settings -> true);
	}

	@Override
	public ILaunchConfiguration[] getLaunchConfigurations(IEditorPart editor) {
		return known(StudyFiles.of(editor), switch (selectedIn(editor)) {
			case Experiment experiment -> ofExperiment(experiment.getName());
			case Sweep sweep -> ofSweep(sweep.getName());
			case null, default -> settings -> true;
		});
	}

	private static ILaunchConfiguration[] known(IFile study, Predicate<TrainingSettings> suits) {
		try {
			return study == null ? new ILaunchConfiguration[0] : configurations(study, suits).toArray(ILaunchConfiguration[]::new);
		} catch (CoreException e) {
			Platform.getLog(TrainingShortcut.class).log(e.getStatus());
			return new ILaunchConfiguration[0];
		}
	}

	@Override
	public IResource getLaunchableResource(ISelection selection) {
		return selected(selection);
	}

	@Override
	public IResource getLaunchableResource(IEditorPart editor) {
		return StudyFiles.of(editor);
	}
}
