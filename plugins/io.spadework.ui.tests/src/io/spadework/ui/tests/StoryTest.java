package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.FileEditorInput;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import io.spadework.diagram.StudyEdit;
import io.spadework.diagram.StudyEditor;
import io.spadework.launch.EngineInstallation;
import io.spadework.launch.RunState.Phase;
import io.spadework.launch.SavedCheckpoint;
import io.spadework.launch.TrainingShortcut;
import io.spadework.model.Studies;
import io.spadework.runs.RunException;
import io.spadework.runs.Series;
import io.spadework.ui.Commands;
import io.spadework.ui.live.LiveView;
import io.spadework.ui.runs.RunOperation;
import io.spadework.ui.wizards.StudyWizard;

/** From an empty project to a finished training, as a person would go, in a folder whose path has blanks and umlauts. */
@Tag("slow")
class StoryTest {

	private static final Duration PATIENCE = Duration.ofMinutes(4);
	private static final int STEPS = 60;

	@TempDir(cleanup = CleanupMode.NEVER)
	private Path folder;

	@Test
	void aStudyIsMadeEditedTrainedWatchedStoppedResumedAndFinished() throws Exception {
		assumeTrue(engineIsThere(), "the training engine is not part of this build; name its jars with -D" + EngineInstallation.PROPERTY);
		IWorkbenchPage page = Workbench.open();
		page.closeAllEditors(false);
		IProject project = project("M\u00fcllers W\u00e4lder");
		LiveView view = (LiveView) page.showView(LiveView.ID);

		IFile file = newStudy(page, project);
		Workbench.await("its editor is open", () -> page.findEditor(new FileEditorInput(file)) instanceof StudyEditor open && open.study() != null);
		StudyEditor editor = (StudyEditor) page.findEditor(new FileEditorInput(file));
		page.activate(editor);

		editor.commands().execute(new StudyEdit("Train Briefly", editor.study(), () -> {
			editor.study().getPlans().get(0).setSteps(Integer.toString(STEPS));
			editor.study().getPlans().get(0).setBatch("1");
			editor.study().getPlans().get(0).setSampleEvery("10");
			editor.study().getPlans().get(0).setCheckpointEvery("20");
		}));
		assertTrue(editor.isDirty(), "an edit can be saved");
		assertTrue(page.saveEditor(editor, false));
		assertEquals(Integer.toString(STEPS), Studies.load(file.getLocation().toPath()).getPlans().get(0).getSteps());

		page.getWorkbenchWindow().getService(IHandlerService.class).executeCommand(Commands.TRAIN, null);
		Workbench.await("the first steps are shown", PATIENCE, () -> view.shown() != null && view.shown().path().startsWith(project.getLocation().toPath()) && view.progress() != null
				&& view.progress().step() >= 3 && view.charts().size() == 1 && view.chart().lines().size() >= 5);
		assertEquals(Phase.RUNNING, view.state().phase());
		Workbench.picture(page.getWorkbenchWindow().getShell(), "story-watched");
		Path run = view.shown().path();

		view.actions().of(RunOperation.STOP).run();
		Workbench.await("stopped", PATIENCE, () -> view.state().phase() == Phase.STOPPED);
		int stopped = view.progress().step();
		assertTrue(stopped < STEPS, "it was stopped at step " + stopped);
		assertTrue(SavedCheckpoint.isThere(view.shown()), "it left a checkpoint");
		Series before = view.shown().metrics().series("loss/G/total");
		Workbench.await("a notice says so", () -> Arrays.stream(Display.getCurrent().getShells()).anyMatch(StoryTest::isNotice));
		Workbench.await("it can be resumed", () -> view.actions().of(RunOperation.RESUME).isEnabled());
		assertFalse(view.actions().of(RunOperation.STOP).isEnabled());
		Workbench.picture(page.getWorkbenchWindow().getShell(), "story-stopped");

		view.actions().of(RunOperation.RESUME).run();
		Workbench.await("it goes on", PATIENCE, () -> view.progress() != null && view.progress().step() > stopped);
		Workbench.await("finished", PATIENCE, () -> view.state().phase() == Phase.FINISHED && view.progress().step() == STEPS);
		Workbench.await("the samples of the last step are shown", () -> view.sampleCaption().equals("Samples at step " + STEPS));
		assertEquals(run, view.shown().path(), "it is the same run");
		Series all = view.shown().metrics().series("loss/G/total");
		assertEquals(STEPS, all.size(), "one value for each step");
		for (int i = 0; i < before.size(); i++) {
			assertEquals(before.value(i), all.value(i), "what was measured before stays");
		}
		assertTrue(Files.isRegularFile(run.resolve("checkpoints/step-000020.npz")), "checkpoints are kept as planned");
		Workbench.picture(page.getWorkbenchWindow().getShell(), "story-finished");

		page.closeAllEditors(false);
		for (ILaunchConfiguration configuration : TrainingShortcut.configurations(file)) {
			configuration.delete();
		}
		page.hideView(view);
		project.delete(true, true, null);
	}

	/** A project at a place whose path has blanks and umlauts. */
	private IProject project(String name) throws Exception {
		IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject(name);
		IProjectDescription description = ResourcesPlugin.getWorkspace().newProjectDescription(name);
		Path place = Files.createDirectories(folder.resolve("Gr\u00f6\u00dfere L\u00e4ufe").resolve("im Fr\u00fchling 1"));
		description.setLocation(IPath.fromPath(place));
		project.create(description, null);
		project.open(null);
		return project;
	}

	/** File > New > Spadework Study, with the SPADE template at a small size. */
	private static IFile newStudy(IWorkbenchPage page, IProject project) throws Exception {
		StudyWizard wizard = new StudyWizard();
		wizard.init(PlatformUI.getWorkbench(), new StructuredSelection(project));
		WizardDialog dialog = new WizardDialog(page.getWorkbenchWindow().getShell(), wizard);
		dialog.setBlockOnOpen(false);
		dialog.open();
		try {
			wizard.place().fill(project.getFullPath().toString(), "fl\u00fcsse");
			dialog.showPage(wizard.content());
			wizard.content().choose("crop", "32");
			wizard.content().choose("ngf", "4");
			wizard.content().choose("ndf", "4");
			assertTrue(wizard.canFinish(), wizard.content().getErrorMessage());
			assertTrue(wizard.performFinish());
		} finally {
			dialog.close();
		}
		IFile file = project.getFile("fl\u00fcsse.spade");
		Workbench.await("the study is there", file::exists);
		return file;
	}

	private static boolean isNotice(Shell shell) {
		return shell.isVisible() && shell.getText().isEmpty() && shell.getParent() instanceof Shell;
	}

	private static boolean engineIsThere() {
		try {
			return !EngineInstallation.home().classPath().isEmpty();
		} catch (CoreException | RunException missing) {
			return false;
		}
	}
}
