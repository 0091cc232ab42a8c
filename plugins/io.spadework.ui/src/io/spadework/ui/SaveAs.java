package io.spadework.ui;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IPath;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.dialogs.SaveAsDialog;

/** Asks where in the workspace something is to be saved. */
public final class SaveAs {

	private SaveAs() {
	}

	/**
	 * Asks for a file.
	 *
	 * @param name what is offered, without the extension
	 * @param extension what the file ends with, whether one has typed it or not
	 * @return the file, which need not exist; null where none was chosen
	 */
	public static IFile ask(Shell shell, String name, String extension) {
		SaveAsDialog dialog = new SaveAsDialog(shell);
		dialog.setOriginalName(name + "." + extension);
		IPath path = dialog.open() == Window.OK ? dialog.getResult() : null;
		return path == null ? null : ResourcesPlugin.getWorkspace().getRoot().getFile(extension.equals(path.getFileExtension()) ? path : path.addFileExtension(extension));
	}
}
