package io.spadework.ui.wizards;

import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.ui.IImportWizard;
import org.eclipse.ui.IWorkbench;

/** Import > Spadework Study: a study from anywhere on this machine, with the data that it refers to. */
public final class StudyImportWizard extends Wizard implements IImportWizard {

	private StudyImportPage page;

	public StudyImportWizard() {
		setNeedsProgressMonitor(true);
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
