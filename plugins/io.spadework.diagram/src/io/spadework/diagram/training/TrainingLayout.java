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
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

import io.spadework.diagram.layout.Box;
import io.spadework.diagram.layout.Routes;
import io.spadework.notation.training.Flow;
import io.spadework.notation.training.Part;

/** Where the parts of a training go: layers from the inputs at the top to the sums of losses at the bottom, by ELK's layered algorithm. */
final class TrainingLayout {

	private static final double BETWEEN_LAYERS = 26;
	private static final double BETWEEN_PARTS = 22;

	/** From the base of a text down to its lower end, in pixels. */
	private static final int ABOVE_BASE = 3;

	static {
		LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
	}

	private final Map<Part, Rectangle> outlines = new LinkedHashMap<>();
	private final Map<Flow, PointList> routes = new LinkedHashMap<>();
	private final Map<Flow, Rectangle> labels = new LinkedHashMap<>();

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
			PointList route = Routes.points(elk.getSections().get(0));
			Routes.meet(route, boxes.get(flow.source()), outlines.get(flow.source()), boxes.get(flow.target()), outlines.get(flow.target()));
			routes.put(flow, route);
			if (!elk.getLabels().isEmpty()) {
				ElkLabel label = elk.getLabels().get(0);
				labels.put(flow, new Rectangle(round(label.getX()), round(label.getY()), round(label.getWidth()), round(label.getHeight())));
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
		Rectangle label = labels.get(flow);
		return label == null ? null : new Point(label.x, label.bottom() - ABOVE_BASE);
	}

	/** What everything covers. */
	Rectangle bounds() {
		Rectangle all = outlines.values().stream().map(Rectangle::getCopy).reduce(Rectangle::union).orElseGet(Rectangle::new);
		routes.values().forEach(route -> all.union(route.getBounds()));
		labels.values().forEach(all::union);
		return all;
	}

	/** Moves everything. */
	void translate(int dx, int dy) {
		outlines.values().forEach(outline -> outline.translate(dx, dy));
		routes.values().forEach(route -> route.translate(dx, dy));
		labels.values().forEach(label -> label.translate(dx, dy));
	}

	private static int round(double value) {
		return (int) Math.round(value);
	}
}
