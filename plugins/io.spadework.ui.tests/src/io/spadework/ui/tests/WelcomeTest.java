package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.dnd.TransferData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.navigator.CommonDropAdapterAssistant;
import org.eclipse.ui.navigator.CommonNavigator;
import org.eclipse.ui.part.FileEditorInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.spadework.examples.Examples;
import io.spadework.model.Studies;
import io.spadework.ui.Commands;
import io.spadework.ui.ExampleProject;
import io.spadework.ui.help.HelpPage;
import io.spadework.ui.welcome.WelcomePage;

/** The welcome page, the help and the preferences in a workbench. */
class WelcomeTest {

	private static final String LIGHT = "org.eclipse.e4.ui.css.theme.e4_default";
	private static final String DARK = "org.eclipse.e4.ui.css.theme.e4_dark";

	@AfterEach
	void closeEditors() throws Exception {
		Workbench.open().closeAllEditors(false);
	}

	private static <T extends Control> List<T> all(Control in, Class<T> kind) {
		List<T> found = new ArrayList<>();
		if (kind.isInstance(in)) {
			found.add(kind.cast(in));
		}
		if (in instanceof Composite composite) {
			for (Control child : composite.getChildren()) {
				found.addAll(all(child, kind));
			}
		}
		return found;
	}

	private static void press(Control control, char key) {
		Event event = new Event();
		event.character = key;
		control.notifyListeners(SWT.KeyDown, event);
	}

	private static void show(String command, IWorkbenchPage page) throws Exception {
		page.getWorkbenchWindow().getService(IHandlerService.class).executeCommand(command, null);
	}

	@Test
	void aDoorOpensTheExampleWithTheKeyboard() throws Exception {
		IWorkbenchPage page = Workbench.open();
		IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject(ExampleProject.NAME);
		if (project.exists()) {
			project.delete(true, true, null);
		}
		show("io.spadework.ui.showWelcome", page);
		assertTrue(page.getActiveEditor() instanceof WelcomePage);
		List<Canvas> doors = all(page.getWorkbenchWindow().getShell(), Canvas.class).stream().filter(canvas -> "Door".equals(canvas.getClass().getSimpleName())).toList();
		assertTrue(doors.size() >= 3, doors.size() + " doors"); // a plug-in may add one, as the paint studio does
		Workbench.picture(page.getWorkbenchWindow().getShell(), "welcome");
		press(doors.get(0), SWT.CR);
		IFile file = project.getFile("landscapes.spade");
		Workbench.await("the example is open", () -> page.findEditor(new FileEditorInput(file)) != null);
	}

	@Test
	void aStudyFromTheFileManagerCanBeDroppedOnAProjectAndOnTheEditors(@TempDir Path outside) throws Exception {
		IWorkbenchPage page = Workbench.open();
		IProject project = Workbench.project("Dropped");
		try {
			TransferData file = FileTransfer.getInstance().getSupportedTypes()[0];
			CommonNavigator explorer = (CommonNavigator) page.showView("org.eclipse.ui.navigator.ProjectExplorer");
			CommonDropAdapterAssistant[] takers = explorer.getNavigatorContentService().getDnDService().findCommonDropAdapterAssistants(project, file);
			assertTrue(List.of(takers).stream().anyMatch(taker -> taker.validateDrop(project, DND.DROP_COPY, file).isOK()), "a project takes files");
			Path study = outside.resolve("mein Entw\u00fcrfchen.spade");
			Files.writeString(study, Studies.write(Examples.all().get(0).create()));
			IEditorPart editor = IDE.openEditorOnFileStore(page, EFS.getLocalFileSystem().getStore(study.toUri())); // as a drop on the editors does
			assertEquals("io.spadework.diagram.editor", editor.getSite().getId());
			page.getWorkbenchWindow().getShell().getDisplay().timerExec(500, () -> answer("Cancel"));
			show(Commands.TRAIN, page); // which says that it needs a project, and waits for the answer
			assertTrue(answered, "importing it is offered");
		} finally {
			project.delete(true, true, null);
		}
	}

	private boolean answered;

	/** Answers the question that is in front as soon as there is one. */
	private void answer(String with) {
		Display display = Display.getCurrent();
		for (Shell shell : display.getShells()) {
			if (shell.getText().equals("Study outside of the workspace")) {
				all(shell, Button.class).stream().filter(button -> button.getText().equals(with)).findFirst().orElseThrow().notifyListeners(SWT.Selection, new Event());
				answered = true;
				return;
			}
		}
		display.timerExec(500, () -> answer(with));
	}

	@Test
	void theTutorialIsTheTextOfTheDocumentationAndItsLinksLeadOn() throws Exception {
		IWorkbenchPage page = Workbench.open();
		show("io.spadework.ui.showWelcome", page);
		List<Canvas> doors = all(page.getWorkbenchWindow().getShell(), Canvas.class).stream().filter(canvas -> "Door".equals(canvas.getClass().getSimpleName())).toList();
		press(doors.getLast(), ' ');
		HelpPage help = (HelpPage) page.getActiveEditor();
		assertEquals("first-study.md", help.shown());
		assertTrue(help.text().startsWith("A first study"), help.text());
		Workbench.picture(page.getWorkbenchWindow().getShell(), "help");
		help.go("study.md#templates");
		assertEquals("study.md#templates", help.shown());
		StyledText text = all(page.getWorkbenchWindow().getShell(), StyledText.class).stream().filter(each -> each.getText().equals(help.text())).findFirst().orElseThrow();
		assertTrue(text.getText().startsWith("Templates", text.getCaretOffset()), "the place is in view");
		show("io.spadework.ui.showHelp", page);
		assertEquals(HelpPage.CONTENTS, help.shown());
		text.setSelection(0);
		Event tab = new Event();
		tab.detail = SWT.TRAVERSE_TAB_NEXT;
		text.notifyListeners(SWT.Traverse, tab);
		press(text, SWT.CR);
		assertEquals("first-study.md", help.shown(), "the first link of the contents");
	}

	@Test
	void everyPageOfTheHelpCanBeShown() throws Exception {
		IWorkbenchPage page = Workbench.open();
		for (String each : List.of("study.md", "commands.md", "engine.md", "metrics.md", "run-folder.md", "performance.md", "compare.md", "building.md", "rules.md")) {
			HelpPage.open(page.getWorkbenchWindow(), each);
			assertTrue(((HelpPage) page.getActiveEditor()).text().length() > 300, each);
		}
		Workbench.picture(page.getWorkbenchWindow().getShell(), "help-rules");
	}

	@Test
	void thePreferencesListTheKeysAndKeepWhatIsChosen() throws Exception {
		IWorkbenchPage page = Workbench.open();
		PreferenceDialog dialog = PreferencesUtil.createPreferenceDialogOn(page.getWorkbenchWindow().getShell(), "io.spadework.ui.preferences", null, null);
		dialog.setBlockOnOpen(false);
		dialog.open();
		try {
			Table keys = all(dialog.getShell(), Table.class).get(0);
			assertTrue(keys.getItemCount() >= 8, keys.getItemCount() + " keys");
			Workbench.picture(dialog.getShell(), "preferences");
		} finally {
			dialog.close();
		}
		for (String each : List.of("ui.preferences.engine", "ui.preferences.diagram", "ui.preferences.live", "launch.preferences")) {
			dialog = PreferencesUtil.createPreferenceDialogOn(page.getWorkbenchWindow().getShell(), "io.spadework." + each, null, null);
			dialog.setBlockOnOpen(false);
			dialog.open();
			try {
				assertTrue(((PreferencePage) dialog.getSelectedPage()).isValid(), each);
				Workbench.picture(dialog.getShell(), "preferences-" + each);
			} finally {
				dialog.close();
			}
		}
	}

	@Test
	void diagramsAreAsLightOrDarkAsTheUserWants() throws Exception {
		IWorkbenchPage page = Workbench.open();
		InstanceScope.INSTANCE.getNode("io.spadework.diagram").put("theme", "dark");
		try {
			ExampleProject.make("Dark Example").schedule();
			IFile file = ResourcesPlugin.getWorkspace().getRoot().getProject("Dark Example").getFile("landscapes.spade");
			Workbench.await("the example is open", () -> page.findEditor(new FileEditorInput(file)) != null);
			var viewer = page.findEditor(new FileEditorInput(file)).getAdapter(org.eclipse.gef.GraphicalViewer.class);
			assertTrue(viewer.getControl().getBackground().getRGB().getHSB()[2] < 0.3, "dark");
			InstanceScope.INSTANCE.getNode("io.spadework.diagram").put("theme", "light");
			Workbench.await("it follows", () -> page.findEditor(new FileEditorInput(file)).getAdapter(org.eclipse.gef.GraphicalViewer.class).getControl().getBackground().getRGB().getHSB()[2] > 0.7);
		} finally {
			InstanceScope.INSTANCE.getNode("io.spadework.diagram").remove("theme");
			IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("Dark Example");
			page.closeAllEditors(false);
			if (project.exists()) {
				project.delete(true, true, null);
			}
		}
	}

	@Test
	void welcomeAndHelpCanBeReadInTheDark() throws Exception {
		IWorkbenchPage page = Workbench.open();
		IThemeEngine themes = PlatformUI.getWorkbench().getService(IThemeEngine.class);
		themes.setTheme(DARK, false);
		try {
			show("io.spadework.ui.showWelcome", page);
			Workbench.picture(page.getWorkbenchWindow().getShell(), "welcome-dark");
			HelpPage.open(page.getWorkbenchWindow(), "first-study.md");
			Workbench.picture(page.getWorkbenchWindow().getShell(), "help-dark");
			StyledText text = all(page.getWorkbenchWindow().getShell(), StyledText.class).stream().filter(each -> each.getText().startsWith("A first study")).findFirst().orElseThrow();
			float ground = text.getBackground().getRGB().getHSB()[2];
			float ink = text.getForeground().getRGB().getHSB()[2];
			assertTrue(ink - ground > 0.3, "ink " + ink + " on " + ground);
		} finally {
			themes.setTheme(LIGHT, false);
		}
	}
}
