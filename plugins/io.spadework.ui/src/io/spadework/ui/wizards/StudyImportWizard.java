package io.spadework.ui.wizards;

import java.nio.file.Path;

import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.ui.IImportWizard;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchWindow;

/** Import > Spadework Study: a study from anywhere on this machine, with the data that it refers to. */
public final class StudyImportWizard extends Wizard implements IImportWizard {

	private StudyImportPage page;

	public StudyImportWizard() {
		setNeedsProgressMonitor(true);
	}

	/** Asks into which project of the workspace a study goes, and brings it there. */
	public static void open(IWorkbenchWindow window, Path study) {
		StudyImportWizard wizard = new StudyImportWizard();
		wizard.init(window.getWorkbench(), StructuredSelection.EMPTY);
		WizardDialog dialog = new WizardDialog(window.getShell(), wizard);
		dialog.create();
		wizard.page.choose(study);
		dialog.open();
	}

	@Override
	public void init(IWorkbench workbench, IStructuredSelection selection) {
		setWindowTitle("Import Spadework Study");
		page = new StudyImportPage(selection);
	}

	@Override
	public void addPages() {
		addPage(page);
	}

	/** What is imported, and where to. */
	public StudyImportPage page() {
		return page;
	}

	@Override
	public boolean performFinish() {
		return StudyWizard.make(page.study(), page.target(), getContainer());
	}
}
