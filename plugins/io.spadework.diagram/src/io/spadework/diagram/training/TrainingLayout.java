package io.spadework.diagram.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortAlignment;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

import io.spadework.diagram.layout.Box;
import io.spadework.notation.training.Flow;
import io.spadework.notation.training.Part;

/** Where the parts of a training go: layers from the inputs at the top to the sums of losses at the bottom, by ELK's layered algorithm. */
final class TrainingLayout {

	private static final double BETWEEN_LAYERS = 26;
	private static final double BETWEEN_PARTS = 22;

	static {
		LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
	}

	private final Map<Part, Rectangle> outlines = new LinkedHashMap<>();
	private final Map<Flow, PointList> routes = new LinkedHashMap<>();
	private final Map<Flow, Point> labels = new LinkedHashMap<>();

	/**
	 * Lays a training out.
	 *
	 * @param boxes      the parts and their sizes
	 * @param flows      between these parts
	 * @param labelSizes what the text of a flow takes
	 */
	TrainingLayout(Map<Part, Box> boxes, List<Flow> flows, Function<Flow, Dimension> labelSizes) {
		ElkNode graph = ElkGraphUtil.createGraph();
		graph.setProperty(LayeredOptions.DIRECTION, Direction.DOWN);
		graph.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
		graph.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.PREFER_NODES);
		graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
		graph.setProperty(LayeredOptions.SPACING_NODE_NODE, BETWEEN_PARTS);
		graph.setProperty(LayeredOptions.SPACING_EDGE_NODE, 18.0);
		graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 12.0);
		graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 12.0);
		graph.setProperty(LayeredOptions.SPACING_EDGE_LABEL, 1.0);
		Map<Part, ElkNode> placed = new LinkedHashMap<>();
		boxes.forEach((part, box) -> {
			ElkNode elk = ElkGraphUtil.createNode(graph);
			elk.setDimensions(box.width(), box.height());
			if (box.round()) {
				elk.setProperty(LayeredOptions.PORT_ALIGNMENT_DEFAULT, PortAlignment.CENTER);
				elk.setProperty(LayeredOptions.SPACING_PORT_PORT, 12.0);
			}
			placed.put(part, elk);
		});
		Map<Flow, ElkEdge> routed = new LinkedHashMap<>();
		for (Flow flow : flows) {
			ElkEdge edge = ElkGraphUtil.createSimpleEdge(placed.get(flow.source()), placed.get(flow.target()));
			if (!flow.line().label().isEmpty()) {
				ElkLabel label = ElkGraphUtil.createLabel(flow.line().label(), edge);
				Dimension size = labelSizes.apply(flow);
				label.setDimensions(size.width, size.height);
				label.setProperty(LayeredOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
			}
			routed.put(flow, edge);
		}
		new LayeredLayoutProvider().layout(graph, new BasicProgressMonitor());
		placed.forEach((part, elk) -> outlines.put(part, new Rectangle(round(elk.getX()), round(elk.getY()), round(elk.getWidth()), round(elk.getHeight()))));
		routed.forEach((flow, elk) -> {
			routes.put(flow, meet(points(elk.getSections().get(0)), flow, boxes));
			if (!elk.getLabels().isEmpty()) {
				ElkLabel label = elk.getLabels().get(0);
				labels.put(flow, new Point(round(label.getX()), round(label.getY() + label.getHeight()) - 3));
			}
		});
	}

	/** The outline of a part. */
	Rectangle outline(Part part) {
		return outlines.get(part);
	}

	/** The way of a flow. */
	PointList route(Flow flow) {
		return routes.get(flow);
	}

	/** Left end of the base of a flow's text; null where it has none. */
	Point label(Flow flow) {
		return labels.get(flow);
	}

	/** What everything covers. */
	Rectangle bounds() {
		Rectangle all = outlines.values().stream().map(Rectangle::getCopy).reduce(Rectangle::union).orElseGet(Rectangle::new);
		routes.values().forEach(route -> all.union(route.getBounds()));
		return all;
	}

	/** Moves everything. */
	void translate(int dx, int dy) {
		outlines.values().forEach(outline -> outline.translate(dx, dy));
		routes.values().forEach(route -> route.translate(dx, dy));
		labels.values().forEach(label -> label.translate(dx, dy));
	}

	/** Ends at the bounds of a circle are led to it. */
	private PointList meet(PointList route, Flow flow, Map<Part, Box> boxes) {
		route.setPoint(onOutline(route.getFirstPoint(), boxes.get(flow.source()), outlines.get(flow.source())), 0);
		route.setPoint(onOutline(route.getLastPoint(), boxes.get(flow.target()), outlines.get(flow.target())), route.size() - 1);
		return route;
	}

	private static Point onOutline(Point end, Box box, Rectangle outline) {
		if (!box.round())
			return end;
		double radius = outline.height / 2.0;
		double off = Math.min(radius, Math.abs(end.x - (outline.x + outline.width / 2.0)));
		int depth = (int) Math.round(radius - Math.sqrt(radius * radius - off * off));
		return new Point(end.x, end.y <= outline.y ? end.y + depth : end.y - depth);
	}

	private static PointList points(ElkEdgeSection section) {
		PointList points = new PointList();
		points.addPoint(round(section.getStartX()), round(section.getStartY()));
		for (ElkBendPoint bend : section.getBendPoints())
			append(points, bend.getX(), bend.getY());
		append(points, section.getEndX(), section.getEndY());
		return points;
	}

	/** Coordinates that differ by less than a pixel are the same: otherwise rounding would slant the line. */
	private static void append(PointList points, double x, double y) {
		Point last = points.getLastPoint();
		points.addPoint(Math.abs(x - last.x) <= 1 ? last.x : round(x), Math.abs(y - last.y) <= 1 ? last.y : round(y));
	}

	private static int round(double value) {
		return (int) Math.round(value);
	}
}
