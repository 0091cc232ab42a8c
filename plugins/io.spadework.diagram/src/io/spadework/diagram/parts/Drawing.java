package io.spadework.diagram.parts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
import io.spadework.notation.Heat.Measure;
import io.spadework.notation.Line;
import io.spadework.notation.Notation;
import io.spadework.notation.Place;
import io.spadework.notation.Title;

/** One graph as drawn in one experiment: its figures, laid out, and within blocks and stages what they show inside. Needs the display's thread. */
public final class Drawing {

	private static final int BELOW_TITLE = 18;

	/** Around everything, in pixels. */
	private static final int MARGIN = 24;

	private final Graph graph;
	private final Look look;
	private final Notation notation;
	private final List<Node> way;
	private final Style style;
	private final Heat heat;
	private final Map<Node, NodeFigure> figures = new LinkedHashMap<>();
	private final Map<Node, Drawing> inside = new LinkedHashMap<>();
	private final Map<Edge, Line> lines = new LinkedHashMap<>();
	private final Map<Edge, EdgeFigure> edges = new LinkedHashMap<>();
	private final List<IFigure> background = new ArrayList<>();
	private final GraphLayout layout;

	/** What a drawing has in common with those inside of it. */
	private record Style(Graph diagram, Map<Element, List<Problem>> problems, Palette palette, Positions positions, Measure measure) {
	}

	/**
	 * Draws a graph.
	 *
	 * @param problems  what is wrong with its elements
	 * @param positions where somebody has put its nodes, and which show what is inside
	 * @param measure   what to colour nodes by; null to colour them by their families
	 */
	public Drawing(Notation notation, Map<Element, List<Problem>> problems, Palette palette, Positions positions, Measure measure) {
		this(notation.graph(), Look.of(notation), notation, List.of(), new Style(notation.graph(), problems, palette, positions, measure));
		place(look.title());
		connect();
	}

	/** Draws a graph whose elements several notations write, as where two graphs are shown as one; it stays as it is laid out, and its blocks folded. */
	public Drawing(Graph graph, Look look, Palette palette) {
		this(graph, look, null, List.of(), new Style(graph, Map.of(), palette, Positions.NONE, null));
		place(look.title());
		connect();
	}

	private Drawing(Graph graph, Look look, Notation notation, List<Node> way, Style style) {
		this.graph = graph;
		this.look = look;
		this.notation = notation;
		this.way = way;
		this.style = style;
		heat = style.measure() == null ? null : Heat.of(graph, notation, style.measure());
		for (Node node : graph().getNodes()) {
			NodeFigure figure = new NodeFigure(look.nodes().apply(node), style.problems().getOrDefault(node, List.of()), heat == null ? null : heat.of(node), palette());
			figures.put(node, figure);
			if (notation != null && Place.inside(node) != null)
				fold(node, figure);
		}
		alignWidths();
		graph().getEdges().stream().filter(e -> figures.containsKey(e.getSource()) && figures.containsKey(e.getTarget())).forEach(e -> lines.put(e, look.edges().apply(e)));
		layout = GraphLayout.of(boxes(), lines.keySet(), rails(), e -> FigureUtilities.getTextWidth(lines.get(e).label(), palette().detail()));
		Map<Node, Point> places = new HashMap<>();
		for (Node node : graph().getNodes())
			if (style.positions().of(node) != null)
				places.put(node, new Point(style.positions().of(node).x(), style.positions().of(node).y()));
		if (!places.isEmpty())
			layout.arrange(places, boxes(), inside.keySet());
	}

	/** Lets a block or stage show what is inside where somebody wants to see that. */
	private void fold(Node node, NodeFigure figure) {
		boolean open = style.positions().isOpen(style.diagram(), way(node).stream().map(Node::getId).toList());
		figure.addFold(open);
		if (open) {
			Notation within = notation.inside(node);
			Drawing contents = new Drawing(within.graph(), Look.of(within), within, way(node), style);
			inside.put(node, contents);
			figure.hold(contents.layout.bounds().getSize());
		}
	}

	/** Draws the edges, now that everything has its place, and what is inside. */
	private void connect() {
		lines.forEach((edge, line) -> edges.put(edge, new EdgeFigure(line, layout.route(edge), layout.label(edge), palette())));
		inside.forEach((node, contents) -> {
			Point room = figures.get(node).inside(layout.outline(node));
			Rectangle covers = contents.layout.bounds();
			contents.layout.translate(room.x - covers.x, room.y - covers.y);
			contents.connect();
			// before anything is put into it: a figure that gets its bounds takes along what is in it
			figures.get(node).setBounds(bounds(node));
			contents.edges.values().forEach(edge -> figures.get(node).add(edge.still()));
		});
	}

	/** The way to a node from the diagram: the block uses and stages that lead to it, and itself. */
	List<Node> way(Node node) {
		return Stream.concat(way.stream(), Stream.of(node)).toList();
	}

	/** The nodes that a block or stage shows inside; empty while it is folded, and for other nodes. */
	List<Inside> inside(Node node) {
		return inside.containsKey(node) ? inside.get(node).graph().getNodes().stream().map(each -> new Inside(inside.get(node), each)).toList() : List.of();
	}

	/** Everything that is shown inside of blocks and stages. */
	public List<Inside> allInside() {
		return inside.entrySet().stream().flatMap(each -> Stream.concat(inside(each.getKey()).stream(), each.getValue().allInside().stream())).toList();
	}

	/** How the graph is written; null where several notations write it. */
	public Notation notation() {
		return notation;
	}

	/** The graph drawn. */
	public Graph graph() {
		return graph;
	}

	/** The colours and fonts it is drawn with. */
	public Palette palette() {
		return style.palette();
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
		GraphLayout alone = GraphLayout.of(own, between, Map.of(), edge -> FigureUtilities.getTextWidth(lines.get(edge).label(), palette().detail()));
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

	private Map<Node, List<Edge>> rails() {
		Set<Node> sources = look.rails();
		return lines.keySet().stream().filter(e -> Notation.conditions(e) && sources.contains(e.getSource()))
				.collect(Collectors.groupingBy(Edge::getSource, LinkedHashMap::new, Collectors.toList()));
	}

	private void place(Title title) {
		boolean arranged = figures.keySet().stream().anyMatch(node -> style.positions().of(node) != null);
		TitleFigure heading = new TitleFigure(title, heat, palette());
		Dimension size = heading.getPreferredSize();
		Rectangle nodesCover = layout.bounds();
		ScalesFigure sheets = title.scales().size() > 1 ? new ScalesFigure(title.scales(), palette()) : null;
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
