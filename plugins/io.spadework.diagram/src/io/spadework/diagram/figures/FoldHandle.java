package io.spadework.diagram.figures;

import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.Label;
import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;

/** The triangle before the name of a block or stage: it points to the right while that is folded, and down to what is inside while that is shown. */
final class FoldHandle extends Figure {

	/** Its width and height, in pixels. */
	static final int SIZE = 12;

	private final boolean open;
	private final Color color;

	FoldHandle(boolean open, Color color) {
		this.open = open;
		this.color = color;
		setToolTip(new Label(open ? "Fold" : "Look inside"));
	}

	@Override
	protected void paintFigure(Graphics graphics) {
		Rectangle box = getBounds();
		int x = box.x + box.width / 2;
		int y = box.y + box.height / 2;
		PointList triangle = new PointList(open ? new int[] {x - 5, y - 2, x + 5, y - 2, x, y + 4} : new int[] {x - 2, y - 5, x - 2, y + 5, x + 4, y});
		graphics.setAntialias(SWT.ON);
		graphics.setBackgroundColor(color);
		graphics.fillPolygon(triangle);
	}
}
