package io.spadework.ui.welcome;

import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IPersistableElement;

/** What the welcome page shows; there is only one, and it is not kept from start to start. */
final class WelcomeInput extends PlatformObject implements IEditorInput {

	@Override
	public boolean exists() {
		return false;
	}

	@Override
	public ImageDescriptor getImageDescriptor() {
		return ResourceLocator.imageDescriptorFromBundle("io.spadework.ui", "icons/spadework16.png").orElseGet(ImageDescriptor::getMissingImageDescriptor);
	}

	@Override
	public String getName() {
		return "Welcome";
	}

	@Override
	public IPersistableElement getPersistable() {
		return null;
	}

	@Override
	public String getToolTipText() {
		return "Welcome to Spadework";
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof WelcomeInput;
	}

	@Override
	public int hashCode() {
		return WelcomeInput.class.hashCode();
	}
}
