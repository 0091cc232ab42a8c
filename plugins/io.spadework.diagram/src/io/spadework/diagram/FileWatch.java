package io.spadework.diagram;

import java.util.function.Consumer;
import java.util.function.Supplier;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IPath;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Shell;

/** Notices when something else changes, moves or deletes the file of an editor, and tells it in the display's thread. */
final class FileWatch {

	private final IResourceChangeListener resources = this::resourcesChanged;
	private final Listener activation = event -> look();
	private final Shell shell;
	private final Supplier<StudyFile> file;
	private final Runnable changed;
	private final Consumer<IFile> gone;

	/**
	 * Begins to watch.
	 *
	 * @param changed what happens when the file holds something else
	 * @param gone what happens when it is gone, with where it has been moved to, or null
	 */
	FileWatch(Shell shell, Supplier<StudyFile> file, Runnable changed, Consumer<IFile> gone) {
		this.shell = shell;
		this.file = file;
		this.changed = changed;
		this.gone = gone;
		ResourcesPlugin.getWorkspace().addResourceChangeListener(resources, IResourceChangeEvent.POST_CHANGE);
		shell.addListener(SWT.Activate, activation);
	}

	/** Looks whether another program has changed the file. */
	void look() {
		if (file.get() != null)
			file.get().lookForChange(changed);
	}

	void dispose() {
		ResourcesPlugin.getWorkspace().removeResourceChangeListener(resources);
		shell.removeListener(SWT.Activate, activation);
	}

	private void resourcesChanged(IResourceChangeEvent event) {
		if (file.get() == null || file.get().file() == null)
			return;
		IResourceDelta delta = event.getDelta().findMember(file.get().file().getFullPath());
		if (delta == null)
			return;
		if (delta.getKind() == IResourceDelta.REMOVED) {
			IPath moved = (delta.getFlags() & IResourceDelta.MOVED_TO) == 0 ? null : delta.getMovedToPath();
			Display.getDefault().asyncExec(() -> gone.accept(moved == null ? null : ResourcesPlugin.getWorkspace().getRoot().getFile(moved)));
		} else if (delta.getKind() == IResourceDelta.ADDED || (delta.getFlags() & (IResourceDelta.CONTENT | IResourceDelta.REPLACED)) != 0) {
			Display.getDefault().asyncExec(changed);
		}
	}
}
