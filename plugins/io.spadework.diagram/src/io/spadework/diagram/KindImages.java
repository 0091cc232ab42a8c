package io.spadework.diagram;

import org.eclipse.emf.ecore.EClass;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Control;

import io.spadework.notation.Icons;

/** The notation's icons as images, which live as long as a control. */
public final class KindImages {

	private static final String NOTATION = "io.spadework.notation";

	private final LocalResourceManager images;

	/** Images that are disposed with a control. */
	public KindImages(Control owner) {
		images = new LocalResourceManager(JFaceResources.getResources(), owner);
	}

	/** The image of a kind of element. */
	public Image of(EClass kind) {
		return ResourceLocator.imageDescriptorFromBundle(NOTATION, "icons/" + Icons.of(kind) + ".svg").map(images::create).orElse(null);
	}
}
