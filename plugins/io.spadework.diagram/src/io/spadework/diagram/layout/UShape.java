package io.spadework.diagram.layout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.draw2d.geometry.Rectangle;

import io.spadework.model.study.Edge;
import io.spadework.model.study.Node;
import io.spadework.notation.Notation;

/** A network with skip connections as the field draws it, a U: down on the left, up on the right, and each skip straight across. */
final class UShape {

	/** Fewer skips don't make a U. */
	private static final int LEAST_SKIPS = 2;

	/** Which part of the height the outermost skip spans at least. */
	private static final double LEAST_SPAN = 0.6;

	/** Between the columns, beside the label of a skip, in pixels. */
	private static final int BETWEEN_COLUMNS = 56;

	/** From the lowest nodes to the edge between them, in pixels. */
	private static final int BELOW_COLUMNS = 20;

	private final GraphLayout layers;
	private final List<Edge> skips = new ArrayList<>();
	private Edge bottom;
	private int split;

	private UShape(GraphLayout layers) {
		this.layers = layers;
	}

	/**
	 * Lays a network out as a U.
	 *
	 * @param layers the same network in one column of layers
	 * @return null where it isn't one: where edges don't nest around a narrowest place
	 */
	static GraphLayout of(Map<Node, Box> boxes, Collection<Edge> edges, GraphLayout layers, ToIntFunction<Edge> labelWidth) {
		UShape shape = new UShape(layers);
		return layers.bounds().height > GraphLayout.TALLEST_SINGLE_COLUMN && shape.cut(edges) ? shape.bend(boxes, edges, labelWidth) : null;
	}

	private int top(Node node) {
		return layers.outline(node).y;
	}

	/** Finds the narrowest place, which most edges pass, and whether they nest around it. */
	private boolean cut(Collection<Edge> edges) {
		List<Integer> heights = new ArrayList<>();
		int passed = Integer.MIN_VALUE;
		for (Rectangle outline : layers.outlines().stream().sorted(Comparator.comparingInt((Rectangle each) -> each.y)).toList()) {
			if (passed != Integer.MIN_VALUE && outline.y > passed)
				heights.add(outline.y);
			passed = Math.max(passed, outline.bottom());
		}
		long most = heights.stream().mapToLong(height -> passing(edges, height).size()).max().orElse(0);
		if (most < LEAST_SKIPS + 1)
			return false;
		List<Integer> narrowest = heights.stream().filter(height -> passing(edges, height).size() == most).toList();
		split = narrowest.get(narrowest.size() / 2);
		skips.addAll(passing(edges, split));
		skips.sort(Comparator.comparingInt((Edge edge) -> -top(edge.getSource())).thenComparingInt(edge -> top(edge.getTarget())));
		bottom = skips.removeFirst();
		return nest() && edges.stream().noneMatch(edge -> top(edge.getSource()) >= split && top(edge.getTarget()) < split);
	}

	private List<Edge> passing(Collection<Edge> edges, int height) {
		return edges.stream().filter(edge -> top(edge.getSource()) < height && top(edge.getTarget()) >= height).toList();
	}

	private boolean nest() {
		for (int i = 0; i < skips.size(); i++)
			if (Notation.conditions(skips.get(i))
					|| i > 0 && (top(skips.get(i).getSource()) >= top(skips.get(i - 1).getSource()) || top(skips.get(i).getTarget()) <= top(skips.get(i - 1).getTarget())))
				return false;
		Edge outermost = skips.getLast();
		return !Notation.conditions(bottom) && top(outermost.getTarget()) - top(outermost.getSource()) >= LEAST_SPAN * layers.bounds().height;
	}

	private GraphLayout bend(Map<Node, Box> boxes, Collection<Edge> edges, ToIntFunction<Edge> labelWidth) {
		Column left = new Column(boxes, edges, true);
		Column right = new Column(boxes, edges, false);
		for (Edge skip : skips) {
			int height = Math.max(left.height(skip.getSource()), right.height(skip.getTarget()));
			left.lift(skip.getSource(), height);
			right.lift(skip.getTarget(), height);
		}
		int room = BETWEEN_COLUMNS + skips.stream().mapToInt(labelWidth).max().orElse(0);
		right.across = left.covers.right() - right.covers.x + room;
		Map<Node, Rectangle> outlines = new LinkedHashMap<>();
		Map<Edge, PointList> routes = new HashMap<>();
		for (Node node : boxes.keySet())
			outlines.put(node, (top(node) < split ? left : right).outline(node));
		left.addRoutes(routes);
		right.addRoutes(routes);
		for (Edge skip : skips) {
			Rectangle from = outlines.get(skip.getSource());
			Rectangle to = outlines.get(skip.getTarget());
			routes.put(skip, new PointList(new int[] {from.right(), from.y + from.height / 2, to.x, to.y + to.height / 2}));
		}
		Rectangle from = outlines.get(bottom.getSource());
		Rectangle to = outlines.get(bottom.getTarget());
		int below = Math.max(from.bottom(), to.bottom()) + BELOW_COLUMNS;
		int start = from.x + from.width / 2;
		int end = to.x + to.width / 2;
		routes.put(bottom, new PointList(new int[] {start, from.bottom(), start, below, end, below, end, to.bottom()}));
		return GraphLayout.of(outlines, routes);
	}

	/** One side of the U: heights are counted from its lower end. */
	private final class Column {

		private final GraphLayout layout;
		private final boolean down;
		private final Rectangle covers;
		private final Map<Node, Integer> lifted = new HashMap<>();
		private int across;

		private Column(Map<Node, Box> boxes, Collection<Edge> edges, boolean down) {
			this.down = down;
			Map<Node, Box> own = new LinkedHashMap<>();
			boxes.forEach((node, box) -> {
				if (top(node) < split == down)
					own.put(node, box);
			});
			layout = Layers.of(own, edges.stream().filter(edge -> own.containsKey(edge.getSource()) && own.containsKey(edge.getTarget())).toList());
			covers = layout.bounds();
			own.keySet().forEach(node -> lifted.put(node, 0));
		}

		/** How high the middle of a node is. */
		private int height(Node node) {
			Rectangle outline = layout.outline(node);
			int middle = outline.y + outline.height / 2;
			return (down ? covers.bottom() - middle : middle - covers.y) + lifted.get(node);
		}

		/** Lifts a node to a height, and as far what is above it. */
		private void lift(Node node, int height) {
			int above = height(node);
			for (Node each : List.copyOf(lifted.keySet()))
				if (height(each) >= above && each != node)
					lifted.merge(each, height - above, Integer::sum);
			lifted.merge(node, height - above, Integer::sum);
		}

		private Rectangle outline(Node node) {
			Rectangle outline = layout.outline(node);
			return new Rectangle(outline.x + across, -height(node) - outline.height / 2, outline.width, outline.height);
		}

		/** The routes within the column; on the right they are turned over, so that they lead upwards. */
		private void addRoutes(Map<Edge, PointList> routes) {
			for (Edge edge : layout.edges()) {
				int sign = down ? -1 : 1;
				PointList points = layout.stretched(edge, new Dimension(0, sign * lifted.get(edge.getSource())), new Dimension(0, sign * lifted.get(edge.getTarget())));
				PointList placed = new PointList();
				for (int i = 0; i < points.size(); i++) {
					Point point = points.getPoint(i);
					placed.addPoint(point.x + across, down ? point.y - covers.bottom() : covers.y - point.y);
				}
				routes.put(edge, placed);
			}
		}
	}
}
