package io.spadework.launch;

import java.util.List;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.ElementTreeSelectionDialog;
import org.eclipse.ui.model.BaseWorkbenchContentProvider;
import org.eclipse.ui.model.WorkbenchLabelProvider;

import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Study;

/** Which experiment of which study to train, or which sweep, and what that is on a command line. */
public final class ExperimentTab extends SettingsTab {

	private Text study;
	private Button single;
	private Button several;
	private Combo experiment;
	private Combo sweep;
	private Text command;

	ExperimentTab(ChosenStudy chosen) {
		super("Experiment", "training", chosen);
	}

	@Override
	void fill(Composite page) {
		Group what = group(page, "What to train", 3);
		study = field(what, "&Study:", "A .spade file of a project");
		Button browse = createPushButton(what, "B&rowse...", null);
		browse.addListener(SWT.Selection, event -> browse());
		single = choice(what, "&Experiment:");
		experiment = combo(what, "Experiment");
		several = choice(what, "S&weep:");
		sweep = combo(what, "Sweep");
		hint(page, "Each training makes a folder " + EnginePreferences.runs() + "/<experiment>-<n>" + (EnginePreferences.runs().isAbsolute() ? "" : " beside the study") + ". It goes on when the workbench is closed. Of a sweep, each point is a training of its own; they wait for their turn.");

		Group shell = group(page, "The same from a shell", 2);
		command = new Text(shell, SWT.BORDER | SWT.READ_ONLY | SWT.WRAP | SWT.MULTI | SWT.V_SCROLL);
		GridDataFactory.fillDefaults().grab(true, false).hint(200, 4 * command.getLineHeight()).applyTo(command);
		name(command, "The same from a shell");
		Button copy = createPushButton(shell, "&Copy as Command", null);
		GridDataFactory.fillDefaults().align(SWT.FILL, SWT.BEGINNING).applyTo(copy);
		copy.addListener(SWT.Selection, event -> copy(command.getText()));
	}

	private Button choice(Composite parent, String title) {
		Button button = new Button(parent, SWT.RADIO);
		button.setText(title);
		button.addListener(SWT.Selection, event -> {
			enable();
			changed();
		});
		return button;
	}

	private Combo combo(Composite parent, String title) {
		Combo combo = new Combo(parent, SWT.DROP_DOWN);
		name(combo, title);
		combo.addListener(SWT.Modify, event -> changed());
		GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(combo);
		return combo;
	}

	private void enable() {
		experiment.setEnabled(!several.getSelection());
		sweep.setEnabled(several.getSelection());
	}

	private void copy(String text) {
		Clipboard clipboard = new Clipboard(getShell().getDisplay());
		clipboard.setContents(new Object[] { text }, new Transfer[] { TextTransfer.getInstance() });
		clipboard.dispose();
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

	@Override
	void show(TrainingSettings shown) {
		study.setText(shown.study());
		experiment.setText(shown.experiment());
		sweep.setText(shown.sweep());
		single.setSelection(!shown.isSweep());
		several.setSelection(shown.isSweep());
		enable();
		command.setText(CommandLine.of(shown));
	}

	@Override
	TrainingSettings applied(TrainingSettings to) {
		boolean sweeping = several.getSelection();
		return to.withWhat(study.getText().strip(), sweeping ? "" : experiment.getText().strip(), sweeping ? sweep.getText().strip() : "");
	}

	@Override
	void settingsChanged() {
		chosen().choose(settings().studyFile());
		command.setText(CommandLine.of(settings()));
	}

	@Override
	void studyChanged() {
		Study read = chosen().study();
		offer(experiment, read == null ? List.of() : read.getExperiments());
		offer(sweep, read == null ? List.of() : read.getSweeps());
		several.setEnabled(several.getSelection() || read != null && !read.getSweeps().isEmpty());
		command.setText(CommandLine.of(applied(settings())));
	}

	private static void offer(Combo combo, List<? extends NamedElement> elements) {
		String chosen = combo.getText();
		combo.setItems(elements.stream().map(NamedElement::getName).map(String::valueOf).toArray(String[]::new));
		combo.setText(chosen.isBlank() && combo.getItemCount() > 0 ? combo.getItem(0) : chosen);
	}

	@Override
	Optional<String> problem(TrainingSettings of) {
		if (chosen().problem() != null) {
			return Optional.of(chosen().problem());
		}
		if (several.getSelection() && of.sweep().isBlank()) {
			return Optional.of("Choose the sweep whose points are to be trained.");
		}
		return of.problemOfWhat(chosen().study());
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
	public void dispose() {
		chosen().dispose();
		super.dispose();
	}
}
