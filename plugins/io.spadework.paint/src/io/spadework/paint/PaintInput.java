package io.spadework.paint;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IPersistableElement;

import io.spadework.paint.map.LabelMap;

/** A map that has no file yet; each is another one. */
public final class PaintInput implements IEditorInput {

	private final LabelMap map;

	/** A map to start from. */
	public PaintInput(LabelMap map) {
		this.map = map;
	}

	/** The map to start from. */
	public LabelMap map() {
		return map;
	}

	@Override
	public boolean exists() {
		return false;
	}

	@Override
	public ImageDescriptor getImageDescriptor() {
		return Icons.descriptor("paint");
	}

	@Override
	public String getName() {
		return "New Label Map";
	}

	@Override
	public IPersistableElement getPersistable() {
		return null;
	}

	@Override
	public String getToolTipText() {
		return "A label map that has not been saved";
	}

	@Override
	public <T> T getAdapter(Class<T> type) {
		return null;
	}
}
