package io.spadework.launch;

import java.util.Objects;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.ui.AbstractLaunchConfigurationTab;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.ElementTreeSelectionDialog;
import org.eclipse.ui.model.BaseWorkbenchContentProvider;
import org.eclipse.ui.model.WorkbenchLabelProvider;

import io.spadework.model.StudyException;
import io.spadework.model.Studies;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Study;

/** Which study and experiment to train, and what to do differently from the plan this time. */
public final class TrainingTab extends AbstractLaunchConfigurationTab {

	private Text study;
	private Combo experiment;
	private Text steps;
	private Text seed;
	private Text overrides;
	private Text memory;
	private Image image;
	private boolean filling;

	/** What the study's file held when it was last read; null while it is not read or cannot be. */
	private Study loaded;
	private String loadedFrom = "";
	private String loadProblem;

	@Override
	public void createControl(Composite parent) {
		Composite page = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().applyTo(page);
		setControl(page);

		Group what = group(page, "What to train", 3);
		study = field(what, "&Study:", "A .spade file of a project");
		Button browse = createPushButton(what, "B&rowse...", null);
		browse.addListener(SWT.Selection, event -> browse());
		label(what, "&Experiment:");
		experiment = new Combo(what, SWT.DROP_DOWN);
		experiment.addListener(SWT.Modify, event -> changed());
		GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(experiment);

		Group how = group(page, "This time only", 2);
		steps = field(how, "S&teps:", "as planned");
		seed = field(how, "See&d:", "as planned");
		overrides = field(how, "&Overrides:", "for example ngf=32, crop=128");
		memory = field(how, "&Memory (MB):", Integer.toString(TrainingSettings.DEFAULT_MEMORY));
		memory.setToolTipText("The engine's Java heap. Tensors take memory beside it.");
		Label hint = new Label(page, SWT.WRAP);
		hint.setText("Each training makes a folder runs/<experiment>-<n> beside the study. It goes on when the workbench is closed.");
		GridDataFactory.fillDefaults().grab(true, false).hint(300, SWT.DEFAULT).indent(5, 0).applyTo(hint);
		Dialog.applyDialogFont(page);
	}

	private static Group group(Composite parent, String title, int columns) {
		Group group = new Group(parent, SWT.NONE);
		group.setText(title);
		GridLayoutFactory.swtDefaults().numColumns(columns).applyTo(group);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(group);
		return group;
	}

	private static void label(Composite parent, String text) {
		Label label = new Label(parent, SWT.NONE);
		label.setText(text);
	}

	private Text field(Composite parent, String name, String message) {
		label(parent, name);
		Text text = new Text(parent, SWT.BORDER);
		text.setMessage(message);
		text.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		text.addListener(SWT.Modify, event -> changed());
		return text;
	}

	private void browse() {
		ElementTreeSelectionDialog dialog = new ElementTreeSelectionDialog(getShell(), new WorkbenchLabelProvider(), new BaseWorkbenchContentProvider());
		dialog.setTitle("Study");
		dialog.setMessage("Choose the study to train.");
		dialog.setInput(ResourcesPlugin.getWorkspace().getRoot());
		dialog.setAllowMultiple(false);
		dialog.addFilter(new StudiesOnly());
		dialog.setInitialSelection(settings().studyFile());
		dialog.setValidator(selection -> selection.length == 1 && selection[0] instanceof IFile ? Status.OK_STATUS : Status.error("Choose a .spade file."));
		if (dialog.open() == Window.OK && dialog.getFirstResult() instanceof IFile file) {
			study.setText(file.getFullPath().toString());
		}
	}

	private TrainingSettings settings() {
		return new TrainingSettings(study.getText().strip(), experiment.getText().strip(), steps.getText().strip(), seed.getText().strip(),
				overrides.getText().strip(), memory.getText().strip());
	}

	private void changed() {
		if (filling) {
			return;
		}
		load();
		updateLaunchConfigurationDialog();
	}

	/** Reads the study in the background, once for each file named. */
	private void load() {
		TrainingSettings settings = settings();
		if (Objects.equals(settings.study(), loadedFrom)) {
			return;
		}
		loadedFrom = settings.study();
		loaded = null;
		loadProblem = null;
		IFile file = settings.studyFile();
		if (file == null || !file.exists() || file.getLocation() == null) {
			return;
		}
		Job.createSystem("Reading " + settings.study(), monitor -> {
			Study read = null;
			String problem = null;
			try {
				read = Studies.load(file.getLocation().toPath());
			} catch (StudyException e) {
				problem = e.getMessage();
			}
			show(settings.study(), read, problem);
		}).schedule();
	}

	private void show(String from, Study read, String problem) {
		PlatformUI.getWorkbench().getDisplay().asyncExec(() -> {
			if (experiment.isDisposed() || !from.equals(loadedFrom)) {
				return;
			}
			loaded = read;
			loadProblem = problem;
			filling = true;
			String chosen = experiment.getText();
			experiment.setItems(read == null ? new String[0] : read.getExperiments().stream().map(Experiment::getName).toArray(String[]::new));
			experiment.setText(chosen.isBlank() && experiment.getItemCount() > 0 ? experiment.getItem(0) : chosen);
			filling = false;
			updateLaunchConfigurationDialog();
		});
	}

	@Override
	public void setDefaults(ILaunchConfigurationWorkingCopy configuration) {
		IFile selected = selectedStudy();
		if (selected != null) {
			TrainingSettings.planned(selected, "").put(configuration);
			configuration.rename(getLaunchConfigurationDialog().generateName(selected.getFullPath().removeFileExtension().lastSegment()));
		}
	}

	private static IFile selectedStudy() {
		IWorkbenchPage page = PlatformUI.getWorkbench().getActiveWorkbenchWindow() == null ? null
				: PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
		if (page == null) {
			return null;
		}
		if (page.getSelection() instanceof IStructuredSelection selection) {
			IFile file = StudyFiles.of(selection.getFirstElement());
			if (file != null) {
				return file;
			}
		}
		return StudyFiles.of(page.getActiveEditor());
	}

	@Override
	public void initializeFrom(ILaunchConfiguration configuration) {
		filling = true;
		try {
			TrainingSettings settings = TrainingSettings.of(configuration);
			study.setText(settings.study());
			experiment.setText(settings.experiment());
			steps.setText(settings.steps());
			seed.setText(settings.seed());
			overrides.setText(settings.overrides());
			memory.setText(settings.memory());
			loadedFrom = "";
			load();
		} catch (CoreException e) {
			setErrorMessage("The launch configuration cannot be read: " + e.getStatus().getMessage());
			Platform.getLog(TrainingTab.class).log(e.getStatus());
		} finally {
			filling = false;
		}
	}

	@Override
	public void performApply(ILaunchConfigurationWorkingCopy configuration) {
		settings().put(configuration);
	}

	@Override
	public boolean isValid(ILaunchConfiguration configuration) {
		setErrorMessage(loadProblem != null ? loadProblem : settings().problem(loaded).orElse(null));
		return getErrorMessage() == null;
	}

	@Override
	public String getName() {
		return "Training";
	}

	@Override
	public Image getImage() {
		if (image == null) {
			image = ResourceLocator.imageDescriptorFromBundle("io.spadework.launch", "icons/training.svg").map(ImageDescriptor::createImage).orElse(null);
		}
		return image;
	}

	@Override
	public void dispose() {
		if (image != null) {
			image.dispose();
			image = null;
		}
		super.dispose();
	}

	@Override
	public String getId() {
		return "io.spadework.launch.trainingTab";
	}
}
