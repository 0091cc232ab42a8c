package io.spadework.ui.wizards;

import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.operation.IRunnableContext;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.ui.INewWizard;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.actions.WorkspaceModifyOperation;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.model.Studies;
import io.spadework.model.study.Study;
import io.spadework.ui.ActiveWindow;

/** New > Spadework Study: a study from a template, for built-in or own data. */
public final class StudyWizard extends Wizard implements INewWizard {

	private StudyPlacePage place;
	private final TemplatePage template = new TemplatePage();
	private DataPage data;
	private StudyContentPage content;

	public StudyWizard() {
		setNeedsProgressMonitor(true);
	}

	@Override
	public void init(IWorkbench workbench, IStructuredSelection selection) {
		setWindowTitle("New Spadework Study");
		place = new StudyPlacePage(selection);
		data = new DataPage(place::folder);
		content = new StudyContentPage(template, data);
	}

	@Override
	public void addPages() {
		addPage(place);
		addPage(template);
		addPage(data);
		addPage(content);
	}

	/** Where the study goes. */
	public StudyPlacePage place() {
		return place;
	}

	/** Which architecture it begins with. */
	public TemplatePage template() {
		return template;
	}

	/** What it trains on. */
	public DataPage data() {
		return data;
	}

	/** What it begins with. */
	public StudyContentPage content() {
		return content;
	}

	@Override
	public boolean performFinish() {
		IFile file = place.file();
		Study study = content.study();
		Studies.begin(study, file.getFullPath().toPath());
		return make(study, file, getContainer());
	}

	/** Writes a study to a file that does not exist yet, with the folders and the project that it lies in, and opens it; false where that failed, which the user is told. */
	static boolean make(Study study, IFile file, IRunnableContext context) {
		try {
			context.run(true, true, new WorkspaceModifyOperation() {
				@Override
				protected void execute(IProgressMonitor monitor) throws CoreException {
					write(study, file, monitor);
				}
			});
			ActiveWindow.show(file);
			return true;
		} catch (InvocationTargetException e) {
			IStatus cause = e.getCause() instanceof CoreException core ? core.getStatus() : Status.error(String.valueOf(e.getCause().getMessage()), e.getCause());
			StatusManager.getManager().handle(Status.error("The study cannot be made: " + cause.getMessage(), cause.getException()), StatusManager.BLOCK | StatusManager.LOG);
			return false;
		} catch (InterruptedException cancelled) {
			return false;
		}
	}

	private static void write(Study study, IFile file, IProgressMonitor monitor) throws CoreException {
		makeFolders(file.getParent());
		file.create(new ByteArrayInputStream(Studies.write(study).getBytes(StandardCharsets.UTF_8)), IResource.NONE, monitor);
	}

	private static void makeFolders(IContainer container) throws CoreException {
		if (container instanceof IProject project) {
			if (!project.exists()) {
				project.create(null);
			}
			project.open(null);
		} else if (container instanceof IFolder folder && !folder.exists()) {
			makeFolders(folder.getParent());
			folder.create(true, true, null);
		}
	}
}
