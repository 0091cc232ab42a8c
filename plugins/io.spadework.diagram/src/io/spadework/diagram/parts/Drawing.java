package io.spadework.diagram.parts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.FigureUtilities;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;

import io.spadework.diagram.figures.NodeFigure;
import io.spadework.diagram.figures.EdgeFigure;
import io.spadework.diagram.figures.Palette;
import io.spadework.diagram.figures.ScalesFigure;
import io.spadework.diagram.figures.TitleFigure;
import io.spadework.diagram.layout.Box;
import io.spadework.diagram.layout.GraphLayout;
import io.spadework.diagram.layout.Positions;
import io.spadework.model.Problem;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.notation.Heat;
import io.spadework.notation.Line;
import io.spadework.notation.Notation;
import io.spadework.notation.Title;

/** One graph as drawn in one experiment: its figures, laid out. Needs the display's thread. */
public final class Drawing {

	private static final int BELOW_TITLE = 18;

	/** Around everything, in pixels. */
	private static final int MARGIN = 24;

	private final Graph graph;
	private final Palette palette;
	private final Map<Node, NodeFigure> figures = new LinkedHashMap<>();
	private final Map<Edge, EdgeFigure> edges = new LinkedHashMap<>();
	private final List<IFigure> background = new ArrayList<>();
	private final GraphLayout layout;

	/**
	 * Draws a graph.
	 *
	 * @param problems  what is wrong with its elements
	 * @param positions where somebody has put its nodes
	 * @param heat      how strongly to colour nodes by what they cost; null to colour them by their families
	 */
	public Drawing(Graph graph, Notation notation, Map<Element, List<Problem>> problems, Palette palette, Positions positions, Heat heat) {
		this(graph, Look.of(notation), problems, palette, positions, heat);
	}

	/**
	 * Draws a graph whose elements several notations write, as where two graphs are shown as one.
	 *
	 * @param problems  what is wrong with its elements
	 * @param positions where somebody has put its nodes
	 * @param heat      how strongly to colour nodes by what they cost; null to colour them by their families
	 */
	public Drawing(Graph graph, Look look, Map<Element, List<Problem>> problems, Palette palette, Positions positions, Heat heat) {
		this.graph = graph;
		this.palette = palette;
		for (Node node : graph.getNodes())
			figures.put(node, new NodeFigure(look.nodes().apply(node), problems.getOrDefault(node, List.of()), heat == null ? null : heat.of(node), palette));
		alignWidths();
		List<Edge> drawable = graph.getEdges().stream().filter(e -> figures.containsKey(e.getSource()) && figures.containsKey(e.getTarget())).toList();
		Map<Edge, Line> lines = new LinkedHashMap<>();
		drawable.forEach(e -> lines.put(e, look.edges().apply(e)));
		layout = GraphLayout.of(boxes(), drawable, rails(look.rails(), drawable), e -> FigureUtilities.getTextWidth(lines.get(e).label(), palette.detail()));
		Map<Node, Point> places = new HashMap<>();
		for (Node node : graph.getNodes())
			if (positions.of(node) != null)
				places.put(node, new Point(positions.of(node).x(), positions.of(node).y()));
		if (!places.isEmpty())
			layout.arrange(places, boxes());
		place(look.title(), !places.isEmpty(), heat);
		for (Edge edge : drawable)
			edges.put(edge, new EdgeFigure(lines.get(edge), layout.route(edge), layout.label(edge), palette));
	}

	/** The graph drawn. */
	public Graph graph() {
		return graph;
	}

	/** The colours and fonts it is drawn with. */
	public Palette palette() {
		return palette;
	}

	/** Where everything is. */
	public GraphLayout layout() {
		return layout;
	}

	/** The nodes, in the graph's order. */
	public List<Node> nodes() {
		return List.copyOf(figures.keySet());
	}

	/** The edges between these nodes; an edge without an end can't be drawn. */
	public Set<Edge> edges() {
		return edges.keySet();
	}

	/** The figure of a node. */
	public NodeFigure figure(Node node) {
		return figures.get(node);
	}

	/** The figure of an edge. */
	public EdgeFigure figure(Edge edge) {
		return edges.get(edge);
	}

	/** Bounds of the figure of a node. */
	public Rectangle bounds(Node node) {
		return layout.outline(node).getExpanded(NodeFigure.MARGIN, NodeFigure.MARGIN);
	}

	/** Where nodes would be if they were laid out by themselves, with the upper left corner of all where it is now. */
	public Map<Node, Point> laidOut(Collection<Node> some) {
		Map<Node, Box> own = boxes();
		own.keySet().retainAll(some);
		List<Edge> between = edges.keySet().stream().filter(edge -> own.containsKey(edge.getSource()) && own.containsKey(edge.getTarget())).toList();
		GraphLayout alone = GraphLayout.of(own, between, Map.of(), edge -> FigureUtilities.getTextWidth(edges.get(edge).line().label(), palette.detail()));
		Rectangle now = own.keySet().stream().map(node -> layout.outline(node).getCopy()).reduce(Rectangle::getUnion).orElseThrow();
		Rectangle then = own.keySet().stream().map(node -> alone.outline(node).getCopy()).reduce(Rectangle::getUnion).orElseThrow();
		alone.translate(now.x - then.x, now.y - then.y);
		Map<Node, Point> places = new LinkedHashMap<>();
		own.keySet().forEach(node -> places.put(node, alone.place(node)));
		return places;
	}

	/** Cards get one width and single lines another, so that a graph reads as a column. */
	private void alignWidths() {
		for (boolean compact : new boolean[] {true, false}) {
			List<NodeFigure> alike = figures.values().stream().filter(b -> b.isAligned() && b.isCompact() == compact).toList();
			int width = alike.stream().mapToInt(NodeFigure::width).max().orElse(0);
			alike.forEach(b -> b.widenTo(width));
		}
	}

	private Map<Node, Box> boxes() {
		Map<Node, Box> boxes = new LinkedHashMap<>();
		figures.forEach((node, figure) -> boxes.put(node, figure.box()));
		return boxes;
	}

	private static Map<Node, List<Edge>> rails(Set<Node> sources, List<Edge> drawable) {
		return drawable.stream().filter(e -> Notation.conditions(e) && sources.contains(e.getSource()))
				.collect(Collectors.groupingBy(Edge::getSource, LinkedHashMap::new, Collectors.toList()));
	}

	private void place(Title title, boolean arranged, Heat heat) {
		TitleFigure heading = new TitleFigure(title, heat, palette);
		Dimension size = heading.getPreferredSize();
		Rectangle nodesCover = layout.bounds();
		ScalesFigure sheets = title.scales().size() > 1 ? new ScalesFigure(title.scales(), palette) : null;
		Rectangle covers = sheets == null ? nodesCover : sheets.around(nodesCover);
		// what somebody has put somewhere stays there: the title moves instead
		int dx = arranged ? 0 : MARGIN - covers.x;
		int dy = arranged ? 0 : MARGIN + size.height + BELOW_TITLE - covers.y;
		layout.translate(dx, dy);
		if (sheets != null) {
			sheets.setBounds(covers.translate(dx, dy));
			background.add(sheets);
		}
		heading.setBounds(new Rectangle(arranged ? covers.x : MARGIN, arranged ? covers.y - BELOW_TITLE - size.height : MARGIN, size.width, size.height));
		background.add(heading);
	}

	/** A figure that reserves the room of the background, so that scrolling, fitting and exporting include it. */
	IFigure backdrop() {
		Figure backdrop = new Figure();
		background.forEach(backdrop::add);
		backdrop.setBounds(background.stream().map(f -> f.getBounds().getCopy()).reduce(layout.bounds(), Rectangle::getUnion).expand(MARGIN, MARGIN));
		return backdrop;
	}
}
