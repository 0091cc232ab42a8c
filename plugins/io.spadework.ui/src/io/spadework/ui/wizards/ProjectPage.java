package io.spadework.ui.wizards;

import java.nio.file.Path;

import org.eclipse.core.resources.IFile;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.dialogs.WizardNewProjectCreationPage;

import io.spadework.model.Studies;

/** Asks for the name and the place of a new project, and for the name of its first study. */
public final class ProjectPage extends WizardNewProjectCreationPage {

	private Text study;

	ProjectPage() {
		super("project");
		setTitle("Spadework Project");
		setDescription("A project holds studies, and beside each the runs that it has made.");
		setInitialProjectName("Studies");
	}

	@Override
	public void createControl(Composite parent) {
		super.createControl(parent);
		Composite row = new Composite((Composite) getControl(), SWT.NONE);
		row.setLayout(new GridLayout(3, false));
		row.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
		new Label(row, SWT.NONE).setText("First &study:");
		study = new Text(row, SWT.BORDER);
		study.setText("study");
		study.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		new Label(row, SWT.NONE).setText("." + Studies.EXTENSION);
		study.addListener(SWT.Modify, event -> setPageComplete(validatePage()));
		setPageComplete(validatePage());
		setErrorMessage(null);
	}

	/** Whoever types a name replaces the one that stands there. */
	@Override
	public void setVisible(boolean visible) {
		super.setVisible(visible);
		if (visible && getShell().getDisplay().getFocusControl() instanceof Text name) {
			name.selectAll();
		}
	}

	@Override
	protected boolean validatePage() {
		if (!super.validatePage()) {
			return false;
		}
		if (study != null && !study.getText().strip().matches("[^/\\\\:*?\"<>|]+")) {
			setErrorMessage("Name the first study, without any of / \\ : * ? \" < > |");
			return false;
		}
		return true;
	}

	/** The folder of the project on disk. */
	Path folder() {
		return getLocationPath().toPath().endsWith(getProjectName()) || !useDefaults() ? getLocationPath().toPath() : getLocationPath().toPath().resolve(getProjectName());
	}

	/** The file of the first study. */
	IFile file() {
		return getProjectHandle().getFile(study.getText().strip() + "." + Studies.EXTENSION);
	}
}
