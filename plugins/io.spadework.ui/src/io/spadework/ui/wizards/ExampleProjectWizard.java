package io.spadework.ui.wizards;

import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.ui.INewWizard;
import org.eclipse.ui.IWorkbench;

import io.spadework.ui.ExampleProject;

/** New > Spadework Example Project. */
public final class ExampleProjectWizard extends Wizard implements INewWizard {

	private final ExampleProjectPage page = new ExampleProjectPage();

	@Override
	public void init(IWorkbench workbench, IStructuredSelection selection) {
		setWindowTitle("New Spadework Example Project");
	}

	@Override
	public void addPages() {
		addPage(page);
	}

	@Override
	public boolean performFinish() {
		ExampleProject.make(page.projectName()).schedule();
		return true;
	}
}
