package io.spadework.ui.console;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.console.IHyperlink;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.diagram.StudyEditor;
import io.spadework.runs.RunFolder;

/** Opens the study that a run was made of, at an element. */
record ElementLink(RunFolder run, String elementId) implements IHyperlink {

	@Override
	public void linkEntered() {
		// nothing is shown before the click
	}

	@Override
	public void linkExited() {
		// nothing is shown before the click
	}

	@Override
	public void linkActivated() {
		Job.createSystem("Looking for the study of " + run.path().getFileName(), monitor -> {
			IFile study = StudyElements.file(run);
			PlatformUI.getWorkbench().getDisplay().asyncExec(() -> open(study));
			return Status.OK_STATUS;
		}).schedule();
	}

	private void open(IFile study) {
		IWorkbenchPage page = PlatformUI.getWorkbench().getActiveWorkbenchWindow() == null ? null : PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
		if (page == null) {
			return;
		}
		if (study == null) {
			StatusManager.getManager().handle(Status.warning("The study that " + run.path().getFileName() + " was made of is not in this workspace."), StatusManager.SHOW);
			return;
		}
		try {
			IEditorPart editor = IDE.openEditor(page, study);
			if (editor instanceof StudyEditor diagrams) {
				diagrams.reveal(elementId);
			}
		} catch (PartInitException e) {
			StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW | StatusManager.LOG);
		}
	}
}
