package io.spadework.diagram.overlay;

import java.util.HashMap;
import java.util.Map;

import org.eclipse.draw2d.FigureUtilities;
import org.eclipse.draw2d.FreeformLayer;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;

import io.spadework.diagram.figures.NodeFigure;

/** Tints nodes by their values and writes those beside them. It follows nodes that move, and lets the pointer through. */
public final class OverlayLayer extends FreeformLayer {

	private static final int TINT_ALPHA = 85;
	private static final int CORNER = 8;
	private static final int PAD = 5;

	private final Map<NodeFigure, NodeOverlay.Value> values = new HashMap<>();
	private Font font;

	/** An empty layer. */
	public OverlayLayer() {
		setEnabled(false);
	}

	/** Shows values over nodes; none for an empty map. */
	public void show(Map<NodeFigure, NodeOverlay.Value> shown, Font written) {
		values.clear();
		values.putAll(shown);
		font = written;
		repaint();
	}

	@Override
	public boolean containsPoint(int x, int y) {
		return false;
	}

	@Override
	protected void paintFigure(Graphics graphics) {
		graphics.setAntialias(SWT.ON);
		values.forEach((figure, value) -> {
			if (figure.getParent() != null) {
				paint(graphics, figure.outline(), value);
			}
		});
	}

	private void paint(Graphics graphics, Rectangle node, NodeOverlay.Value value) {
		Color colour = Ramp.at(value.strength());
		graphics.pushState();
		graphics.setBackgroundColor(colour);
		graphics.setAlpha(TINT_ALPHA);
		graphics.fillRoundRectangle(node, CORNER, CORNER);
		graphics.setAlpha(255);
		graphics.setForegroundColor(colour);
		graphics.setLineWidth(2);
		graphics.drawRoundRectangle(node, CORNER, CORNER);
		Dimension text = FigureUtilities.getTextExtents(value.text(), font);
		Rectangle badge = new Rectangle(node.right() - text.width - 2 * PAD, node.y - text.height / 2 - 1, text.width + 2 * PAD, text.height + 2);
		graphics.fillRoundRectangle(badge, CORNER, CORNER);
		graphics.setFont(font);
		graphics.setForegroundColor(Ramp.on(colour));
		graphics.drawText(value.text(), badge.x + PAD, badge.y + 1);
		graphics.popState();
	}
}
