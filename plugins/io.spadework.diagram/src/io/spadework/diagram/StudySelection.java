package io.spadework.diagram;

import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;

import io.spadework.model.study.Element;

/** The selection of an editor as other parts see it: elements of the study. */
final class StudySelection extends SelectionSource {

	private final StudyEditor editor;
	private IStructuredSelection selection = StructuredSelection.EMPTY;

	StudySelection(StudyEditor editor) {
		this.editor = editor;
	}

	/** Tells everybody of a new selection. */
	void tell(IStructuredSelection selected) {
		selection = selected;
		tell();
	}

	@Override
	public IStructuredSelection getSelection() {
		return selection;
	}

	@Override
	public void setSelection(ISelection selected) {
		if (selected instanceof IStructuredSelection structured && structured.getFirstElement() instanceof Element element)
			editor.reveal(element.getId());
	}
}
