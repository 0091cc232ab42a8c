package io.spadework.diagram.overlay;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

import io.spadework.diagram.Named;

/** Says what an overlay's colours mean; always in sight above the diagram. */
public final class OverlayLegend extends Canvas {

	private static final int PAD = 8;
	private static final int BAR = 140;
	private static final int STEPS = 70;

	private NodeOverlay overlay;

	/** An empty legend. */
	public OverlayLegend(Composite parent) {
		super(parent, SWT.DOUBLE_BUFFERED);
		addListener(SWT.Paint, event -> paint(event.gc));
		Named.name(this, () -> overlay == null ? "" : overlay.title() + (overlay.least().isEmpty() ? "" : ", colours from " + overlay.least() + " to " + overlay.most()));
	}

	/** Explains an overlay, or nothing for null. */
	public void show(NodeOverlay shown) {
		overlay = shown;
		redraw();
	}

	private void paint(GC gc) {
		if (overlay == null) {
			return;
		}
		int height = getClientArea().height;
		int line = gc.getFontMetrics().getHeight();
		int top = (height - line) / 2;
		int x = PAD;
		gc.setForeground(getForeground());
		if (overlay.least().isEmpty()) {
			gc.drawText(overlay.title(), x, top, true);
			return;
		}
		gc.drawText(overlay.title() + ":  " + overlay.least(), x, top, true);
		x += gc.textExtent(overlay.title() + ":  " + overlay.least()).x + PAD;
		for (int step = 0; step < STEPS; step++) {
			gc.setBackground(Ramp.at((step + 0.5) / STEPS));
			gc.fillRectangle(x + step * BAR / STEPS, top + 2, BAR / STEPS, line - 4);
		}
		gc.drawRectangle(x - 1, top + 1, BAR + 1, line - 3);
		gc.drawText(overlay.most(), x + BAR + PAD, top, true);
	}

	@Override
	public Point computeSize(int widthHint, int heightHint, boolean changed) {
		GC gc = new GC(this);
		try {
			return new Point(widthHint == SWT.DEFAULT ? 300 : widthHint, heightHint == SWT.DEFAULT ? gc.getFontMetrics().getHeight() + PAD : heightHint);
		} finally {
			gc.dispose();
		}
	}
}
