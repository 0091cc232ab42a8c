package io.spadework.diagram.layout;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.FixedAlignment;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortAlignment;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkConnectableShape;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

import io.spadework.model.study.Edge;
import io.spadework.model.study.Node;
import io.spadework.notation.Notation;

/** Layers from top to bottom with orthogonal edges, by ELK's layered algorithm. */
final class Layers {

	/** Between layers: room for a line of text beside the edge, in pixels. */
	private static final double BETWEEN_LAYERS = 28;

	/** Between nodes of one layer: room for a shape beside an edge, in pixels. */
	private static final double BETWEEN_BLOCKS = 48;

	static {
		LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
	}

	private Layers() {
	}

	static GraphLayout of(Map<Node, Box> boxes, Collection<Edge> edges) {
		ElkNode graph = ElkGraphUtil.createGraph();
		graph.setProperty(LayeredOptions.DIRECTION, Direction.DOWN);
		graph.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
		// inputs stand in the order in which they are stacked
		graph.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.NODES_AND_EDGES);
		graph.setProperty(LayeredOptions.NODE_PLACEMENT_BK_FIXED_ALIGNMENT, FixedAlignment.BALANCED);
		graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
		graph.setProperty(LayeredOptions.SPACING_NODE_NODE, BETWEEN_BLOCKS);
		graph.setProperty(LayeredOptions.SPACING_EDGE_NODE, 24.0);
		graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 12.0);
		graph.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 20.0);
		Map<Node, ElkNode> placed = new LinkedHashMap<>();
		boxes.forEach((node, box) -> {
			ElkNode elk = ElkGraphUtil.createNode(graph);
			elk.setDimensions(box.width(), box.height());
			if (box.round()) {
				elk.setProperty(LayeredOptions.PORT_ALIGNMENT_DEFAULT, PortAlignment.CENTER);
				elk.setProperty(LayeredOptions.SPACING_PORT_PORT, 14.0);
			}
			placed.put(node, elk);
		});
		Map<Edge, ElkEdge> routed = new LinkedHashMap<>();
		for (Edge edge : edges)
			routed.put(edge, ElkGraphUtil.createSimpleEdge(placed.get(edge.getSource()), end(edge, placed)));
		new LayeredLayoutProvider().layout(graph, new BasicProgressMonitor());

		Map<Node, Rectangle> outlines = new LinkedHashMap<>();
		placed.forEach((node, elk) -> outlines.put(node, new Rectangle(round(elk.getX()), round(elk.getY()), round(elk.getWidth()), round(elk.getHeight()))));
		Map<Edge, PointList> routes = new HashMap<>();
		routed.forEach((edge, elk) -> routes.put(edge, Routes.points(elk.getSections().get(0))));
		return GraphLayout.of(outlines, routes);
	}

	/** A conditioning edge enters from the side, so that it can't be taken for data. */
	private static ElkConnectableShape end(Edge edge, Map<Node, ElkNode> placed) {
		ElkNode target = placed.get(edge.getTarget());
		if (!Notation.conditions(edge))
			return target;
		target.setProperty(LayeredOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_SIDE);
		ElkPort port = ElkGraphUtil.createPort(target);
		port.setProperty(LayeredOptions.PORT_SIDE, PortSide.EAST);
		return port;
	}

	private static int round(double value) {
		return (int) Math.round(value);
	}
}
