package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.FileEditorInput;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import io.spadework.diagram.StudyEditor;
import io.spadework.launch.EngineInstallation;
import io.spadework.launch.RunState.Phase;
import io.spadework.launch.SavedCheckpoint;
import io.spadework.launch.TrainingShortcut;
import io.spadework.model.Studies;
import io.spadework.model.study.Dropout;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Output;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.model.study.TrainingPlan;
import io.spadework.notation.Toolbox;
import io.spadework.runs.RunException;
import io.spadework.runs.Series;
import io.spadework.ui.Commands;
import io.spadework.ui.live.LiveView;
import io.spadework.ui.runs.Reports;
import io.spadework.ui.runs.RunOperation;
import io.spadework.ui.wizards.ProjectWizard;

/** From an empty workspace to the report of a finished training, as a person would go, in a folder whose path has blanks and umlauts. */
@Tag("slow")
class StoryTest {

	private static final Duration PATIENCE = Duration.ofMinutes(4);
	private static final int STEPS = 60;
	private static final String PROJECT = "M\u00fcllers W\u00e4lder";

	@TempDir(cleanup = CleanupMode.NEVER)
	private Path folder;

	@Test
	void aStudyIsMadeEditedTrainedWatchedPausedStoppedResumedAndFinishedAndItsReportRead() throws Exception {
		assumeTrue(engineIsThere(), "the training engine is not part of this build; name its jars with -D" + EngineInstallation.PROPERTY);
		IWorkbenchPage page = Workbench.open();
		page.closeAllEditors(false);
		Path place = Files.createDirectories(folder.resolve("Gr\u00f6\u00dfere L\u00e4ufe")).resolve("im Fr\u00fchling 1");
		IFile file = newProject(page, place).getFile("fl\u00fcsse.spade");
		LiveView view = (LiveView) page.showView(LiveView.ID);

		Workbench.await("its editor is open", () -> page.findEditor(new FileEditorInput(file)) instanceof StudyEditor open && open.study() != null);
		StudyEditor editor = (StudyEditor) page.findEditor(new FileEditorInput(file));
		page.activate(editor);
		TrainingPlan plan = editor.study().getPlans().get(0);
		type(editor, plan, Literals.TRAINING_PLAN__STEPS, Integer.toString(STEPS));
		type(editor, plan, Literals.TRAINING_PLAN__BATCH, "1");
		type(editor, plan, Literals.TRAINING_PLAN__SAMPLE_EVERY, "10");
		type(editor, plan, Literals.TRAINING_PLAN__CHECKPOINT_EVERY, "20");
		dropOut(editor);
		assertTrue(editor.isDirty(), "an edit can be saved");
		Workbench.picture(page.getWorkbenchWindow().getShell(), "story-edited");
		assertTrue(page.saveEditor(editor, false));
		Study saved = Studies.load(file.getLocation().toPath());
		assertEquals(Integer.toString(STEPS), saved.getPlans().get(0).getSteps());
		assertTrue(saved.getExperiments().get(0).getGenerator().getNodes().stream().anyMatch(Dropout.class::isInstance), "what was drawn is saved");

		page.getWorkbenchWindow().getService(IHandlerService.class).executeCommand(Commands.TRAIN, null);
		Workbench.await("the first steps are shown", PATIENCE, () -> view.shown() != null && view.shown().path().startsWith(place.toRealPath()) && view.progress() != null
				&& view.progress().step() >= 3 && view.charts().size() == 1 && view.chart().lines().size() >= 5);
		assertEquals(Phase.RUNNING, view.state().phase());
		assertEquals(1, TrainingShortcut.configurations(file).size(), "it is trained with a launch configuration that can be changed");
		Path run = view.shown().path();
		view.actions().of(RunOperation.PAUSE).run();
		Workbench.await("paused", PATIENCE, () -> view.state().phase() == Phase.PAUSED);
		Workbench.picture(page.getWorkbenchWindow().getShell(), "story-paused");
		view.actions().of(RunOperation.PAUSE).run();
		int paused = view.progress().step();
		Workbench.await("it goes on", PATIENCE, () -> view.state().phase() == Phase.RUNNING && view.progress().step() > paused);

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

		view.actions().of(RunOperation.REPORT).run();
		Workbench.await("the report is written", () -> Files.isRegularFile(Reports.of(view.shown())));
		String report = Files.readString(Reports.of(view.shown()));
		assertTrue(report.contains("data:image/png") && report.contains(Integer.toString(STEPS)), "it shows samples, and how far the training came");

		page.closeAllEditors(false);
		for (ILaunchConfiguration configuration : TrainingShortcut.configurations(file)) {
			configuration.delete();
		}
		page.hideView(view);
		file.getProject().delete(true, true, null);
	}

	/** File > New > Spadework Project, at a place whose path has blanks and umlauts, with the SPADE template at a small size. */
	private static IProject newProject(IWorkbenchPage page, Path place) throws Exception {
		ProjectWizard wizard = new ProjectWizard();
		wizard.init(PlatformUI.getWorkbench(), StructuredSelection.EMPTY);
		WizardDialog dialog = new WizardDialog(page.getWorkbenchWindow().getShell(), wizard);
		dialog.setBlockOnOpen(false);
		dialog.open();
		try {
			List<Text> texts = all(dialog.getShell(), Text.class).filter(Control::isVisible).toList();
			texts.get(0).setText(PROJECT);
			Button usual = all(dialog.getShell(), Button.class).filter(button -> button.getText().contains("default location")).findFirst().orElseThrow();
			usual.setSelection(false);
			usual.notifyListeners(SWT.Selection, new Event());
			texts.get(1).setText(place.toString());
			texts.get(2).setText("fl\u00fcsse");
			Workbench.picture(dialog.getShell(), "story-project");
			assertTrue(wizard.project().isPageComplete(), wizard.project().getErrorMessage());
			dialog.showPage(wizard.template());
			wizard.template().choose("spade");
			dialog.showPage(wizard.content());
			wizard.content().choose("crop", "32");
			wizard.content().choose("ngf", "4");
			wizard.content().choose("ndf", "4");
			assertTrue(wizard.canFinish(), wizard.content().getErrorMessage());
			assertTrue(wizard.performFinish());
		} finally {
			dialog.close();
		}
		IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject(PROJECT);
		assertTrue(Files.isSameFile(place, project.getLocation().toPath()), project.getLocation().toString());
		return project;
	}

	/** Types into a field of an element's form. */
	private static void type(StudyEditor editor, Element element, EStructuralFeature feature, String text) throws Exception {
		assertTrue(editor.reveal(element.getId()));
		Workbench.await("the form has a field for " + feature.getName(), () -> field(editor.getAdapter(Control.class), feature) != null);
		field(editor.getAdapter(Control.class), feature).setText(text);
		assertEquals(text, element.eGet(feature));
	}

	/** The visible text field for a feature, or null. */
	private static Text field(Control in, EStructuralFeature feature) {
		return all(in, Text.class).filter(text -> text.getData("feature") == feature && text.isVisible()).findFirst().orElse(null);
	}

	private static <T extends Control> Stream<T> all(Control in, Class<T> kind) {
		Stream<T> inside = in instanceof Composite composite ? Arrays.stream(composite.getChildren()).flatMap(child -> all(child, kind)) : Stream.empty();
		return kind.isInstance(in) ? Stream.concat(Stream.of(kind.cast(in)), inside) : inside;
	}

	/** Chooses a tool of the palette for the selected edge of the generator's diagram; undoes it and does it again. */
	private static void dropOut(StudyEditor editor) {
		Generator generator = editor.study().getExperiments().get(0).getGenerator();
		assertTrue(editor.reveal(generator.getNodes().get(0).getId()));
		assertEquals(generator, editor.activeGraph());
		GraphicalViewer viewer = editor.getAdapter(GraphicalViewer.class);
		viewer.flush();
		Edge last = generator.getEdges().stream().filter(edge -> edge.getTarget() instanceof Output).findFirst().orElseThrow();
		viewer.setSelection(new StructuredSelection(viewer.getEditPartRegistry().get(last.getSource().getIncoming().get(0))));
		int nodes = generator.getNodes().size();
		editor.desk().add(Toolbox.of(generator).stream().flatMap(group -> group.tools().stream()).filter(tool -> tool.label().equals("Dropout")).findFirst().orElseThrow());
		assertEquals(nodes + 1, generator.getNodes().size());
		editor.commands().undo();
		assertEquals(nodes, generator.getNodes().size());
		editor.commands().redo();
		assertEquals(nodes + 1, generator.getNodes().size());
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
