package io.spadework.ui.console;

import java.nio.file.Path;

import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IRegion;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.console.IHyperlink;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.statushandlers.StatusManager;
import org.eclipse.ui.texteditor.ITextEditor;

/**
 * Opens a file, at a line if one is given.
 *
 * @param line counted from 1; 0 = none
 */
record FileLink(Path file, int line) implements IHyperlink {

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
		IWorkbenchPage page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
		try {
			IFile[] known = ResourcesPlugin.getWorkspace().getRoot().findFilesForLocationURI(file.toUri());
			IEditorPart editor = known.length > 0 && known[0].exists() ? IDE.openEditor(page, known[0]) : IDE.openEditorOnFileStore(page, EFS.getLocalFileSystem().getStore(file.toUri()));
			if (line > 0 && editor instanceof ITextEditor text) {
				IRegion region = text.getDocumentProvider().getDocument(text.getEditorInput()).getLineInformation(line - 1);
				text.selectAndReveal(region.getOffset(), region.getLength());
			}
		} catch (CoreException e) {
			StatusManager.getManager().handle(Status.error(file + " cannot be opened: " + e.getMessage(), e), StatusManager.SHOW | StatusManager.LOG);
		} catch (BadLocationException changed) {
			// the file has fewer lines by now; it is open all the same
		}
	}
}
