package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.part.FileEditorInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.spadework.model.Severity;
import io.spadework.model.Studies;
import io.spadework.model.Validation;
import io.spadework.model.study.FolderDataset;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.Study;
import io.spadework.ui.FirstStart;
import io.spadework.ui.wizards.StudyWizard;

class WizardTest {

	@Test
	void theStudyWizardMakesAValidStudyInANewProjectAndOpensIt() throws Exception {
		IWorkbenchPage page = Workbench.open();
		IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("Own Studies");
		if (project.exists()) {
			project.delete(true, true, null);
		}
		StudyWizard wizard = new StudyWizard();
		wizard.init(PlatformUI.getWorkbench(), StructuredSelection.EMPTY);
		WizardDialog dialog = new WizardDialog(page.getWorkbenchWindow().getShell(), wizard);
		dialog.setBlockOnOpen(false);
		dialog.open();
		try {
			wizard.place().fill("/Own Studies/spade", "rivers");
			assertTrue(wizard.place().isPageComplete());
			Workbench.picture(dialog.getShell(), "study-wizard-place");
			dialog.showPage(wizard.content());
			wizard.content().choose("crop", "63");
			assertFalse(wizard.canFinish(), "63 is no multiple of 32");
			assertTrue(wizard.content().getErrorMessage().contains("63"), wizard.content().getErrorMessage());
			wizard.content().choose("crop", "64");
			wizard.content().choose("ngf", "8");
			assertTrue(wizard.content().preview().contains("SPADE generator: ") && wizard.content().preview().contains(" parameters"), wizard.content().preview());
			Workbench.picture(dialog.getShell(), "study-wizard-content");
			assertTrue(wizard.canFinish());
			assertTrue(wizard.performFinish());
		} finally {
			dialog.close();
		}
		IFile file = project.getFile("spade/rivers.spade");
		Study study = Studies.load(file.getLocation().toPath());
		assertEquals("rivers", study.getName());
		assertEquals("8", study.getParameters().stream().filter(parameter -> parameter.getName().equals("ngf")).map(Parameter::getValue).findFirst().orElseThrow());
		assertTrue(Validation.validate(study, file.getLocation().toPath()).stream().noneMatch(problem -> problem.severity() == Severity.ERROR));
		Workbench.await("the study is open", () -> page.findEditor(new FileEditorInput(file)) != null);
		page.closeAllEditors(false);
	}

	@Test
	void theContentPageKnowsAFoldersKindAndAsksForItsSettings(@TempDir Path data) throws Exception {
		Files.createDirectories(data.resolve("labels"));
		Files.createDirectories(data.resolve("images"));
		StudyWizard wizard = new StudyWizard();
		wizard.init(PlatformUI.getWorkbench(), StructuredSelection.EMPTY);
		WizardDialog dialog = new WizardDialog(Workbench.open().getWorkbenchWindow().getShell(), wizard);
		dialog.setBlockOnOpen(false);
		dialog.open();
		try {
			dialog.showPage(wizard.content());
			wizard.content().chooseTemplate("pix2pixhd-enhancer");
			wizard.content().chooseFolder(data.toString());
			assertFalse(wizard.content().isPageComplete(), "nothing says how many labels the folder has");
			assertTrue(wizard.content().getErrorMessage().contains("labels"), wizard.content().getErrorMessage());
			wizard.content().choose("labels", "12");
			assertTrue(wizard.content().isPageComplete(), wizard.content().getErrorMessage());
			assertTrue(wizard.content().study().getDatasets().get(0) instanceof FolderDataset);
			Workbench.picture(dialog.getShell(), "study-wizard-folder");
		} finally {
			dialog.close();
		}
	}

	@Test
	void theExampleWizardsProjectCanBeMadeTwiceUnderTwoNames() throws Exception {
		Workbench.open();
		IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("Second Example");
		if (project.exists()) {
			project.delete(true, true, null);
		}
		FirstStart.makeExample("Second Example").schedule();
		Workbench.await("the example is made", () -> project.getFile("landscapes.spade").exists());
	}
}
