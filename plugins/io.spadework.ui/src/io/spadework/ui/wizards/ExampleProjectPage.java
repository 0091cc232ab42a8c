package io.spadework.ui.wizards;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import io.spadework.ui.ExampleProject;

/** Asks for the name of the example project. */
final class ExampleProjectPage extends WizardPage {

	private Text name;

	ExampleProjectPage() {
		super("example");
		setTitle("Spadework Example Project");
		setDescription("A project with a small SPADE study on built-in landscapes that trains on any computer.");
	}

	@Override
	public void createControl(Composite parent) {
		Composite page = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(2).applyTo(page);
		new Label(page, SWT.NONE).setText("&Project name:");
		name = new Text(page, SWT.BORDER);
		name.setText(freeName());
		name.selectAll();
		GridDataFactory.fillDefaults().grab(true, false).applyTo(name);
		name.addListener(SWT.Modify, event -> validate());
		setControl(page);
		setPageComplete(true);
	}

	private static String freeName() {
		String free = ExampleProject.NAME;
		for (int n = 2; ResourcesPlugin.getWorkspace().getRoot().getProject(free).exists(); n++) {
			free = ExampleProject.NAME + " " + n;
		}
		return free;
	}

	private void validate() {
		IWorkspace workspace = ResourcesPlugin.getWorkspace();
		IStatus status = workspace.validateName(projectName(), IResource.PROJECT);
		String problem = !status.isOK() ? status.getMessage()
				: workspace.getRoot().getProject(projectName()).exists() ? "The workspace already has a project of this name." : null;
		setErrorMessage(problem);
		setPageComplete(problem == null);
	}

	String projectName() {
		return name.getText().strip();
	}
}
