package io.spadework.ui;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.part.EditorPart;
import org.eclipse.ui.statushandlers.StatusManager;

/** A page of the workbench's own in the editor area, on which there is nothing to save. */
public abstract class PageEditor extends EditorPart {

	/** Shows a page in a window; null where that cannot be done, which the user is told. */
	protected static IEditorPart open(IWorkbenchWindow window, PageInput page, String id) {
		try {
			return window.getActivePage().openEditor(page, id);
		} catch (PartInitException e) {
			StatusManager.getManager().handle(Status.error(page.name() + " cannot be shown: " + e.getMessage(), e), StatusManager.SHOW | StatusManager.LOG);
			return null;
		}
	}

	@Override
	public final void init(IEditorSite site, IEditorInput input) {
		setSite(site);
		setInput(input);
		setPartName(input.getName());
	}

	@Override
	public final void doSave(IProgressMonitor monitor) {
		// there is nothing to save
	}

	@Override
	public final void doSaveAs() {
		// there is nothing to save
	}

	@Override
	public final boolean isDirty() {
		return false;
	}

	@Override
	public final boolean isSaveAsAllowed() {
		return false;
	}
}
