package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.core.resources.IProject;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.spadework.runs.RunFolder;
import io.spadework.ui.weights.WeightsImportWizard;

/** The wizard that imports weights, with a real engine. */
@Tag("slow")
class WeightsImportTest {

	private IWorkbenchPage page;
	private IProject project;
	private WizardDialog dialog;

	@BeforeEach
	void openWorkbench() throws Exception {
		page = Workbench.open();
		project = Workbench.project("Imported");
	}

	@AfterEach
	void closeWizard() throws Exception {
		if (dialog != null) {
			dialog.close();
		}
		project.delete(true, true, null);
	}

	@Test
	void aCheckpointsWeightsAreTakenByATableThatCanBeChanged() throws Exception {
		RunFolder run = SmallTraining.of(project, "unet");
		WeightsImportWizard wizard = new WeightsImportWizard();
		wizard.init(PlatformUI.getWorkbench(), StructuredSelection.EMPTY);
		dialog = new WizardDialog(page.getWorkbenchWindow().getShell(), wizard);
		dialog.setBlockOnOpen(false);
		dialog.open();
		Path study = SmallTraining.study(project, "unet");
		wizard.filePage().fill(project.getLocation().toPath().resolve("nowhere.pth").toString(), study.toString(), "generator");
		assertFalse(wizard.filePage().isPageComplete());
		wizard.filePage().fill(run.checkpoints().resolve("latest.npz").toString(), study.toString(), "generator");
		assertTrue(wizard.filePage().isPageComplete());
		assertTrue(wizard.propose(), wizard.filePage().getErrorMessage());
		dialog.showPage(wizard.tablePage());
		Path out = project.getLocation().toPath().resolve("generator.npz");
		wizard.tablePage().write(out);
		assertTrue(wizard.tablePage().isPageComplete(), "all of the generator's arrays are found");
		Workbench.picture(dialog.getShell(), "import-weights");

		String array = wizard.tablePage().arrays().get(0);
		String other = wizard.tablePage().arrays().stream().filter(each -> each.endsWith("/b")).findFirst().orElseThrow();
		wizard.tablePage().fill(array, other);
		assertFalse(wizard.tablePage().isPageComplete(), "what was there before is not used and has no reason");
		wizard.tablePage().ignore(array, "to see what happens");
		assertTrue(wizard.tablePage().isPageComplete());
		assertFalse(wizard.write());
		assertTrue(wizard.tablePage().problems().contains("has the shape"), wizard.tablePage().problems());
		assertFalse(Files.exists(out));

		wizard.tablePage().fill(array, array);
		assertTrue(wizard.write(), wizard.tablePage().problems());
		assertEquals("", wizard.tablePage().problems());
		assertTrue(Files.exists(out) && wizard.result().contains("arrays of the network \"generator\""), wizard.result());
	}
}
