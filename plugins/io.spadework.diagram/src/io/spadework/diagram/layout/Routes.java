package io.spadework.diagram.layout;

import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdgeSection;

/** The ways of edges as ELK lays them, in whole pixels, and where they meet the nodes. */
public final class Routes {

	private Routes() {
	}

	/** The points of an edge. */
	public static PointList points(ElkEdgeSection section) {
		PointList points = new PointList();
		points.addPoint((int) Math.round(section.getStartX()), (int) Math.round(section.getStartY()));
		for (ElkBendPoint bend : section.getBendPoints())
			append(points, bend.getX(), bend.getY());
		append(points, section.getEndX(), section.getEndY());
		return points;
	}

	/** Coordinates that differ by less than a pixel are the same: otherwise rounding would slant the edge. */
	private static void append(PointList points, double x, double y) {
		Point last = points.getLastPoint();
		points.addPoint(Math.abs(x - last.x) <= 1 ? last.x : (int) Math.round(x), Math.abs(y - last.y) <= 1 ? last.y : (int) Math.round(y));
	}

	/** Leads the ends of an edge from the bounds of its nodes to their outlines. */
	public static void meet(PointList route, Box source, Rectangle from, Box target, Rectangle to) {
		route.setPoint(onOutline(route.getFirstPoint(), source, from), 0);
		route.setPoint(onOutline(route.getLastPoint(), target, to), route.size() - 1);
	}

	private static Point onOutline(Point end, Box box, Rectangle outline) {
		boolean atSide = end.y > outline.y && end.y < outline.bottom();
		double radius = outline.height / 2.0;
		if (atSide && box.round() && (end.x <= outline.x || end.x >= outline.right()))
			return new Point((int) Math.round(outline.x + outline.width / 2.0 + (end.x <= outline.x ? -radius : radius)), end.y);
		if (atSide && end.x >= outline.right())
			return new Point(outline.right() - box.sideInset(), end.y);
		if (atSide && end.x <= outline.x)
			return new Point(outline.x + box.sideInset(), end.y);
		if (!box.round())
			return end;
		double off = Math.min(radius, Math.abs(end.x - (outline.x + outline.width / 2.0)));
		int depth = (int) Math.round(radius - Math.sqrt(radius * radius - off * off));
		return new Point(end.x, end.y <= outline.y ? end.y + depth : end.y - depth);
	}
}
