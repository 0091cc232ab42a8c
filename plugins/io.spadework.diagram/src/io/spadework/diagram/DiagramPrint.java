package io.spadework.diagram;

import org.eclipse.draw2d.SWTGraphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.LayerConstants;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.printing.Printer;
import org.eclipse.swt.printing.PrinterData;

import io.spadework.diagram.parts.DiagramRoot;

/** A diagram on paper: the whole of it on one page, no larger than twice its size on a screen. */
final class DiagramPrint {

	private static final double LARGEST = 2;

	/** Around the diagram, as a part of the page. */
	private static final double MARGIN = 0.04;

	private DiagramPrint() {
	}

	/** Prints what a viewer shows, in its colours for a light background. */
	static void print(GraphicalViewer viewer, PrinterData chosen, String name) {
		viewer.flush();
		Printer printer = new Printer(chosen);
		try {
			if (!printer.startJob(name) || !printer.startPage())
				return;
			DiagramRoot root = (DiagramRoot) viewer.getRootEditPart();
			Rectangle all = root.extent();
			var page = printer.getClientArea();
			Point dpi = printer.getDPI();
			double scale = Math.min(LARGEST * dpi.x / 96, Math.min(page.width * (1 - 2 * MARGIN) / all.width, page.height * (1 - 2 * MARGIN) / all.height));
			GC gc = new GC(printer);
			SWTGraphics graphics = new SWTGraphics(gc);
			graphics.translate((int) (page.width * MARGIN), (int) (page.height * MARGIN));
			graphics.scale(scale);
			graphics.translate(-all.x, -all.y);
			root.getLayer(LayerConstants.PRINTABLE_LAYERS).paint(graphics);
			graphics.dispose();
			gc.dispose();
			printer.endPage();
			printer.endJob();
		} finally {
			printer.dispose();
		}
	}
}
