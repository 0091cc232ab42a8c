package io.spadework.ui;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.resources.IFile;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.handlers.HandlerUtil;

import io.spadework.diagram.StudyEditor;
import io.spadework.launch.StudyFiles;
import io.spadework.ui.wizards.StudyImportWizard;

/** A command on the study that is selected, or else on the one that is open in the active editor. */
public abstract class StudyHandler extends AbstractHandler {

	@Override
	public final Object execute(ExecutionEvent event) {
		IFile study = study(event);
		IEditorPart editor = HandlerUtil.getActiveEditor(event);
		if (study == null) {
			if (editor instanceof StudyEditor outside && outside.path() != null) {
				offerImport(outside);
			} else {
				MessageDialog.openInformation(HandlerUtil.getActiveShell(event), "No study selected",
						"Select a .spade file in the Project Explorer, or open one, and try again. File > New > Spadework Study makes one.");
			}
			return null;
		}
		if (editor != null && editor.isDirty() && study.equals(StudyFiles.of(editor)) && !editor.getSite().getPage().saveEditor(editor, false)) {
			return null;
		}
		execute(study, event);
		return null;
	}

	/** Does it; called in the UI thread, with the study saved. */
	protected abstract void execute(IFile study, ExecutionEvent event);

	/** A study that was opened where it lies, such as one dropped on the editors, has no project for its runs. */
	private static void offerImport(StudyEditor outside) {
		String question = outside.path() + " lies outside of the workspace, where there is no project for its runs. Import it into one?";
		boolean wanted = MessageDialog.open(MessageDialog.QUESTION, outside.getSite().getShell(), "Study outside of the workspace", question, SWT.NONE, "Import...", "Cancel") == 0;
		if (wanted && (!outside.isDirty() || outside.getSite().getPage().saveEditor(outside, true))) {
			StudyImportWizard.open(outside.getSite().getWorkbenchWindow(), outside.path());
		}
	}

	private static IFile study(ExecutionEvent event) {
		if (HandlerUtil.getCurrentSelection(event) instanceof IStructuredSelection selection) {
			IFile selected = StudyFiles.of(selection.getFirstElement());
			if (selected != null) {
				return selected;
			}
		}
		return StudyFiles.of(HandlerUtil.getActiveEditor(event));
	}
}
