package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import io.spadework.ui.wizards.StudyImportWizard;
import io.spadework.ui.wizards.ProjectWizard;
import io.spadework.model.templates.Templates;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.study.StoredDataset;
import javax.imageio.ImageIO;
import java.util.Map;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.jface.dialogs.IMessageProvider;
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
import io.spadework.ui.ExampleProject;
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
			dialog.showPage(wizard.template());
			Workbench.picture(dialog.getShell(), "study-wizard-template");
			dialog.showPage(wizard.data());
			assertTrue(wizard.data().found().contains("Landscapes"), wizard.data().found());
			Workbench.picture(dialog.getShell(), "study-wizard-data");
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
			wizard.template().choose("pix2pixhd-enhancer");
			wizard.data().chooseFolder(data.toString());
			Workbench.await("the folder is recognised", () -> wizard.data().kind().equals("folder"));
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
	void theDataPageLooksIntoTheFolder(@TempDir Path data) throws Exception {
		for (String folder : new String[] { "train_label", "train_img" }) {
			Files.createDirectories(data.resolve(folder));
		}
		for (int i = 0; i < 3; i++) {
			BufferedImage map = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
			map.getRaster().setSample(0, 0, 0, 7 + i);
			ImageIO.write(map, "png", data.resolve("train_label/" + i + ".png").toFile());
			if (i < 2) {
				ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "jpg", data.resolve("train_img/" + i + ".jpg").toFile());
			}
		}
		StudyWizard wizard = new StudyWizard();
		wizard.init(PlatformUI.getWorkbench(), StructuredSelection.EMPTY);
		WizardDialog dialog = new WizardDialog(Workbench.open().getWorkbenchWindow().getShell(), wizard);
		dialog.setBlockOnOpen(false);
		dialog.open();
		try {
			dialog.showPage(wizard.data());
			wizard.data().chooseFolder(data.toString());
			Workbench.await("the folder is looked through", () -> wizard.data().found().contains("2 training pairs"));
			String found = wizard.data().found();
			assertTrue(found.contains("no image for 1 of 3 label maps: 2") && found.contains("3 of 182 labels seen") && found.contains("40 x 30"), found);
			assertEquals(4, wizard.data().pictures(), "label map and image of each pair");
			Workbench.picture(dialog.getShell(), "study-wizard-data-folder");
			assertEquals("", wizard.data().trouble());

			BufferedImage strange = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
			strange.getRaster().setSample(3, 3, 0, 201);
			ImageIO.write(strange, "png", data.resolve("train_label/1.png").toFile());
			Path cut = data.resolve("train_label/0.png");
			Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), (int) Files.size(cut) - 30));
			wizard.data().chooseFolder(data + "/");
			Workbench.await("what is wrong is said", () -> !wizard.data().trouble().isEmpty());
			assertTrue(wizard.data().trouble().contains("no label: 201.") && wizard.data().trouble().contains("0.png is cut short"), wizard.data().trouble());
			assertEquals(IMessageProvider.WARNING, wizard.data().getMessageType());
			assertEquals(2, wizard.data().pictures(), "the pair whose files can be read");
			Workbench.picture(dialog.getShell(), "study-wizard-data-trouble");
			wizard.data().chooseFolder(data.resolve("nowhere").toString());
			Workbench.await("the folder is missed", () -> wizard.data().found().contains("does not exist"));
		} finally {
			dialog.close();
		}
	}

	@Test
	void theProjectWizardMakesAProjectWithAFirstStudy() throws Exception {
		IWorkbenchPage page = Workbench.open();
		IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("\u00dcbung mit Gr\u00fcn");
		if (project.exists()) {
			project.delete(true, true, null);
		}
		ProjectWizard wizard = new ProjectWizard();
		wizard.init(PlatformUI.getWorkbench(), StructuredSelection.EMPTY);
		wizard.project().setInitialProjectName(project.getName());
		WizardDialog dialog = new WizardDialog(page.getWorkbenchWindow().getShell(), wizard);
		dialog.setBlockOnOpen(false);
		dialog.open();
		try {
			Workbench.picture(dialog.getShell(), "project-wizard");
			wizard.template().choose("unet");
			assertTrue(wizard.canFinish(), wizard.content().getErrorMessage());
			assertTrue(wizard.performFinish());
		} finally {
			dialog.close();
		}
		IFile file = project.getFile("study.spade");
		assertTrue(file.exists());
		Workbench.await("the study is open", () -> page.findEditor(new FileEditorInput(file)) != null);
		page.closeAllEditors(false);
	}

	@Test
	void anImportedStudyFindsItsDataFromItsNewPlace(@TempDir Path elsewhere) throws Exception {
		IWorkbenchPage page = Workbench.open();
		Files.createDirectories(elsewhere.resolve("here/data"));
		Study study = Templates.named("spade").create(Map.of(), new DataChoice.CocoStuffFolder("data"));
		Path file = elsewhere.resolve("here/own.spade");
		Files.writeString(file, Studies.write(study));
		IProject project = Workbench.project("Imported Studies");
		StudyImportWizard wizard = new StudyImportWizard();
		wizard.init(PlatformUI.getWorkbench(), StructuredSelection.EMPTY);
		WizardDialog dialog = new WizardDialog(page.getWorkbenchWindow().getShell(), wizard);
		dialog.setBlockOnOpen(false);
		dialog.open();
		try {
			wizard.page().fill(file.toString(), "/Imported Studies");
			assertEquals(0, wizard.page().missing());
			Workbench.picture(dialog.getShell(), "study-import");
			assertTrue(wizard.canFinish() && wizard.performFinish());
		} finally {
			dialog.close();
		}
		IFile imported = project.getFile("own.spade");
		Study read = Studies.load(imported.getLocation().toPath());
		Path folder = imported.getLocation().toPath().getParent().resolve(((StoredDataset) read.getDatasets().get(0)).getFolder());
		assertTrue(Files.isSameFile(elsewhere.resolve("here/data"), folder), folder.toString());
		Workbench.await("the study is open", () -> page.findEditor(new FileEditorInput(imported)) != null);
		page.closeAllEditors(false);
	}

	@Test
	void theExampleWizardsProjectCanBeMadeTwiceUnderTwoNames() throws Exception {
		Workbench.open();
		IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("Second Example");
		if (project.exists()) {
			project.delete(true, true, null);
		}
		ExampleProject.make("Second Example").schedule();
		Workbench.await("the example is made", () -> project.getFile("landscapes.spade").exists());
	}
}
