package io.spadework.paint;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ResourceLocator;

/** The icons of the paint studio. */
final class Icons {

	private Icons() {
	}

	/** The icon of a name, without folder and extension. */
	static ImageDescriptor descriptor(String name) {
		return ResourceLocator.imageDescriptorFromBundle("io.spadework.paint", "icons/" + name + ".svg").orElseGet(ImageDescriptor::getMissingImageDescriptor);
	}
}
