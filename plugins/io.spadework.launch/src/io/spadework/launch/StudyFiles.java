package io.spadework.launch;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.ui.IEditorPart;

/** Finds the study file behind what a person has selected. */
public final class StudyFiles {

	private StudyFiles() {
	}

	/** True for a .spade file. */
	public static boolean isStudy(IFile file) {
		return "spade".equals(file.getFileExtension());
	}

	/** The study file that a selected object or an editor stands for, or null. */
	public static IFile of(Object selected) {
		Object source = selected instanceof IEditorPart editor ? editor.getEditorInput() : selected;
		IFile file = Adapters.adapt(source, IFile.class);
		return file != null && isStudy(file) ? file : null;
	}
}
