package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.IWorkbenchPage;
import org.junit.jupiter.api.Test;

import io.spadework.launch.TrainingShortcut;
import io.spadework.model.Studies;
import io.spadework.model.study.Study;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;

class LaunchDialogTest {

	private static final String RUN_GROUP = "org.eclipse.debug.ui.launchGroup.run";
	private static final int BEAT_MILLISECONDS = 300;
	private static final int MOST_BEATS = 300;

	private final List<String> tabs = new ArrayList<>();
	private String memory = "";
	private int parameters;
	private Exception failure;

	@Test
	void theDialogShowsWhatIsTrainedHowAndWhatItWillTake() throws Exception {
		IWorkbenchPage page = Workbench.open();
		IProject project = Workbench.project("Launched");
		IFile file = project.getFile("landscapes.spade");
		Study study = Templates.named("spade").create(Map.of("crop", "64", "ngf", "8", "ndf", "8"), new DataChoice.BuiltInLandscapes());
		file.create(new ByteArrayInputStream(Studies.write(study).getBytes(StandardCharsets.UTF_8)), IResource.NONE, null);
		ILaunchConfiguration configuration = TrainingShortcut.create(file, study.getExperiments().get(0).getName());

		beat(page.getWorkbenchWindow().getShell(), MOST_BEATS, 0);
		DebugUITools.openLaunchConfigurationDialogOnGroup(page.getWorkbenchWindow().getShell(), new StructuredSelection(configuration), RUN_GROUP);

		if (failure != null) {
			throw failure;
		}
		assertEquals(List.of("Experiment", "Overrides", "Backend and Memory", "Data", "Common"), tabs.subList(0, 5));
		assertTrue(memory.matches("about [\\d.]+ [MG]B of the [\\d.]+ [MG]B that are free"), memory);
		assertEquals(study.getParameters().size(), parameters, "each parameter of the study can be overridden");
		configuration.delete();
		project.delete(true, true, null);
	}

	/** The dialog blocks: what is done in it is done between its events. */
	private void beat(Shell workbench, int left, int tab) {
		workbench.getDisplay().timerExec(BEAT_MILLISECONDS, () -> {
			try {
				Shell dialog = dialog(workbench);
				CTabFolder folder = dialog == null ? null : find(dialog, CTabFolder.class);
				int next = tab;
				if (folder != null && folder.getItemCount() >= 5) {
					boolean ready = switch (tab) {
						case 2 -> find(folder.getItem(1).getControl(), Table.class).getItemCount() > 0;
						case 3 -> (memory = words(folder)).matches("about.*");
						default -> true;
					};
					next = ready || left < 2 ? tab + 1 : tab;
					if (tab > 0 && next > tab) {
						Workbench.picture(dialog, "launch-" + tab);
					}
					if (tab == 2) {
						parameters = find(folder.getItem(1).getControl(), Table.class).getItemCount();
					}
					if (tab == 0) {
						for (CTabItem item : folder.getItems()) {
							tabs.add(item.getText().strip());
						}
					}
					if (next <= 4 && next > tab) {
						folder.setSelection(next - 1);
						Event selected = new Event();
						selected.item = folder.getItem(next - 1);
						folder.notifyListeners(SWT.Selection, selected);
					}
				}
				if (next > 4 || left == 0) {
					dialog.close();
				} else {
					beat(workbench, left - 1, next);
				}
			} catch (Exception e) {
				failure = e;
				for (Shell shell : Display.getCurrent().getShells()) {
					if (shell != workbench && shell.getParent() == workbench) {
						shell.close();
					}
				}
			}
		});
	}

	/** The first label of the tab that says how much memory is needed. */
	private static String words(Composite in) {
		String found = "";
		for (Control child : in.getChildren()) {
			if (child instanceof Label label && label.isVisible() && label.getText().startsWith("about ") && label.getText().contains("free")) {
				return label.getText();
			}
			if (child instanceof Composite inner && found.isEmpty()) {
				found = words(inner);
			}
		}
		return found;
	}

	private static Shell dialog(Shell workbench) {
		for (Shell shell : workbench.getDisplay().getShells()) {
			if (shell.isVisible() && shell.getText().startsWith("Run Configurations")) {
				return shell;
			}
		}
		return null;
	}

	private static <T extends Control> T find(Control place, Class<T> type) {
		if (!(place instanceof Composite in)) {
			return null;
		}
		for (Control child : in.getChildren()) {
			if (type.isInstance(child)) {
				return type.cast(child);
			}
			T found = find(child, type);
			if (found != null) {
				return found;
			}
		}
		return null;
	}
}
