package io.spadework.ui.live;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.IWorkbenchPage;

import io.spadework.diagram.StudyEditor;

/** Keeps the open diagrams of a run's study coloured by what the run's engine samples. Belongs to the UI thread. */
final class LiveDiagrams {

	private final IWorkbenchPage page;
	private final List<StudyEditor> coloured = new ArrayList<>();

	LiveDiagrams(IWorkbenchPage page) {
		this.page = page;
	}

	/** Colours the diagrams of a study, and no others; with null none. */
	void show(RunOverlay overlay, String studyId) {
		List<StudyEditor> wanted = new ArrayList<>();
		for (IEditorReference reference : overlay == null || studyId == null ? new IEditorReference[0] : page.getEditorReferences()) {
			if (reference.getEditor(false) instanceof StudyEditor editor && editor.study() != null && studyId.equals(editor.study().getId())) {
				wanted.add(editor);
			}
		}
		for (StudyEditor editor : coloured) {
			// when the workbench closes, editors may be gone before this is
			if (!wanted.contains(editor) && editor.getAdapter(Control.class) instanceof Control control && !control.isDisposed()) {
				editor.overlay(null);
			}
		}
		wanted.stream().filter(editor -> editor.overlay() != overlay).forEach(editor -> editor.overlay(overlay));
		coloured.clear();
		coloured.addAll(wanted);
	}
}
