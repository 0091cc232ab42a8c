package io.spadework.sirius;

import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.action.IStatusLineManager;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;

import io.spadework.model.edit.changes.Change;

/** Makes the changes that a person asks for with a tool, in the transaction that Sirius has opened for it, which is what its undo takes back. */
final class Gestures {

	private Gestures() {
	}

	/** Makes a change, or says in the status line why it can't be made and leaves everything as it is; whether it was made. */
	static boolean make(Change change) {
		String refusal = change.refusal();
		say(refusal);
		if (refusal == null)
			change.make();
		return refusal == null;
	}

	/** Says in the status line of the editor why something can't be done; nothing (null) clears it. */
	static void say(String refusal) {
		if (!Platform.isRunning() || !PlatformUI.isWorkbenchRunning())
			return;
		Display.getDefault().asyncExec(() -> {
			IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
			IEditorPart editor = window == null || window.getActivePage() == null ? null : window.getActivePage().getActiveEditor();
			if (editor == null)
				return;
			IStatusLineManager line = editor.getEditorSite().getActionBars().getStatusLineManager();
			line.setErrorMessage(refusal);
			if (refusal != null)
				Display.getDefault().beep();
		});
	}
}
