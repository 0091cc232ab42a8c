package io.spadework.diagram;

import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.LayerConstants;

import io.spadework.diagram.export.Picture;
import io.spadework.diagram.figures.Palette;
import io.spadework.diagram.parts.DiagramRoot;

/** A diagram as a picture. */
final class DiagramPicture {

	private DiagramPicture() {
	}

	/** The whole diagram, whatever is scrolled or zoomed, on the background that its colours are for. */
	static Picture of(GraphicalViewer viewer, String title, Palette palette) {
		viewer.flush();
		DiagramRoot root = (DiagramRoot) viewer.getRootEditPart();
		return new Picture(title, root.extent(), palette.color(palette.theme().canvas()), root.getLayer(LayerConstants.PRINTABLE_LAYERS)::paint);
	}
}
