package io.spadework.ui;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.statushandlers.StatusManager;
import org.eclipse.ui.wizards.newresource.BasicNewResourceWizard;

/** The window that somebody works in, where files are shown. Belongs to the UI thread. */
public final class ActiveWindow {

	private ActiveWindow() {
	}

	/** The window, or any other where none is active; null where there is none. */
	public static IWorkbenchWindow get() {
		IWorkbenchWindow[] windows = PlatformUI.getWorkbench().getWorkbenchWindows();
		IWorkbenchWindow active = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
		return active != null ? active : windows.length > 0 ? windows[0] : null;
	}

	/** Opens a new file and selects it in the project explorer, so that it is seen where it lies. */
	public static void show(IFile file) {
		open(file);
		IWorkbenchWindow window = get();
		if (window != null) {
			BasicNewResourceWizard.selectAndReveal(file, window);
		}
	}

	/** Opens a file in its editor. */
	public static void open(IFile file) {
		IWorkbenchWindow window = get();
		if (window == null || window.getActivePage() == null) {
			return;
		}
		try {
			IDE.openEditor(window.getActivePage(), file);
		} catch (CoreException e) {
			IStatus status = Status.error(file.getFullPath() + " cannot be opened: " + e.getStatus().getMessage(), e);
			StatusManager.getManager().handle(status, StatusManager.SHOW | StatusManager.LOG);
		}
	}
}
