package io.spadework.ui;

import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IPersistableElement;

/**
 * A page of the workbench's own in the editor area; there is only one of its name, and it is not kept from start to start.
 *
 * @param icon name of its icon
 */
public record PageInput(String name, String icon, String toolTip) implements IEditorInput {

	@Override
	public boolean exists() {
		return false;
	}

	@Override
	public ImageDescriptor getImageDescriptor() {
		return Icons.descriptor(icon);
	}

	@Override
	public String getName() {
		return name;
	}

	@Override
	public IPersistableElement getPersistable() {
		return null;
	}

	@Override
	public String getToolTipText() {
		return toolTip;
	}

	@Override
	public <T> T getAdapter(Class<T> type) {
		return Platform.getAdapterManager().getAdapter(this, type);
	}
}
