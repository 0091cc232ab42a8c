package io.spadework.diagram.overlay;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.eclipse.draw2d.FigureUtilities;
import org.eclipse.draw2d.FreeformLayer;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.PolylineConnection;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;

import io.spadework.diagram.figures.NodeFigure;

/** Tints nodes by their values, or by what became of them, and writes those beside them. It follows nodes that move, and lets the pointer through. */
public final class OverlayLayer extends FreeformLayer {

	private static final int VALUE_ALPHA = 85;
	/** Marks leave a node the colour of its family. */
	private static final int MARK_ALPHA = 40;
	private static final int CORNER = 8;
	private static final int PAD = 5;
	private static final int TRACE_ALPHA = 150;
	private static final int TRACE_WIDTH = 5;

	/**
	 * What is shown over a node.
	 *
	 * @param text beside it
	 */
	public record Mark(Color colour, String text) {
	}

	private final Map<NodeFigure, Mark> marks = new HashMap<>();
	private final Map<PolylineConnection, Color> traces = new HashMap<>();
	private Font font;
	private int tint;

	/** An empty layer. */
	public OverlayLayer() {
		setEnabled(false);
	}

	/** Shows values over nodes; none for an empty map. */
	public void show(Map<NodeFigure, NodeOverlay.Value> shown, Font written) {
		mark(shown.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> new Mark(Ramp.at(entry.getValue().strength()), entry.getValue().text()))), Map.of(), written);
		tint = VALUE_ALPHA;
	}

	/** Shows marks over nodes and traces edges in colours; nothing for empty maps. */
	public void mark(Map<NodeFigure, Mark> nodes, Map<? extends PolylineConnection, Color> edges, Font written) {
		marks.clear();
		marks.putAll(nodes);
		traces.clear();
		traces.putAll(edges);
		font = written;
		tint = MARK_ALPHA;
		repaint();
	}

	@Override
	public boolean containsPoint(int x, int y) {
		return false;
	}

	@Override
	protected void paintFigure(Graphics graphics) {
		graphics.setAntialias(SWT.ON);
		traces.forEach((figure, colour) -> paint(graphics, figure.getPoints(), colour));
		marks.forEach((figure, mark) -> {
			if (figure.getParent() != null) {
				paint(graphics, figure.outline(), mark);
			}
		});
	}

	private static void paint(Graphics graphics, PointList edge, Color colour) {
		graphics.pushState();
		graphics.setForegroundColor(colour);
		graphics.setAlpha(TRACE_ALPHA);
		graphics.setLineWidth(TRACE_WIDTH);
		graphics.drawPolyline(edge);
		graphics.popState();
	}

	private void paint(Graphics graphics, Rectangle node, Mark mark) {
		Color colour = mark.colour();
		graphics.pushState();
		graphics.setBackgroundColor(colour);
		graphics.setAlpha(tint);
		graphics.fillRoundRectangle(node, CORNER, CORNER);
		graphics.setAlpha(255);
		graphics.setForegroundColor(colour);
		graphics.setLineWidth(2);
		graphics.drawRoundRectangle(node, CORNER, CORNER);
		Dimension text = FigureUtilities.getTextExtents(mark.text(), font);
		Rectangle badge = new Rectangle(node.right() - text.width - 2 * PAD, node.y - text.height / 2 - 1, text.width + 2 * PAD, text.height + 2);
		graphics.fillRoundRectangle(badge, CORNER, CORNER);
		graphics.setFont(font);
		graphics.setForegroundColor(Ramp.on(colour));
		graphics.drawText(mark.text(), badge.x + PAD, badge.y + 1);
		graphics.popState();
	}
}
