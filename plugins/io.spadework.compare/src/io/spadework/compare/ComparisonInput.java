package io.spadework.compare;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IPersistableElement;

import io.spadework.runs.compare.SavedComparison;

/** A comparison that has no file yet. */
record ComparisonInput(SavedComparison comparison) implements IEditorInput {

	@Override
	public boolean exists() {
		return false;
	}

	@Override
	public ImageDescriptor getImageDescriptor() {
		return Icons.descriptor("comparison");
	}

	@Override
	public String getName() {
		return comparison.runs().size() == 1 ? comparison.runs().get(0).getFileName().toString() : comparison.runs().size() + " runs";
	}

	@Override
	public IPersistableElement getPersistable() {
		return null;
	}

	@Override
	public String getToolTipText() {
		return "Comparison of " + comparison.runs().size() + (comparison.runs().size() == 1 ? " run, not saved" : " runs, not saved");
	}

	@Override
	public <T> T getAdapter(Class<T> type) {
		return null;
	}
}
