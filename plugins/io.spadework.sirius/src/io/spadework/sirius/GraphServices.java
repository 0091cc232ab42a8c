package io.spadework.sirius;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.emf.ecore.EObject;

import io.spadework.model.Names;
import io.spadework.model.edit.changes.Change;
import io.spadework.model.edit.changes.Connect;
import io.spadework.model.edit.changes.Create;
import io.spadework.model.edit.changes.Delete;
import io.spadework.model.edit.changes.SwapNorms;
import io.spadework.model.study.Block;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Graph;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Port;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;
import io.spadework.notation.EditText;
import io.spadework.notation.Family;
import io.spadework.notation.NodeNotation;
import io.spadework.notation.Notation;
import io.spadework.notation.Outline;
import io.spadework.notation.Place;
import io.spadework.notation.Placing;
import io.spadework.notation.Title;
import io.spadework.notation.Toolbox;

/** What the architecture and discriminator diagrams of the viewpoint ask and do: the notation says it, and changes of the study do it. */
public final class GraphServices {

	/** Layer that adds what nodes cost. */
	static final String COSTS = "Costs";

	/** Layer that adds the shapes of what flows. */
	static final String SHAPES = "Shapes";

	private static Notation notation(Graph graph) {
		return Memory.of(graph, graph, () -> Notation.of(graph));
	}

	private static NodeNotation look(Node node) {
		return notation((Graph) node.eContainer()).of(node);
	}

	// ---- what is shown

	/** The edges that bring data. */
	public Collection<Edge> dataEdges(Graph graph) {
		return graph.getEdges().stream().filter(edge -> !Notation.conditions(edge)).toList();
	}

	/** The edges that bring a label map, style code or condition beside the data. */
	public Collection<Edge> conditioningEdges(Graph graph) {
		return graph.getEdges().stream().filter(Notation::conditions).toList();
	}

	/** The nodes inside of a block use or a stage. */
	public Collection<Node> nodesInside(Node door) {
		Graph inside = Place.inside(door);
		return inside == null ? List.of() : List.copyOf(inside.getNodes());
	}

	/** What stands in a node: its name, what it is made with, and what the layers add. */
	public String label(Node node, EObject diagram) {
		NodeNotation look = look(node);
		return lines(look.outline() == Outline.CIRCLE ? look.symbol() + "  " + look.name() : look.name(), look.detail().equalsIgnoreCase(look.name()) ? "" : look.detail(), look.inside(),
				Views.isOn(diagram, SHAPES) ? look.output() : "",
				Views.isOn(diagram, COSTS) && !look.parameters().isEmpty() ? look.parameters() + " params · " + look.multiplyAdds() + " multiply-adds" : "",
				look.tap() ? "tap" : "");
	}

	/** What stands in a block use or a stage. Sirius gives a container's label no diagram when it refreshes it, so that it is looked for around the view. */
	public String containerLabel(Node node, EObject view) {
		return label(node, Views.diagram(view));
	}

	/** What a node is and computes. */
	public String explain(Node node) {
		NodeNotation look = look(node);
		return lines(look.kind(), look.formula(), look.output().isEmpty() ? "" : "output " + look.output());
	}

	/** A node in one line, inside of a block. */
	public String brief(Node node) {
		NodeNotation look = look(node);
		return look.name() + (look.detail().isEmpty() || look.detail().equalsIgnoreCase(look.name()) ? "" : ": " + look.detail());
	}

	/** What stands beside an edge: the shape that flows, where the layer is on. */
	public String edgeLabel(Edge edge, EObject diagram) {
		return Views.isOn(diagram, SHAPES) ? notation((Graph) edge.eContainer()).of(edge).label() : "";
	}

	/** The name of a graph, with totals, and for a discriminator what each scale sees. */
	public String title(Graph graph) {
		Title title = notation(graph).title();
		return lines(Stream.concat(Stream.of(title.name(), title.totals()), title.scales().stream()).toArray(String[]::new));
	}

	/** Whether an edge brings the label map. */
	public boolean bringsLabelMap(Edge edge) {
		return edge.getPort() == Port.LABEL_MAP;
	}

	/** Whether SPADE colours a node: it is one, or has one inside. */
	public boolean isSpade(Node node) {
		return look(node).family() == Family.SPADE;
	}

	/** Whether convolutions colour a node. */
	public boolean isConvolution(Node node) {
		return look(node).family() == Family.CONVOLUTION;
	}

	/** Whether the label map colours a node. */
	public boolean isLabelMap(Node node) {
		return look(node).family() == Family.LABEL_MAP;
	}

	/** Whether a style code or a condition colours a node. */
	public boolean isStyle(Node node) {
		return look(node).family() == Family.STYLE;
	}

	/** Whether height and width fall in a node. */
	public boolean isNarrowing(Node node) {
		return look(node).outline() == Outline.NARROWING;
	}

	private static String lines(String... lines) {
		return Stream.of(lines).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
	}

	// ---- where one can go

	/** The graph behind a block use or a stage; null for other nodes. */
	public EObject inside(Node door) {
		return Place.inside(door);
	}

	/** Whether there is a graph behind a node. */
	public boolean hasInside(Node node) {
		return Place.inside(node) != null;
	}

	// ---- what can be made, and is made

	/** Makes a node of the tool that is called so: by itself in a graph, behind a node, or in its only edge. */
	public EObject create(EObject place, String tool) {
		Graph graph = place instanceof Graph there ? there : (Graph) place.eContainer();
		Node node = Toolbox.of(graph).stream().flatMap(group -> group.tools().stream()).filter(each -> each.label().equals(tool)).findFirst().map(found -> found.make().get()).orElse(null);
		if (node != null)
			return create(place, node);
		Gestures.say(Names.of(graph) + ", a " + Names.kind(graph) + ", cannot hold this: " + tool);
		return place;
	}

	/** The blocks that a graph can use. */
	public Collection<EObject> usableBlocks(EObject place) {
		Graph graph = place instanceof Graph there ? there : (Graph) place.eContainer();
		return graph.eContainer() instanceof Study study ? study.getBlocks().stream().filter(block -> Create.in(graph, Create.use(block)).refusal() == null).map(EObject.class::cast).toList()
				: List.of();
	}

	/** The coarser generators that can be stages of a graph. */
	public Collection<EObject> possibleStages(EObject place) {
		Graph graph = place instanceof Graph there ? there : (Graph) place.eContainer();
		return graph instanceof Generator && graph.eContainer() instanceof Study study ? study.getNetworks().stream().filter(each -> stageTool(graph, each) != null).map(EObject.class::cast).toList()
				: List.of();
	}

	/** Makes a use of a block, or a stage of a generator. */
	public EObject createOf(EObject place, EObject chosen) {
		Graph graph = place instanceof Graph there ? there : (Graph) place.eContainer();
		Toolbox.Tool stage = stageTool(graph, chosen);
		return chosen instanceof Block block ? create(place, Create.use(block)) : stage == null ? place : create(place, stage.make().get());
	}

	private static Toolbox.Tool stageTool(Graph graph, EObject generator) {
		return Toolbox.of(graph).stream().flatMap(group -> group.tools().stream()).filter(tool -> tool.make().get() instanceof Stage stage && stage.getNetwork() == generator).findFirst().orElse(null);
	}

	private static EObject create(EObject place, Node node) {
		Change change = place instanceof Node before ? Placing.behind(before, node) : Create.in((Graph) place, node);
		return Gestures.make(change) ? node : place;
	}

	/** Whether an edge can lead from a node to another. */
	public boolean canConnect(EObject source, EObject target) {
		return source instanceof Node from && target instanceof Node to && Connect.suitable(from, to).refusal() == null;
	}

	/** Leads an edge from a node into the port of another that suits. */
	public EObject connect(Node source, EObject target) {
		if (target instanceof Node node)
			Gestures.make(Connect.suitable(source, node));
		return source;
	}

	/** Whether an edge can come from another node. */
	public boolean canLeave(Edge edge, EObject source) {
		return source instanceof Node node && Connect.moved(edge, node, edge.getTarget(), edge.getPort()).refusal() == null;
	}

	/** Lets an edge come from another node. */
	public EObject leave(Edge edge, EObject source) {
		if (source instanceof Node node)
			Gestures.make(Connect.moved(edge, node, edge.getTarget(), edge.getPort()));
		return edge;
	}

	/** Whether an edge can go to another node. */
	public boolean canEnter(Edge edge, EObject target) {
		return target instanceof Node node && enter(edge, node).refusal() == null;
	}

	/** Lets an edge go to another node: into the port of the same name where that has room, otherwise into the first that has. */
	public EObject enterOther(Edge edge, EObject target) {
		if (target instanceof Node node)
			Gestures.make(enter(edge, node));
		return edge;
	}

	private static Change enter(Edge edge, Node target) {
		return Stream.concat(Stream.of(edge.getPort()), Stream.of(Port.values())).map(port -> Connect.moved(edge, edge.getSource(), target, port)).filter(change -> change.refusal() == null).findFirst()
				.orElse(Connect.moved(edge, edge.getSource(), target, edge.getPort()));
	}

	/** Takes a node or an edge away; what a node stood between is connected where that is plain. */
	public EObject takeAway(Element element) {
		EObject graph = element.eContainer();
		if (graph == null)
			return element; // gone with a node that was deleted in the same gesture
		Gestures.make(new Delete(List.of(element)));
		return graph;
	}

	/** Puts SPADE in the place of a norm. */
	public EObject swapToSpade(Node norm) {
		EObject graph = norm.eContainer();
		Gestures.make(SwapNorms.toSpade(List.of(norm)));
		return graph;
	}

	/** Puts instance norm in the place of a norm. */
	public EObject swapToInstance(Node norm) {
		EObject graph = norm.eContainer();
		Gestures.make(SwapNorms.to(NormKind.INSTANCE, List.of(norm)));
		return graph;
	}

	/** Whether a node is a norm that another one can take the place of. */
	public boolean isNorm(EObject element) {
		return element instanceof Node node && isNorm(node);
	}

	private static boolean isNorm(Node node) {
		return SwapNorms.toSpade(List.of(node)).refusal() == null || SwapNorms.to(NormKind.INSTANCE, List.of(node)).refusal() == null;
	}

	/** The text of a node or graph to be changed: its name, and its main value, as in "seed = 16*ngf". */
	public String editText(NamedElement element) {
		return EditText.of(element);
	}

	/** Takes a changed text. */
	public EObject edit(NamedElement element, Object text) {
		Gestures.make(EditText.change(element, Objects.toString(text, "")));
		return element;
	}
}
