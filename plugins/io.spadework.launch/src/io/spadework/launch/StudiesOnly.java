package io.spadework.launch;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerFilter;

/** Shows .spade files and the folders that may hold some; the copies in run folders are left out. */
final class StudiesOnly extends ViewerFilter {

	@Override
	public boolean select(Viewer viewer, Object parent, Object element) {
		return switch (element) {
			case IFile file -> StudyFiles.isStudy(file);
			case IProject project -> project.isOpen();
			case IContainer folder -> !holdsRun(folder) && !folder.getName().startsWith(".");
			default -> false;
		};
	}

	private static boolean holdsRun(IContainer folder) {
		try {
			for (IResource member : folder.members()) {
				if (member.getName().equals("run.json")) {
					return true;
				}
			}
			return false;
		} catch (CoreException e) {
			return true; // a folder that cannot be read offers nothing to choose
		}
	}
}
