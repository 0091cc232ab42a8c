package io.spadework.diagram;

import org.eclipse.draw2d.SWTGraphics;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.LayerConstants;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.printing.PrintDialog;
import org.eclipse.swt.printing.Printer;
import org.eclipse.swt.printing.PrinterData;
import org.eclipse.swt.widgets.Shell;

import io.spadework.diagram.parts.DiagramRoot;

/** A diagram on paper: the whole of it on one page, no larger than twice its size on a screen. */
public final class DiagramPrint {

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
			GC gc = new GC(printer);
			paint((DiagramRoot) viewer.getRootEditPart(), gc, printer.getClientArea(), printer.getDPI());
			gc.dispose();
			printer.endPage();
			printer.endJob();
		} finally {
			printer.dispose();
		}
	}

	/** Draws the whole diagram onto a page of so many pixels, which has so many in an inch. */
	public static void paint(DiagramRoot root, GC gc, Rectangle page, Point dpi) {
		var all = root.extent();
		double scale = Math.min(LARGEST * dpi.x / 96, Math.min(page.width * (1 - 2 * MARGIN) / all.width, page.height * (1 - 2 * MARGIN) / all.height));
		SWTGraphics graphics = new SWTGraphics(gc);
		graphics.translate((int) (page.width * MARGIN), (int) (page.height * MARGIN));
		graphics.scale(scale);
		graphics.translate(-all.x, -all.y);
		root.getLayer(LayerConstants.PRINTABLE_LAYERS).paint(graphics);
		graphics.dispose();
	}

	/** Asks for a printer, which takes the paper across for a wide diagram unless somebody wants it otherwise; null where nobody wants to print. */
	static PrinterData ask(Shell shell, GraphicalViewer viewer) {
		var all = ((DiagramRoot) viewer.getRootEditPart()).extent();
		PrinterData proposed = new PrinterData();
		proposed.orientation = all.width > all.height ? PrinterData.LANDSCAPE : PrinterData.PORTRAIT;
		PrintDialog dialog = new PrintDialog(shell);
		dialog.setPrinterData(proposed);
		return dialog.open();
	}
}
