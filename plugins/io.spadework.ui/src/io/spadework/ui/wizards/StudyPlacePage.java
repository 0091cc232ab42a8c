package io.spadework.ui.wizards;

import java.nio.file.Path;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.window.Window;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.dialogs.ContainerSelectionDialog;

import io.spadework.model.Studies;

/** Asks where a new study goes. A project that does not exist yet is made. */
public final class StudyPlacePage extends WizardPage {

	private final IContainer selected;
	private Text folder;
	private Text name;

	StudyPlacePage(IStructuredSelection selection) {
		super("place");
		setTitle("Spadework Study");
		setDescription("Choose a project or folder, and a name for the study.");
		IResource resource = selection == null ? null : Adapters.adapt(selection.getFirstElement(), IResource.class);
		selected = resource instanceof IContainer container ? container : resource == null ? firstProject() : resource.getParent();
	}

	private static IContainer firstProject() {
		for (IProject project : ResourcesPlugin.getWorkspace().getRoot().getProjects()) {
			if (project.isOpen()) {
				return project;
			}
		}
		return null;
	}

	@Override
	public void createControl(Composite parent) {
		Composite page = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(3).applyTo(page);
		new Label(page, SWT.NONE).setText("&Folder:");
		folder = new Text(page, SWT.BORDER);
		folder.setText(selected == null || selected instanceof IWorkspaceRoot ? "/Studies" : selected.getFullPath().toString());
		GridDataFactory.fillDefaults().grab(true, false).applyTo(folder);
		Button browse = new Button(page, SWT.PUSH);
		browse.setText("B&rowse...");
		browse.addListener(SWT.Selection, event -> browse());
		setButtonLayoutData(browse);
		new Label(page, SWT.NONE).setText("&Name:");
		name = new Text(page, SWT.BORDER);
		name.setText(freeName());
		GridDataFactory.fillDefaults().grab(true, false).applyTo(name);
		new Label(page, SWT.NONE).setText("." + Studies.EXTENSION);
		folder.addListener(SWT.Modify, event -> validate());
		name.addListener(SWT.Modify, event -> validate());
		setControl(page);
		validate();
		setErrorMessage(null);
		name.setFocus();
		name.selectAll();
	}

	private String freeName() {
		String free = "study";
		for (int n = 2; selected != null && selected.findMember(free + "." + Studies.EXTENSION) != null; n++) {
			free = "study" + n;
		}
		return free;
	}

	private void browse() {
		ContainerSelectionDialog dialog = new ContainerSelectionDialog(getShell(), selected, true, "Choose a project or folder for the study.");
		if (dialog.open() == Window.OK && dialog.getResult().length == 1 && dialog.getResult()[0] instanceof IPath path) {
			folder.setText(path.toString());
		}
	}

	/** Chooses folder and name as a user would type them. */
	public void fill(String folderPath, String studyName) {
		folder.setText(folderPath);
		name.setText(studyName);
	}

	private void validate() {
		IWorkspace workspace = ResourcesPlugin.getWorkspace();
		IPath path = path();
		String problem = null;
		String note = null;
		if (path.segmentCount() < 2) {
			problem = "Name the project or folder, for example /Studies.";
		} else if (name.getText().isBlank()) {
			problem = "Name the study.";
		} else {
			IStatus status = workspace.validatePath(path.toString(), IResource.FILE);
			IProject project = workspace.getRoot().getProject(path.segment(0));
			if (!status.isOK()) {
				problem = status.getMessage();
			} else if (workspace.getRoot().getFile(path).exists()) {
				problem = path.removeFirstSegments(path.segmentCount() - 1) + " already exists there.";
			} else if (project.exists() && !project.isOpen()) {
				problem = "The project " + project.getName() + " is closed. Open it first.";
			} else if (!project.exists()) {
				note = "The project " + project.getName() + " will be made.";
			}
		}
		setErrorMessage(problem);
		setMessage(note, INFORMATION);
		if (note == null) {
			setMessage(null);
		}
		setPageComplete(problem == null);
	}

	private IPath path() {
		String file = name.getText().strip();
		String extension = "." + Studies.EXTENSION;
		return IPath.fromOSString(folder.getText().strip()).makeAbsolute().append(file.endsWith(extension) ? file : file + extension);
	}

	/** The folder that the study goes to, on disk; a project that is still to be made has its usual place. */
	Path folder() {
		return location(file().getParent());
	}

	/** Where a folder is on disk, or will be. */
	static Path location(IContainer container) {
		IPath location = container.getLocation() == null ? ResourcesPlugin.getWorkspace().getRoot().getLocation().append(container.getFullPath()) : container.getLocation();
		return location.toPath();
	}

	/** The study's file, which does not exist yet. */
	public IFile file() {
		return ResourcesPlugin.getWorkspace().getRoot().getFile(path());
	}
}
