package io.spadework.diagram.parts;

import org.eclipse.draw2d.AbstractConnectionAnchor;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;

/** An end of an edge where the layout has put it; it moves with its node. */
public final class RouteAnchor extends AbstractConnectionAnchor {

	private final int dx;
	private final int dy;

	/** An end at a point of a figure that has these bounds now. */
	public RouteAnchor(IFigure owner, Rectangle bounds, Point end) {
		super(owner);
		dx = end.x - bounds.x;
		dy = end.y - bounds.y;
	}

	@Override
	public Point getLocation(Point reference) {
		Point end = getOwner().getBounds().getLocation().translate(dx, dy);
		getOwner().translateToAbsolute(end);
		return end;
	}
}
