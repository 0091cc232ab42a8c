package io.spadework.ui.wizards;

import java.lang.reflect.InvocationTargetException;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.ui.INewWizard;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.actions.WorkspaceModifyOperation;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.model.Studies;
import io.spadework.model.study.Study;

/** New > Spadework Project: a project with a first study from a template. */
public final class ProjectWizard extends Wizard implements INewWizard {

	private final ProjectPage project = new ProjectPage();
	private final TemplatePage template = new TemplatePage();
	private final DataPage data = new DataPage(project::folder);
	private final StudyContentPage content = new StudyContentPage(template, data);

	public ProjectWizard() {
		setNeedsProgressMonitor(true);
	}

	@Override
	public void init(IWorkbench workbench, IStructuredSelection selection) {
		setWindowTitle("New Spadework Project");
	}

	@Override
	public void addPages() {
		addPage(project);
		addPage(template);
		addPage(data);
		addPage(content);
	}

	/** Where the project goes. */
	public ProjectPage project() {
		return project;
	}

	/** Which architecture its study begins with. */
	public TemplatePage template() {
		return template;
	}

	/** What it begins with. */
	public StudyContentPage content() {
		return content;
	}

	@Override
	public boolean performFinish() {
		IProject made = project.getProjectHandle();
		IProjectDescription description = ResourcesPlugin.getWorkspace().newProjectDescription(made.getName());
		if (!project.useDefaults()) {
			description.setLocationURI(project.getLocationURI());
		}
		try {
			getContainer().run(true, true, new WorkspaceModifyOperation() {
				@Override
				protected void execute(IProgressMonitor monitor) throws CoreException {
					made.create(description, monitor);
					made.open(monitor);
				}
			});
		} catch (InvocationTargetException e) {
			StatusManager.getManager().handle(Status.error("The project cannot be made: " + e.getCause().getMessage(), e.getCause()), StatusManager.BLOCK | StatusManager.LOG);
			return false;
		} catch (InterruptedException cancelled) {
			return false;
		}
		Study study = content.study();
		Studies.begin(study, project.file().getFullPath().toPath());
		return StudyWizard.make(study, project.file(), getContainer());
	}
}
