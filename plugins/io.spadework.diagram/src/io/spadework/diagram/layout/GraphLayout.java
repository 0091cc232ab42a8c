package io.spadework.diagram.layout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.draw2d.geometry.Rectangle;

import io.spadework.model.study.Edge;
import io.spadework.model.study.Node;
import io.spadework.notation.Notation;

/**
 * Where the nodes and edges of a graph go: layers from top to bottom, folded into columns where a long graph would not
 * fit a screen or a slide, or bent to a U where skip connections nest. An input that conditions many nodes runs as a rail along the right of every column.
 */
public final class GraphLayout {

	/** Width over height that folding aims at: that of a slide or an editor. */
	static final double PREFERRED_RATIO = 1.9;

	/** A graph up to this height stays in one column, in pixels. */
	static final int TALLEST_SINGLE_COLUMN = 640;

	/** From a node to the rail that feeds it, in pixels. */
	private static final int TO_RAIL = 30;

	/** Between neighbouring rails, in pixels. */
	private static final int BETWEEN_RAILS = 12;

	/** On both sides of an edge between two columns, in pixels. */
	private static final int AROUND_FOLD = 26;

	/** From an edge to the text beside it, in pixels. */
	private static final int BESIDE = 8;

	/** A vertical part of an edge that has room for a line of text beside it, in pixels. */
	private static final int ROOM_FOR_LABEL = 18;

	/** From a node that finds its place to the next below it, in pixels. */
	private static final int BELOW = 28;

	/** Between nodes where an edge finds its way, in pixels. */
	private static final int LANE = 40;

	/** From the last turn of an edge between two columns to the node below, in pixels. */
	private static final int ABOVE_COLUMN = 28;

	private final Map<Node, Rectangle> outlines;
	private final Map<Edge, PointList> routes;
	private final Map<Edge, Point> labels = new HashMap<>();
	private ToIntFunction<Edge> labelWidth = e -> 0;

	private GraphLayout(Map<Node, Rectangle> outlines, Map<Edge, PointList> routes) {
		this.outlines = outlines;
		this.routes = routes;
	}

	/**
	 * Lays a graph out. Where nodes stand side by side, so that a rail would cross one, the rail's edges go their own ways.
	 *
	 * @param boxes the nodes and their sizes
	 * @param edges edges between these nodes
	 * @param rails nodes whose conditioning edges, the given ones, run along the columns
	 * @param labelWidth width of the text beside an edge
	 */
	public static GraphLayout of(Map<Node, Box> boxes, Collection<Edge> edges, Map<Node, List<Edge>> rails, ToIntFunction<Edge> labelWidth) {
		GraphLayout withRails = layOut(boxes, edges, rails, labelWidth);
		boolean free = rails.values().stream().flatMap(List::stream).noneMatch(withRails::crossesBlock);
		return free ? withRails : layOut(boxes, edges, Map.of(), labelWidth);
	}

	private static GraphLayout layOut(Map<Node, Box> boxes, Collection<Edge> edges, Map<Node, List<Edge>> rails, ToIntFunction<Edge> labelWidth) {
		Set<Edge> onRails = rails.values().stream().flatMap(List::stream).collect(Collectors.toSet());
		List<Edge> flowing = edges.stream().filter(e -> !onRails.contains(e)).toList();
		GraphLayout layout = Layers.of(joined(boxes, flowing, rails.keySet()), flowing);
		for (Node source : rails.keySet())
			if (layout.outline(source) == null)
				layout.putAbove(source, boxes.get(source));
		GraphLayout bent = rails.isEmpty() ? UShape.of(boxes, flowing, layout, labelWidth) : null;
		boolean isBent = bent != null && flowing.stream().noneMatch(bent::crossesBlock);
		layout = isBent ? bent : layout;
		layout.labelWidth = labelWidth;
		layout.placeLabels(flowing);
		if (!isBent)
			layout.fold(rails);
		for (Edge edge : layout.routes.keySet())
			layout.meet(edge, layout.routes.get(edge), boxes);
		return layout;
	}

	/** The nodes without those whose edges all run on rails: layers would put such a node in the way of its own rail. */
	private static Map<Node, Box> joined(Map<Node, Box> boxes, List<Edge> flowing, Set<Node> rails) {
		Map<Node, Box> joined = new LinkedHashMap<>(boxes);
		joined.keySet().removeIf(node -> rails.contains(node) && flowing.stream().noneMatch(edge -> edge.getSource() == node || edge.getTarget() == node));
		return joined;
	}

	/** Puts a node above all others. */
	private void putAbove(Node node, Box box) {
		Rectangle all = bounds();
		outlines.put(node, new Rectangle(all.x + (all.width - box.width()) / 2, all.y - BELOW - box.height(), box.width(), box.height()));
	}

	static GraphLayout of(Map<Node, Rectangle> outlines, Map<Edge, PointList> routes) {
		return new GraphLayout(outlines, routes);
	}

	Collection<Rectangle> outlines() {
		return outlines.values();
	}

	Collection<Edge> edges() {
		return routes.keySet();
	}

	/** The outline's bounds of a node. */
	public Rectangle outline(Node node) {
		return outlines.get(node);
	}

	/** The points of an edge, from its source to its target. */
	public PointList route(Edge edge) {
		return routes.get(edge);
	}

	/** The middle of the upper side of a node's outline; null for a node that isn't laid out. */
	public Point place(Node node) {
		Rectangle outline = outlines.get(node);
		return outline == null ? null : new Point(outline.x + outline.width / 2, outline.y);
	}

	/** The left end of the base of an edge's label, or null where the label stands at another conditioning edge of the same source. */
	public Point label(Edge edge) {
		return labels.get(edge);
	}

	/** What nodes and edges cover. */
	public Rectangle bounds() {
		return bounds(outlines.keySet(), routes.keySet());
	}

	/** Moves everything. */
	public void translate(int dx, int dy) {
		outlines.values().forEach(b -> b.translate(dx, dy));
		routes.values().forEach(r -> r.translate(dx, dy));
		labels.values().forEach(l -> l.translate(dx, dy));
	}

	/** The points of an edge while its ends are dragged by these distances: what lies between stretches. */
	public PointList stretched(Edge edge, Dimension source, Dimension target) {
		PointList points = routes.get(edge).getCopy();
		int last = points.size() - 1;
		Point from = points.getFirstPoint().getTranslated(source);
		Point to = points.getLastPoint().getTranslated(target);
		boolean leavesDown = isUpright(points.getPoint(0), points.getPoint(1));
		boolean entersDown = isUpright(points.getPoint(last - 1), points.getPoint(last));
		if (source.equals(target)) {
			points.translate(source.width, source.height);
			return points;
		}
		if (last == 1)
			return leavesDown ? points(from.x, from.y, from.x, (from.y + to.y) / 2, to.x, (from.y + to.y) / 2, to.x, to.y)
					: points(from.x, from.y, (from.x + to.x) / 2, from.y, (from.x + to.x) / 2, to.y, to.x, to.y);
		if (last == 2)
			return leavesDown ? points(from.x, from.y, from.x, to.y, to.x, to.y) : points(from.x, from.y, to.x, from.y, to.x, to.y);
		Point first = points.getPoint(1);
		Point before = points.getPoint(last - 1);
		points.setPoint(from, 0);
		points.setPoint(leavesDown ? new Point(from.x, first.y) : new Point(first.x, from.y), 1);
		points.setPoint(entersDown ? new Point(to.x, before.y) : new Point(before.x, to.y), last - 1);
		points.setPoint(to, last);
		return points;
	}

	private static boolean isUpright(Point a, Point b) {
		return Math.abs(a.x - b.x) <= Math.abs(a.y - b.y);
	}

	/**
	 * Moves nodes to where somebody has put them. Edges between nodes that have moved alike keep their way, the others find one; a node that nobody has put
	 * anywhere stands below what feeds it. What such a node, or one that shows what is inside, would cover makes room.
	 */
	public void arrange(Map<Node, Point> places, Map<Node, Box> boxes, Set<Node> open) {
		Map<Node, Point> moved = new HashMap<>();
		Map<Node, Rectangle> before = new LinkedHashMap<>();
		outlines.forEach((node, outline) -> before.put(node, outline.getCopy()));
		outlines.forEach((node, outline) -> {
			if (places.containsKey(node))
				outline.setLocation(places.get(node).x - outline.width / 2, places.get(node).y);
		});
		Set<Node> placed = new HashSet<>(places.keySet());
		for (Node node : outlines.keySet())
			if (placed.add(node))
				settle(node, placed);
		outlines.keySet().stream().filter(open::contains).forEach(this::moveAside);
		outlines.keySet().stream().filter(open::contains).forEach(node -> makeRoom(node, placed));
		outlines.forEach((node, outline) -> moved.put(node, new Point(outline.x - before.get(node).x, outline.y - before.get(node).y)));
		Router router = new Router(outlines, routes.keySet());
		for (Edge edge : routes.keySet()) {
			Point shift = moved.get(edge.getSource());
			if (shift.equals(moved.get(edge.getTarget()))) {
				routes.get(edge).translate(shift.x, shift.y);
				if (!crossesBlock(edge))
					continue;
			}
			PointList route = router.route(edge);
			meet(edge, route, boxes);
			routes.put(edge, route);
		}
		labels.clear();
		placeLabels(routes.keySet());
	}

	/** Puts a node below what feeds it, and moves down what it would cover. */
	private void settle(Node node, Set<Node> placed) {
		Rectangle outline = outlines.get(node);
		Node above = node.getIncoming().stream().filter(edge -> !Notation.conditions(edge)).map(Edge::getSource).filter(placed::contains).findFirst().orElse(null);
		Node below = node.getOutgoing().stream().map(Edge::getTarget).filter(placed::contains).findFirst().orElse(null);
		if (above != null) {
			Rectangle source = outlines.get(above);
			outline.setLocation(source.x + (source.width - outline.width) / 2, source.bottom() + BELOW);
		} else if (below != null) {
			Rectangle target = outlines.get(below);
			outline.setLocation(target.x + (target.width - outline.width) / 2, target.y - BELOW - outline.height);
		} else {
			Rectangle all = bounds(placed.stream().filter(other -> other != node).toList(), List.of());
			outline.setLocation(all.right() + BELOW, all.y);
		}
		makeRoom(node, placed);
	}

	/** Moves what stands right of a node so far that edges find a way between it and its neighbours on both sides. */
	private void moveAside(Node node) {
		Rectangle own = outlines.get(node);
		int middle = own.x + own.width / 2;
		List<Rectangle> beside = outlines.values().stream().filter(other -> other != own && other.y < own.bottom() && own.y < other.bottom()).toList();
		int left = beside.stream().mapToInt(Rectangle::right).filter(right -> right <= middle).max().orElse(own.x - LANE);
		int right = beside.stream().mapToInt(other -> other.x).filter(x -> x >= middle).min().orElse(own.right() + LANE);
		int farther = Math.max(0, left + LANE - own.x);
		int farthest = farther + Math.max(0, own.right() + LANE - right);
		outlines.values().forEach(other -> other.translate(other.x >= middle ? farthest : other.right() > middle ? farther : 0, 0));
	}

	/** Moves down what a node covers, and what that covers then. */
	private void makeRoom(Node node, Set<Node> placed) {
		List<Rectangle> pushing = new ArrayList<>(List.of(outlines.get(node)));
		List<Rectangle> others = placed.stream().filter(other -> other != node).map(outlines::get).filter(other -> other.bottom() > outlines.get(node).y)
				.sorted(Comparator.comparingInt(other -> other.y)).toList();
		for (Rectangle other : others) {
			int y = other.y;
			for (Rectangle above : pushing)
				if (above.x < other.right() && other.x < above.right() && above.y < y + other.height && y < above.bottom() + BELOW)
					y = above.bottom() + BELOW;
			if (y != other.y) {
				other.y = y;
				pushing.add(other);
			}
		}
	}

	private boolean crossesBlock(Edge edge) {
		PointList route = routes.get(edge);
		for (int i = 1; i < route.size(); i++) {
			Rectangle segment = new Rectangle(route.getPoint(i - 1), route.getPoint(i));
			for (Map.Entry<Node, Rectangle> outline : outlines.entrySet())
				if (outline.getKey() != edge.getSource() && outline.getKey() != edge.getTarget() && outline.getValue().intersects(segment))
					return true;
		}
		return false;
	}

	private void fold(Map<Node, List<Edge>> rails) {
		List<Column> columns = Column.cut(this, rails.size());
		int headBottom = headBottom(columns, rails.keySet());
		int right = 0;
		for (int c = 0; c < columns.size(); c++) {
			Column column = columns.get(c);
			Rectangle covers = column.bounds(this);
			if (c > 0) {
				int top = headBottom;
				move(column, right + AROUND_FOLD - covers.x, top - covers.y);
				covers = column.bounds(this);
			}
			column.right = covers.right();
			right = covers.right() + (rails.isEmpty() ? 0 : TO_RAIL + BETWEEN_RAILS * (rails.size() - 1)) + AROUND_FOLD;
		}
		for (int c = 1; c < columns.size(); c++)
			for (Edge edge : columns.get(c).entering)
				fold(edge, columns.get(c - 1), rails.size());
		int rail = 0;
		for (Map.Entry<Node, List<Edge>> entry : rails.entrySet()) {
			for (Edge edge : entry.getValue())
				routes.put(edge, onRail(edge, columns, rail, headBottom));
			Rectangle source = outlines.get(entry.getKey());
			labels.put(entry.getValue().get(0), new Point(source.right() + 6, source.y + source.height / 2 - 5));
			rail++;
		}
	}

	/** Top of the second and further columns: beside the first node below the inputs that feed a rail, so that the rails run above. */
	private int headBottom(List<Column> columns, Set<Node> rails) {
		Rectangle all = columns.get(0).bounds(this);
		int bottom = rails.stream().filter(columns.get(0).nodes::contains).mapToInt(n -> outlines.get(n).bottom()).filter(b -> b < all.y + 120).max().orElse(all.y);
		return columns.get(0).nodes.stream().mapToInt(n -> outlines.get(n).y).filter(y -> y >= bottom).min().orElse(all.y);
	}

	private void move(Column column, int dx, int dy) {
		column.nodes.forEach(n -> outlines.get(n).translate(dx, dy));
		column.edges.forEach(e -> {
			routes.get(e).translate(dx, dy);
			if (labels.containsKey(e))
				labels.get(e).translate(dx, dy);
		});
	}

	private void fold(Edge edge, Column before, int rails) {
		Rectangle from = outlines.get(edge.getSource());
		Rectangle to = outlines.get(edge.getTarget());
		int x = before.right + (rails == 0 ? 0 : TO_RAIL + BETWEEN_RAILS * (rails - 1)) + AROUND_FOLD / 2;
		int below = from.bottom() + ABOVE_COLUMN / 2;
		int above = to.y - ABOVE_COLUMN;
		int middle = to.x + to.width / 2;
		routes.put(edge, points(from.x + from.width / 2, from.bottom(), from.x + from.width / 2, below, x, below, x, above, middle, above, middle, to.y));
		labels.put(edge, new Point(middle + 8, to.y - 10));
	}

	private PointList onRail(Edge edge, List<Column> columns, int rail, int headBottom) {
		Rectangle from = outlines.get(edge.getSource());
		Rectangle to = outlines.get(edge.getTarget());
		Column own = columns.stream().filter(c -> c.nodes.contains(edge.getSource())).findFirst().orElseThrow();
		Column other = columns.stream().filter(c -> c.nodes.contains(edge.getTarget())).findFirst().orElseThrow();
		int ownX = own.right + TO_RAIL + BETWEEN_RAILS * rail;
		int otherX = other.right + TO_RAIL + BETWEEN_RAILS * rail;
		int y = from.y + from.height / 2;
		int end = to.y + to.height / 2 + BETWEEN_RAILS * rail;
		if (own == other || from.bottom() <= headBottom)
			return points(from.right(), y, otherX, y, otherX, end, to.right(), end);
		int above = headBottom - ABOVE_COLUMN - BETWEEN_RAILS * (rail + 1);
		return points(from.right(), y, ownX, y, ownX, above, otherX, above, otherX, end, to.right(), end);
	}

	private void meet(Edge edge, PointList route, Map<Node, Box> boxes) {
		Routes.meet(route, boxes.get(edge.getSource()), outlines.get(edge.getSource()), boxes.get(edge.getTarget()), outlines.get(edge.getTarget()));
	}

	/** A label stands below the source where the edge is its only one, otherwise above the target; conditioning edges share one below their source. */
	private void placeLabels(Collection<Edge> flowing) {
		Map<Node, Long> leaving = flowing.stream().collect(Collectors.groupingBy(Edge::getSource, Collectors.counting()));
		for (Edge edge : flowing) {
			PointList route = routes.get(edge);
			Point first = route.getFirstPoint();
			Point last = route.getLastPoint();
			if (!Notation.conditions(edge) && (isAcross(route) || route.size() == 2 && last.y < first.y)) {
				labels.put(edge, new Point(first.x + BESIDE, first.y - 5));
				continue;
			}
			boolean atSource = leaving.get(edge.getSource()) == 1 && route.getPoint(1).y >= first.y + (route.size() > 2 && route.getLastPoint().y - route.getPoint(route.size() - 2).y > ROOM_FOR_LABEL ? ROOM_FOR_LABEL : 1);
			if (isLastToCondition(edge, flowing) && route.getPoint(1).y == first.y)
				labels.put(edge, new Point(first.x + BESIDE, first.y - 5));
			else if (atSource || isLastToCondition(edge, flowing))
				labels.put(edge, new Point(first.x + BESIDE, first.y + 15));
			else if (!Notation.conditions(edge))
				labels.put(edge, new Point(isCrowded(edge, flowing) ? last.x - BESIDE - labelWidth.applyAsInt(edge) : last.x + BESIDE, last.y - 5));
		}
	}

	private static boolean isAcross(PointList route) {
		return route.size() == 2 && route.getFirstPoint().y == route.getLastPoint().y;
	}

	/** Whether an edge is the rightmost conditioning one of its source, so that there is room for its label. */
	private boolean isLastToCondition(Edge edge, Collection<Edge> flowing) {
		if (!Notation.conditions(edge))
			return false;
		Edge last = flowing.stream().filter(other -> other.getSource() == edge.getSource() && Notation.conditions(other))
				.reduce((a, b) -> routes.get(b).getFirstPoint().x > routes.get(a).getFirstPoint().x ? b : a).orElse(edge);
		return last == edge;
	}

	/** Whether another edge enters the target where this one's label would stand. */
	private boolean isCrowded(Edge edge, Collection<Edge> flowing) {
		Point end = routes.get(edge).getLastPoint();
		int right = end.x + BESIDE + labelWidth.applyAsInt(edge);
		return flowing.stream().filter(other -> other != edge && other.getTarget() == edge.getTarget()).map(other -> routes.get(other).getLastPoint())
				.anyMatch(other -> other.x > end.x && other.x < right && other.y == end.y);
	}

	private static PointList points(int... coordinates) {
		return new PointList(coordinates);
	}

	private Rectangle bounds(Collection<Node> nodes, Collection<Edge> edges) {
		Rectangle all = null;
		for (Node node : nodes)
			all = all == null ? outlines.get(node).getCopy() : all.union(outlines.get(node));
		for (Edge edge : edges) {
			PointList route = routes.get(edge);
			for (int i = 0; i < route.size(); i++)
				all = all.union(new Rectangle(route.getPoint(i), route.getPoint(i)));
			Point label = labels.get(edge);
			if (label != null)
				all = all.union(new Rectangle(label.x, label.y - 1, labelWidth.applyAsInt(edge), 1));
		}
		return all == null ? new Rectangle() : all;
	}

	/** Consecutive layers that stand below each other. */
	private static final class Column {
		private final List<Node> nodes = new ArrayList<>();
		private final List<Edge> edges = new ArrayList<>();
		private final List<Edge> entering = new ArrayList<>();
		private int right;

		private Rectangle bounds(GraphLayout layout) {
			return layout.bounds(nodes, edges);
		}

		/** Cuts layers apart where a single edge passes, into as many columns as come closest to the preferred ratio. */
		private static List<Column> cut(GraphLayout layout, int rails) {
			Rectangle all = layout.bounds();
			List<Integer> cuts = all.height <= TALLEST_SINGLE_COLUMN ? List.of() : chosen(possible(layout.outlines, layout.routes), all, rails);
			List<Column> columns = new ArrayList<>();
			for (int i = 0; i <= cuts.size(); i++)
				columns.add(new Column());
			Map<Node, Integer> where = new HashMap<>();
			layout.outlines.forEach((node, outline) -> {
				int column = (int) cuts.stream().filter(y -> y <= outline.y).count();
				where.put(node, column);
				columns.get(column).nodes.add(node);
			});
			for (Edge edge : layout.routes.keySet()) {
				int target = where.get(edge.getTarget());
				(target == where.get(edge.getSource()) ? columns.get(target).edges : columns.get(target).entering).add(edge);
			}
			return columns;
		}

		/** Heights at which no node stands and exactly one edge passes, downwards. */
		private static List<Integer> possible(Map<Node, Rectangle> outlines, Map<Edge, PointList> routes) {
			List<Rectangle> falling = outlines.values().stream().sorted(Comparator.comparingInt((Rectangle b) -> b.y)).toList();
			Map<Integer, Integer> change = new TreeMap<>();
			List<Integer> heights = new ArrayList<>();
			int bottom = falling.isEmpty() ? 0 : falling.get(0).bottom();
			for (Rectangle outline : falling) {
				if (outline.y > bottom)
					heights.add(outline.y);
				bottom = Math.max(bottom, outline.bottom());
			}
			for (PointList route : routes.values()) {
				Rectangle covers = route.getBounds();
				boolean up = route.getLastPoint().y < route.getFirstPoint().y;
				// an edge that runs upwards can't be folded, so it counts twice
				change.merge(covers.y + 1, up ? 2 : 1, Integer::sum);
				change.merge(covers.bottom(), up ? -2 : -1, Integer::sum);
			}
			List<Integer> possible = new ArrayList<>();
			int passing = 0;
			var changes = new ArrayList<>(change.entrySet());
			int next = 0;
			for (int height : heights) {
				while (next < changes.size() && changes.get(next).getKey() <= height)
					passing += changes.get(next++).getValue();
				if (passing == 1)
					possible.add(height);
			}
			return possible;
		}

		private static List<Integer> chosen(List<Integer> possible, Rectangle all, int rails) {
			int pitch = all.width + AROUND_FOLD * 2 + (rails == 0 ? 0 : TO_RAIL + BETWEEN_RAILS * (rails - 1));
			int best = 1;
			for (int k = 2; k <= possible.size() + 1; k++)
				if (misfit(k, pitch, all.height) < misfit(best, pitch, all.height))
					best = k;
			List<Integer> chosen = new ArrayList<>();
			for (int i = 1; i < best; i++) {
				int ideal = all.y + all.height * i / best;
				int top = chosen.isEmpty() ? all.y : chosen.getLast();
				// a column of a node or two is not worth the way to it
				int least = all.height / best / 3;
				List<Integer> free = possible.stream().filter(y -> y - top >= least && all.bottom() - y >= least).toList();
				if (free.isEmpty())
					break;
				chosen.add(Collections.min(free, Comparator.comparingInt(y -> Math.abs(y - ideal))));
			}
			return chosen;
		}

		private static double misfit(int columns, int pitch, int height) {
			return Math.abs(Math.log((double) columns * pitch / (height / columns) / PREFERRED_RATIO));
		}
	}
}
