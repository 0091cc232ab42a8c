package io.spadework.diagram.tests;

import static io.spadework.diagram.tests.Workspace.file;
import static io.spadework.diagram.tests.Workspace.landscapes;
import static io.spadework.diagram.tests.Workspace.open;
import static io.spadework.diagram.tests.Workspace.turn;
import static io.spadework.diagram.tests.Workspace.waitFor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.forms.widgets.Hyperlink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.spadework.diagram.StudyEditor;
import io.spadework.model.Studies;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Element;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Preprocess;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.model.study.TrainingPlan;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;

/** The forms of the study editor in a workbench. */
class StudyFormsTest {

	private StudyEditor editor;

	@AfterEach
	void closeEditors() {
		Workspace.page().closeAllEditors(false);
	}

	private Control active() {
		CTabFolder folder = (CTabFolder) ((Composite) editor.getAdapter(Control.class));
		return folder.getSelection().getControl();
	}

	private <T extends Control> T control(Class<T> kind, Predicate<T> which) {
		List<T> found = new ArrayList<>();
		collect(active(), kind, which, found);
		return found.isEmpty() ? null : found.get(0);
	}

	private static <T extends Control> void collect(Control in, Class<T> kind, Predicate<T> which, List<T> found) {
		if (kind.isInstance(in) && which.test(kind.cast(in)))
			found.add(kind.cast(in));
		if (in instanceof Composite composite)
			for (Control child : composite.getChildren())
				collect(child, kind, which, found);
	}

	private <T extends Control> T field(Class<T> kind, EStructuralFeature feature) {
		T control = control(kind, c -> c.getData("feature") == feature);
		assertNotNull(control, feature.getName() + " has a field");
		return control;
	}

	private TrainingPlan plan() {
		return editor.study().getPlans().get(0);
	}

	private void reveal(Element element) {
		assertTrue(editor.reveal(element.getId()));
		turn(50);
	}

	@Test
	void whatIsTypedIsOneChangeThatIsUndoneAsOne() throws Exception {
		editor = open(file("typed.spade", landscapes()));
		String before = plan().getBatch();
		reveal(plan());
		Text batch = field(Text.class, Literals.TRAINING_PLAN__BATCH);
		batch.setText("1");
		batch.setText("12");
		assertEquals("12", plan().getBatch());
		assertTrue(editor.isDirty());
		editor.commands().undo();
		assertEquals(before, plan().getBatch());
		assertEquals(before, batch.getText());
		assertFalse(editor.isDirty());
		editor.commands().redo();
		assertEquals("12", batch.getText());
	}

	@Test
	void everyFeatureOfEveryPartHasAField() throws Exception {
		editor = open(file("all.spade", landscapes()));
		Study study = editor.study();
		List<Element> parts = new ArrayList<>();
		study.eContents().forEach(part -> {
			if (!(part instanceof io.spadework.model.study.Graph))
				parts.add((Element) part);
		});
		for (Element part : parts) {
			reveal(part);
			for (EStructuralFeature feature : part.eClass().getEAllStructuralFeatures())
				if (feature != Literals.ELEMENT__ID && !(feature instanceof org.eclipse.emf.ecore.EReference reference && reference.isContainment()))
					field(Control.class, feature);
		}
	}

	@Test
	void choicesAndChecksChangeTheStudyAndTheDiagramSeesTheSameStudy() throws Exception {
		editor = open(file("choices.spade", landscapes()));
		Dataset dataset = editor.study().getDatasets().get(0);
		reveal(dataset);
		Combo preprocess = field(Combo.class, Literals.DATASET__PREPROCESS);
		preprocess.select(preprocess.indexOf("fixed"));
		preprocess.notifyListeners(SWT.Selection, new Event());
		assertEquals(Preprocess.FIXED, dataset.getPreprocess());
		Button flip = field(Button.class, Literals.DATASET__FLIP);
		flip.setSelection(!flip.getSelection());
		flip.notifyListeners(SWT.Selection, new Event());
		assertEquals(flip.getSelection(), dataset.isFlip());
		Experiment experiment = editor.study().getExperiments().get(0);
		reveal(experiment);
		Combo generator = field(Combo.class, Literals.EXPERIMENT__GENERATOR);
		generator.select(generator.indexOf("(none)"));
		generator.notifyListeners(SWT.Selection, new Event());
		assertNull(experiment.getGenerator());
		editor.commands().undo();
		assertNotNull(experiment.getGenerator());
		assertEquals(experiment.getGenerator().getName(), generator.getText());
	}

	@Test
	void savingWritesTheFileAndAForeignChangeLoadsIt() throws Exception {
		IFile file = file("saved.spade", landscapes());
		editor = open(file);
		reveal(plan());
		field(Text.class, Literals.TRAINING_PLAN__BATCH).setText("7");
		Study before = editor.study();
		editor.doSave(new NullProgressMonitor());
		assertFalse(editor.isDirty());
		assertEquals("7", Studies.load(file.getLocation().toPath()).getPlans().get(0).getBatch());
		turn(300);
		assertSame(before, editor.study(), "its own saving is no foreign change");
		Study foreign = Studies.load(file.getLocation().toPath());
		foreign.getPlans().get(0).setBatch("9");
		Workspace.write(file, Studies.write(foreign));
		assertTrue(waitFor(() -> "9".equals(plan().getBatch())));
		assertEquals("9", field(Text.class, Literals.TRAINING_PLAN__BATCH).getText(), "the form shows the loaded study");
	}

	@Test
	void aProblemIsSaidInPlaceWithTheChangeThatMendsIt() throws Exception {
		editor = open(file("mended.spade", landscapes()));
		reveal(plan());
		field(Text.class, Literals.TRAINING_PLAN__EPOCHS).setText("0");
		editor.endChange();
		field(Text.class, Literals.TRAINING_PLAN__DECAY_EPOCHS).setText("0");
		editor.endChange();
		field(Text.class, Literals.TRAINING_PLAN__STEPS).setText("0");
		assertTrue(waitFor(() -> editor.problems().stream().anyMatch(problem -> problem.rule().equals("no-end"))));
		turn(50);
		List<Hyperlink> links = new ArrayList<>();
		collect(active(), Hyperlink.class, link -> "Mends the problem; can be undone".equals(link.getToolTipText()), links);
		assertFalse(links.isEmpty(), "the fix is offered");
		Hyperlink fix = links.get(0);
		fix.setFocus();
		Event enter = new Event();
		enter.character = SWT.CR;
		fix.notifyListeners(SWT.KeyDown, enter);
		assertTrue(waitFor(() -> editor.problems().stream().noneMatch(problem -> problem.rule().equals("no-end"))), "mended");
	}

	/** Pictures of all pages, for people to look at. */
	@Test
	void screens() throws Exception {
		assumeTrue(System.getProperty("spadework.screens") != null);
		Study study = Templates.named(System.getProperty("spadework.template", "spade")).create(Map.of(), new DataChoice.CocoStuffFolder(System.getProperty("spadework.coco")));
		if (Boolean.getBoolean("spadework.dark"))
			Workspace.page().getWorkbenchWindow().getService(IThemeEngine.class).setTheme("org.eclipse.e4.ui.css.theme.e4_dark", false);
		editor = open(file("screens.spade", study));
		Shell shell = Workspace.page().getWorkbenchWindow().getShell();
		shell.setSize(1500, 950);
		Workspace.page().toggleZoom(Workspace.page().getReference(editor));
		List<EObject> shown = new ArrayList<>(List.of(study, study.getParameters().get(0), study.getDatasets().get(0), study.getObjectives().get(0), study.getObjectives().get(0).eContents().get(0),
				study.getPlans().get(0), study.getEvaluations().isEmpty() ? study : study.getEvaluations().get(0), study.getExperiments().get(0)));
		for (int i = 0; i < shown.size(); i++) {
			editor.reveal(((Element) shown.get(i)).getId());
			turn(i == 2 ? 4000 : 700);
			save(shell, System.getProperty("spadework.screens") + "/form-" + i + ".png");
		}
	}

	private static void save(Shell shell, String png) {
		Image image = new Image(Display.getCurrent(), shell.getClientArea().width, shell.getClientArea().height);
		GC gc = new GC(shell);
		gc.copyArea(image, 0, 0);
		gc.dispose();
		ImageLoader loader = new ImageLoader();
		loader.data = new ImageData[] {image.getImageData()};
		loader.save(png, SWT.IMAGE_PNG);
		image.dispose();
	}
}
