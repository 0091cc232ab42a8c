package io.spadework.compare;

import java.util.stream.Stream;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Control;

/** The icons of comparisons. */
final class Icons {

	private Icons() {
	}

	/** The icon of a name, without folder and extension; those that diagrams have, too, are theirs. */
	static ImageDescriptor descriptor(String name) {
		return Stream.of("io.spadework.compare", "io.spadework.diagram").flatMap(bundle -> ResourceLocator.imageDescriptorFromBundle(bundle, "icons/" + name + ".svg").stream()).findFirst()
				.orElseGet(ImageDescriptor::getMissingImageDescriptor);
	}

	/** The same as an image that goes with a control. */
	static Image image(String name, Control owner) {
		Image image = descriptor(name).createImage();
		owner.addListener(SWT.Dispose, event -> image.dispose());
		return image;
	}
}
