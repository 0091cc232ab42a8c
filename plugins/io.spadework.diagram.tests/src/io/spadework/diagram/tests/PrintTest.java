package io.spadework.diagram.tests;

import static io.spadework.diagram.tests.Workspace.file;
import static io.spadework.diagram.tests.Workspace.landscapes;
import static io.spadework.diagram.tests.Workspace.open;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.gef.GraphicalViewer;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.spadework.diagram.DiagramPrint;
import io.spadework.diagram.StudyEditor;
import io.spadework.diagram.parts.DiagramRoot;

/** The whole of a diagram comes onto a page. */
class PrintTest {

	private static final int WHITE = 0xFFFFFF;

	@AfterEach
	void closeEditors() {
		Workspace.page().closeAllEditors(false);
	}

	/** Pages of A4 at resolutions of printers, upright and across. */
	@ParameterizedTest
	@CsvSource({"2480, 3508, 300", "3508, 2480, 300", "1654, 1169, 141"})
	void theWholeDiagramFillsThePageWithinItsMargins(int width, int height, int dpi) throws Exception {
		StudyEditor editor = open(file("print.spade", landscapes()));
		DiagramRoot root = (DiagramRoot) editor.getAdapter(GraphicalViewer.class).getRootEditPart();
		Rectangle inked = inked(root, width, height, dpi);
		assertTrue(inked.x >= width * 0.03 && inked.y >= height * 0.03, inked + " begins behind the margin");
		assertTrue(inked.x + inked.width <= width * 0.97 && inked.y + inked.height <= height * 0.97, inked + " ends before the margin");
		var all = root.extent();
		double scale = Math.min(width * 0.92 / all.width, height * 0.92 / all.height);
		assertTrue(inked.width > (all.width - 80) * scale && inked.height > (all.height - 80) * scale, inked + " is as large as the page allows");
	}

	/** A poster of 40 inches, at the resolution of a screen. */
	@Test
	void aSmallDiagramIsNotBlownUp() throws Exception {
		StudyEditor editor = open(file("print.spade", landscapes()));
		editor.reveal(editor.study().getBlocks().get(0).getId());
		DiagramRoot root = (DiagramRoot) editor.getAdapter(GraphicalViewer.class).getRootEditPart();
		var all = root.extent();
		Rectangle inked = inked(root, 3840, 3840, 96);
		assertTrue(inked.width <= 2 * all.width && inked.height <= 2 * all.height, inked + " is more than twice as large as on the screen, " + all);
		assertTrue(inked.width > 2 * (all.width - 80) && inked.height > 2 * (all.height - 80), inked + " is twice as large as on the screen, " + all);
	}

	/** What is not white of a page. */
	private static Rectangle inked(DiagramRoot root, int width, int height, int dpi) {
		Image page = new Image(Display.getCurrent(), width, height);
		GC gc = new GC(page);
		DiagramPrint.paint(root, gc, page.getBounds(), new Point(dpi, dpi));
		gc.dispose();
		ImageData data = page.getImageData();
		page.dispose();
		int[] line = new int[width];
		Rectangle inked = null;
		for (int y = 0; y < height; y++) {
			data.getPixels(0, y, width, line, 0);
			for (int x = 0; x < width; x++)
				if (rgb(data, line[x]) != WHITE) {
					Rectangle dot = new Rectangle(x, y, 1, 1);
					inked = inked == null ? dot : inked.union(dot);
				}
		}
		assertTrue(inked != null, "the page is not empty");
		return inked;
	}

	private static int rgb(ImageData data, int pixel) {
		var colour = data.palette.getRGB(pixel);
		return colour.red << 16 | colour.green << 8 | colour.blue;
	}
}
