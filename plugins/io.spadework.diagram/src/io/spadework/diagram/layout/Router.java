package io.spadework.diagram.layout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.draw2d.geometry.Rectangle;

import io.spadework.model.study.Edge;
import io.spadework.model.study.Node;
import io.spadework.notation.Notation;

/**
 * Finds the way of an edge between nodes that people have put where they like: right angles, out at the bottom and in at the top, a conditioning edge in
 * at the right; around other nodes where that is possible.
 */
final class Router {

	/** From a node to the first turn, and to a lane that passes it, in pixels. */
	private static final int CLEARANCE = 16;

	/** Between edges at the same side of a node, in pixels. */
	private static final int BETWEEN_ENDS = 14;

	/** Lanes beside this many nodes are tried. */
	private static final int MOST_LANES = 24;

	private static final int TURN_COST = 40;
	private static final int CROSSING_COST = 4000;

	private final Map<Node, Rectangle> outlines;
	private final Collection<Edge> edges;

	Router(Map<Node, Rectangle> outlines, Collection<Edge> edges) {
		this.outlines = outlines;
		this.edges = edges;
	}

	PointList route(Edge edge) {
		return Notation.conditions(edge) ? sideways(edge) : downwards(edge);
	}

	private PointList downwards(Edge edge) {
		Rectangle from = outlines.get(edge.getSource());
		Rectangle to = outlines.get(edge.getTarget());
		int startX = middle(from) + shift(edge, edge.getSource().getOutgoing(), Edge::getTarget, from.width);
		int endX = middle(to) + shift(edge, edge.getTarget().getIncoming(), Edge::getSource, to.width);
		if (Math.abs(startX - endX) <= 3 && to.y > from.bottom())
			startX = endX;
		boolean below = to.y - from.bottom() >= 2 * 6;
		PointList best = null;
		double least = Double.MAX_VALUE;
		List<PointList> ways = new ArrayList<>();
		if (below) {
			int y = (from.bottom() + to.y) / 2;
			ways.add(points(startX, from.bottom(), startX, y, endX, y, endX, to.y));
			ways.add(points(startX, from.bottom(), startX, to.y - CLEARANCE, endX, to.y - CLEARANCE, endX, to.y));
			ways.add(points(startX, from.bottom(), startX, from.bottom() + CLEARANCE, endX, from.bottom() + CLEARANCE, endX, to.y));
		}
		for (PointList way : ways)
			if (cost(way, edge) < least) {
				best = way;
				least = cost(way, edge);
			}
		if (best != null && least < CROSSING_COST)
			return best;
		for (int lane : lanes(edge, from, to)) {
			PointList way = points(startX, from.bottom(), startX, from.bottom() + CLEARANCE, lane, from.bottom() + CLEARANCE, lane, to.y - CLEARANCE, endX, to.y - CLEARANCE, endX, to.y);
			double cost = cost(way, edge);
			if (cost < least) {
				best = way;
				least = cost;
			}
		}
		return best;
	}

	private PointList sideways(Edge edge) {
		Rectangle from = outlines.get(edge.getSource());
		Rectangle to = outlines.get(edge.getTarget());
		int startY = from.y + from.height / 2;
		int endY = to.y + to.height / 2;
		PointList best = null;
		double least = Double.MAX_VALUE;
		for (int lane : lanes(edge, from, to)) {
			if (lane <= to.right() || lane <= from.right())
				continue;
			PointList way = points(from.right(), startY, lane, startY, lane, endY, to.right(), endY);
			double cost = cost(way, edge);
			if (cost < least) {
				best = way;
				least = cost;
			}
		}
		return best;
	}

	/** How far from the middle an edge ends among others at the same side, in the order in which the other ends stand from left to right. */
	private int shift(Edge edge, Collection<Edge> all, Function<Edge, Node> other, int width) {
		List<Edge> alike = all.stream().filter(each -> !Notation.conditions(each) && edges.contains(each) && outlines.get(other.apply(each)) != null)
				.sorted(Comparator.comparingInt(each -> middle(outlines.get(other.apply(each))))).toList();
		int apart = Math.min(BETWEEN_ENDS, width / Math.max(1, alike.size() + 1));
		return (int) Math.round((alike.indexOf(edge) - (alike.size() - 1) / 2.0) * apart);
	}

	/** Where an edge could pass the nodes between its ends, the nearest first. */
	private Set<Integer> lanes(Edge edge, Rectangle from, Rectangle to) {
		int top = Math.min(from.y, to.y) - 2 * CLEARANCE;
		int bottom = Math.max(from.bottom(), to.bottom()) + 2 * CLEARANCE;
		int near = (middle(from) + middle(to)) / 2;
		List<Integer> found = new ArrayList<>();
		for (Rectangle outline : outlines.values())
			if (outline.bottom() >= top && outline.y <= bottom) {
				found.add(outline.x - CLEARANCE);
				found.add(outline.right() + CLEARANCE);
			}
		Set<Integer> lanes = new LinkedHashSet<>(List.of(Math.max(from.right(), to.right()) + CLEARANCE, Math.min(from.x, to.x) - CLEARANCE));
		found.stream().sorted(Comparator.comparingInt(x -> Math.abs(x - near))).limit(MOST_LANES).forEach(lanes::add);
		found.stream().max(Comparator.naturalOrder()).ifPresent(lanes::add);
		return lanes;
	}

	private double cost(PointList way, Edge edge) {
		double cost = (way.size() - 2) * TURN_COST;
		for (int i = 1; i < way.size(); i++) {
			Point a = way.getPoint(i - 1);
			Point b = way.getPoint(i);
			cost += Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
			Rectangle segment = new Rectangle(a, b);
			for (Map.Entry<Node, Rectangle> each : outlines.entrySet()) {
				boolean end = each.getKey() == edge.getSource() && i == 1 || each.getKey() == edge.getTarget() && i == way.size() - 1;
				if (!end && each.getValue().intersects(segment))
					cost += CROSSING_COST;
			}
		}
		return cost;
	}

	private static int middle(Rectangle outline) {
		return outline.x + outline.width / 2;
	}

	/** The points without those that are on a straight line between others. */
	private static PointList points(int... coordinates) {
		PointList points = new PointList();
		for (int i = 0; i < coordinates.length; i += 2) {
			Point next = new Point(coordinates[i], coordinates[i + 1]);
			int n = points.size();
			if (n > 0 && points.getPoint(n - 1).equals(next))
				continue;
			if (n > 1 && (points.getPoint(n - 1).x == next.x && points.getPoint(n - 2).x == next.x || points.getPoint(n - 1).y == next.y && points.getPoint(n - 2).y == next.y))
				points.removePoint(n - 1);
			points.addPoint(next);
		}
		return points;
	}
}
