package io.spadework.diagram;

import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.SWTGraphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.LayerConstants;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;

import io.spadework.diagram.parts.DiagramRoot;

/** A diagram as an image. */
final class DiagramImage {

	private DiagramImage() {
	}

	/** The whole diagram, whatever is scrolled or zoomed, on a background, scaled. */
	static ImageData of(GraphicalViewer viewer, double scale, Color canvas) {
		viewer.flush();
		DiagramRoot root = (DiagramRoot) viewer.getRootEditPart();
		IFigure layers = root.getLayer(LayerConstants.PRINTABLE_LAYERS);
		Rectangle all = root.extent();
		int width = (int) Math.ceil(all.width * scale);
		int height = (int) Math.ceil(all.height * scale);
		Image image = new Image(viewer.getControl().getDisplay(), width, height);
		GC gc = new GC(image);
		SWTGraphics graphics = new SWTGraphics(gc);
		try {
			graphics.setBackgroundColor(canvas);
			graphics.fillRectangle(0, 0, width, height);
			graphics.scale(scale);
			graphics.translate(-all.x, -all.y);
			layers.paint(graphics);
			return image.getImageData();
		} finally {
			graphics.dispose();
			gc.dispose();
			image.dispose();
		}
	}
}
