package io.spadework.diagram;

import org.eclipse.core.runtime.ListenerList;
import org.eclipse.core.runtime.SafeRunner;
import org.eclipse.jface.viewers.IPostSelectionProvider;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.StructuredSelection;

import io.spadework.model.study.Element;

/** The selection of an editor as other parts see it: elements of the study. */
final class StudySelection implements IPostSelectionProvider {

	private final StudyEditor editor;
	private final ListenerList<ISelectionChangedListener> listeners = new ListenerList<>();
	private IStructuredSelection selection = StructuredSelection.EMPTY;

	StudySelection(StudyEditor editor) {
		this.editor = editor;
	}

	/** Tells everybody of a new selection. */
	void tell(IStructuredSelection selected) {
		selection = selected;
		SelectionChangedEvent event = new SelectionChangedEvent(this, selected);
		for (ISelectionChangedListener listener : listeners)
			SafeRunner.run(() -> listener.selectionChanged(event));
	}

	@Override
	public ISelection getSelection() {
		return selection;
	}

	@Override
	public void setSelection(ISelection selected) {
		if (selected instanceof IStructuredSelection structured && structured.getFirstElement() instanceof Element element)
			editor.reveal(element.getId());
	}

	@Override
	public void addSelectionChangedListener(ISelectionChangedListener listener) {
		listeners.add(listener);
	}

	@Override
	public void removeSelectionChangedListener(ISelectionChangedListener listener) {
		listeners.remove(listener);
	}

	@Override
	public void addPostSelectionChangedListener(ISelectionChangedListener listener) {
		listeners.add(listener);
	}

	@Override
	public void removePostSelectionChangedListener(ISelectionChangedListener listener) {
		listeners.remove(listener);
	}
}
