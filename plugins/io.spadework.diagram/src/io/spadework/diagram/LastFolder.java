package io.spadework.diagram;

import java.nio.file.Path;

import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;

/** Lets dialogs for files and folders begin where one chose last, at first in the home folder: their own choice is where the program lies. */
public final class LastFolder {

	private static String last = System.getProperty("user.home");

	private LastFolder() {
	}

	/** Opens a dialog; the path of the first chosen file, null where none is chosen. */
	public static String open(FileDialog dialog) {
		if (dialog.getFilterPath() == null || dialog.getFilterPath().isEmpty()) {
			dialog.setFilterPath(last);
		}
		String chosen = dialog.open();
		if (chosen != null) {
			last = Path.of(chosen).getParent().toString();
		}
		return chosen;
	}

	/** Opens a dialog; the path of the chosen folder, null for none. */
	public static String open(DirectoryDialog dialog) {
		if (dialog.getFilterPath() == null || dialog.getFilterPath().isEmpty()) {
			dialog.setFilterPath(last);
		}
		String chosen = dialog.open();
		if (chosen != null) {
			last = chosen;
		}
		return chosen;
	}
}
