package io.spadework.ui.help;

import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IPersistableElement;

import io.spadework.ui.Icons;

/** The documentation; it is not kept from start to start. */
final class HelpInput extends PlatformObject implements IEditorInput {

	@Override
	public boolean exists() {
		return false;
	}

	@Override
	public ImageDescriptor getImageDescriptor() {
		return Icons.descriptor("tutorial");
	}

	@Override
	public String getName() {
		return "Spadework Help";
	}

	@Override
	public IPersistableElement getPersistable() {
		return null;
	}

	@Override
	public String getToolTipText() {
		return "The documentation of Spadework";
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof HelpInput;
	}

	@Override
	public int hashCode() {
		return HelpInput.class.hashCode();
	}
}
