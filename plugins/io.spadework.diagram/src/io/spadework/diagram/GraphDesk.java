package io.spadework.diagram;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.gef.commands.Command;
import org.eclipse.jface.viewers.ILabelProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.swt.graphics.Image;

import io.spadework.diagram.edit.Chooser;
import io.spadework.diagram.edit.Desk;
import io.spadework.diagram.edit.Gesture;
import io.spadework.diagram.figures.NodeFigure;
import io.spadework.diagram.forms.ExpressionAssist.Name;
import io.spadework.diagram.forms.ProblemList;
import io.spadework.diagram.layout.GraphLayout;
import io.spadework.diagram.layout.Positions;
import io.spadework.model.Fix;
import io.spadework.model.Fixes;
import io.spadework.model.Names;
import io.spadework.model.Problem;
import io.spadework.model.Scope;
import io.spadework.model.edit.Labels;
import io.spadework.model.edit.changes.Change;
import io.spadework.model.edit.changes.Connect;
import io.spadework.model.edit.changes.Create;
import io.spadework.model.edit.changes.Delete;
import io.spadework.model.edit.changes.ExtractBlock;
import io.spadework.model.edit.changes.Paste;
import io.spadework.model.edit.changes.SetValue;
import io.spadework.model.edit.changes.SwapNorms;
import io.spadework.model.edit.changes.UnfoldBlock;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Output;
import io.spadework.model.study.Port;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.notation.MainValue;
import io.spadework.notation.Place;
import io.spadework.notation.Placing;
import io.spadework.notation.Toolbox;
import io.spadework.notation.Toolbox.Tool;

/** Everything that a person can do to the graph of a page, whether with the pointer, the keyboard or a menu: each a named step of the editor's undo. */
public final class GraphDesk implements Desk {

	/** Which way nodes are brought into line. */
	public enum Line {
		LEFT, CENTRE, RIGHT, TOP, MIDDLE, BOTTOM
	}

	/** Copies of nodes in a copy of their study, so that they stay as they were. */
	private static List<Node> copied = List.of();

	private final StudyEditor editor;
	private final GraphPage page;

	GraphDesk(StudyEditor editor, GraphPage page) {
		this.editor = editor;
		this.page = page;
	}

	private Graph graph() {
		return page.graph();
	}

	/** The graph that a gesture changes: that of the page, or of the block or stage in which something is selected. */
	private Graph chosenGraph() {
		return page.chosenNotation().graph();
	}

	private GraphLayout layout() {
		return page.drawing().layout();
	}

	@Override
	public Command command(Change change) {
		return Gesture.of(editor.study(), change, editor.arrangement());
	}

	/** Makes a change, or says why it can't be made; whether it was made. */
	boolean make(Change change) {
		return make(Gesture.of(editor.study(), change, editor.arrangement()));
	}

	private boolean make(Gesture gesture) {
		String refusal = gesture.refusal();
		say(refusal, true);
		if (refusal != null)
			return false;
		editor.commands().execute(gesture);
		return true;
	}

	@Override
	public Command create(Node node, Point at) {
		return Gesture.of(editor.study(), Create.in(graph(), node), editor.arrangement(), positions -> positions.with(layout(), graph(), Map.of(node, at)));
	}

	@Override
	public Command create(Node node, Edge into) {
		return command(Create.in(into, node));
	}

	@Override
	public Command create(Node node, Node behind) {
		return command(Placing.behind(behind, node));
	}

	@Override
	public Command move(Iterable<Node> nodes, int dx, int dy) {
		Map<Node, Point> places = new LinkedHashMap<>();
		for (Node node : nodes)
			places.put(node, layout().place(node).translate(dx, dy));
		return place("Move", places);
	}

	@Override
	public Command place(String label, Map<Node, Point> places) {
		return Gesture.moving(label, editor.arrangement(), positions -> positions.with(layout(), graph(), places));
	}

	@Override
	public void say(String message, boolean refuses) {
		editor.say(message, refuses);
	}

	@Override
	public void open(Node node) {
		if (Place.inside(node) == null)
			edit(node, true);
		else
			editor.open(node);
	}

	@Override
	public void open(List<Node> way) {
		editor.ways().open(way);
	}

	@Override
	public void look(List<List<Node>> ways) {
		if (ways.isEmpty()) {
			say("Select a block or a stage to look inside", true);
			return;
		}
		List<List<String>> ids = ways.stream().map(way -> way.stream().map(Node::getId).toList()).toList();
		boolean open = !ids.stream().allMatch(way -> editor.arrangement().positions().isOpen(graph(), way));
		editor.commands().execute(Gesture.moving(open ? "Look inside" : "Fold", editor.arrangement(), positions -> {
			Positions changed = positions;
			for (List<String> way : ids)
				changed = changed.opened(graph(), way, open);
			return changed;
		}));
		if (ways.size() == 1 && ways.getFirst().size() == 1)
			page.reveal(ways.getFirst().getFirst());
	}

	/** Lets the selected blocks and stages show what is inside, or folds them where all show it. */
	public void look() {
		look(page.selectedDoors());
	}

	@Override
	public void edit(Node node, boolean name) {
		EAttribute main = name ? null : MainValue.of(node);
		page.edit(node, main == null ? Literals.NAMED_ELEMENT__NAME : main);
	}

	/** Why an attribute of a node can't be a text; null where it can, or is already. */
	String refusal(Node node, EAttribute attribute, String text) {
		return Objects.equals(node.eGet(attribute), text) ? null : new SetValue(List.of(node), attribute, text).refusal();
	}

	/** Sets an attribute of a node, unless it is so already. */
	void set(Node node, EAttribute attribute, String text) {
		if (!Objects.equals(node.eGet(attribute), text))
			make(new SetValue(List.of(node), attribute, text));
	}

	/** What expressions of this graph can use. */
	Collection<Name> names() {
		Scope scope = page.chosenNotation().scope();
		List<Name> names = new ArrayList<>();
		if (scope != null)
			scope.values().forEach((name, value) -> names.add(new Name(name, Scope.text(value))));
		return names;
	}

	/** Makes a node: in the selected edge, behind the selected node, or by itself. Selects it. */
	public void add(Tool tool) {
		Node node = tool.make().get();
		List<Element> selected = page.chosenElements();
		Change change = switch (selected.isEmpty() ? null : selected.getLast()) {
		case Edge edge when Create.in(edge, node).refusal() == null -> Create.in(edge, node);
		case Node before when !(before instanceof Output) -> Placing.behind(before, node);
		case null, default -> Create.in(chosenGraph(), node);
		};
		if (make(change))
			page.choose(node);
	}

	/** Asks what to add, and adds it. */
	public void chooseAndAdd() {
		List<Tool> tools = new ArrayList<>();
		Toolbox.of(chosenGraph()).forEach(group -> tools.addAll(group.tools()));
		choose("Add a node", tools, labels(Tool::label, tool -> editor.images().named(tool.icon())), Tool::hint, this::add);
	}

	/** Connects two selected nodes, the first one that flows to the other; of one, asks where its edge goes. */
	public void connect() {
		List<Node> selected = page.chosenElements().stream().filter(Node.class::isInstance).map(Node.class::cast).toList();
		if (selected.size() == 2) {
			connect(selected.get(0), selected.get(1));
		} else if (selected.size() == 1) {
			Node source = selected.get(0);
			List<Node> targets = chosenGraph().getNodes().stream().filter(node -> Connect.suitable(source, node).refusal() == null).toList();
			if (targets.isEmpty())
				say("No node has room for an edge from " + source.getName() + "; a sum or a concatenation takes several", true);
			else
				choose("Connect " + source.getName() + " to", targets, labels(Node::getName, node -> editor.images().of(node.eClass())), Names::kind, target -> connect(source, target));
		} else {
			say("Select the node that the edge comes from, or both of its ends", true);
		}
	}

	/** Connects two nodes at the port that suits. */
	public void connect(Node source, Node target) {
		make(Connect.suitable(source, target));
	}

	/** Leads the selected edge into another port. */
	public void enter(Edge edge, Port port) {
		make(Connect.moved(edge, edge.getSource(), edge.getTarget(), port));
	}

	/** Takes the selection away; what it stood between is connected where that is plain. */
	public void delete() {
		make(new Delete(page.chosenElements()));
	}

	/** Keeps copies of the selected nodes for pasting. */
	public void copy() {
		List<Node> nodes = page.chosenNodes();
		if (nodes.isEmpty())
			return;
		EcoreUtil.Copier copier = new EcoreUtil.Copier();
		copier.copy(editor.study());
		copier.copyReferences();
		copied = nodes.stream().map(node -> (Node) copier.get(node)).toList();
		say(nodes.size() == 1 ? "1 node copied" : nodes.size() + " nodes copied", false);
	}

	/** Copies the selected nodes and takes them away. */
	public void cut() {
		List<Node> nodes = page.chosenNodes();
		copy();
		Delete delete = new Delete(nodes);
		make(new Change() {
			@Override
			public String label() {
				return "Cut";
			}

			@Override
			public String refusal() {
				return delete.refusal();
			}

			@Override
			public void make() {
				delete.make();
			}
		});
	}

	/** Puts copies of what was copied last into the graph, and selects them. */
	public void paste() {
		Paste paste = new Paste(chosenGraph(), copied);
		if (make(paste))
			page.select(paste.made());
	}

	/** Whether there is something to paste. */
	public boolean canPaste() {
		return !copied.isEmpty();
	}

	/** Makes a block of the selected nodes and one use of it in their place. */
	public void extract() {
		String refusal = extraction("block").refusal();
		say(refusal, true);
		if (refusal == null)
			editor.ask("Extract as Block", "Name of the block", "block", name -> name.isBlank() ? "A block has a name." : null, this::extract);
	}

	/** Makes a block with a name of the selected nodes. */
	public void extract(String name) {
		ExtractBlock extract = extraction(name);
		Graph graph = chosenGraph();
		if (make(extract))
			graph.getNodes().stream().filter(node -> node instanceof BlockUse use && use.getBlock() == extract.block()).findFirst().ifPresent(page::choose);
	}

	private ExtractBlock extraction(String name) {
		return new ExtractBlock(page.chosenNodes(), name.strip());
	}

	/** Why the selection can't be made a block; null where it can. */
	public String extractionRefusal() {
		return extraction("block").refusal();
	}

	/** Puts the nodes of the selected block in the place of its use. */
	public void unfold() {
		if (page.chosenNodes().size() == 1 && page.chosenNodes().get(0) instanceof BlockUse use)
			make(new UnfoldBlock(use, page.chosenNotation().shapes()));
		else
			say("Select one use of a block to unfold it", true);
	}

	/** Swaps the selected normalisations; null for SPADE. */
	public void swapNorms(NormKind kind) {
		List<Node> nodes = page.chosenNodes();
		make(kind == null ? SwapNorms.toSpade(nodes) : SwapNorms.to(kind, nodes));
	}

	/** Brings the selected nodes into line with the one that was selected first. */
	public void align(Line line) {
		List<Node> nodes = page.selectedNodes();
		if (nodes.size() < 2) {
			say("Select at least two nodes to align them", true);
			return;
		}
		Rectangle to = layout().outline(nodes.get(0));
		Map<Node, Point> places = new LinkedHashMap<>();
		for (Node node : nodes) {
			Rectangle at = layout().outline(node);
			Point place = layout().place(node);
			switch (line) {
			case LEFT -> place.x = to.x + at.width / 2;
			case CENTRE -> place.x = to.x + to.width / 2;
			case RIGHT -> place.x = to.right() - at.width / 2;
			case TOP -> place.y = to.y;
			case MIDDLE -> place.y = to.y + (to.height - at.height) / 2;
			case BOTTOM -> place.y = to.bottom() - at.height;
			}
			places.put(node, place);
		}
		editor.commands().execute(place("Align", places));
	}

	/** Makes the gaps between the selected nodes equal, from left to right or from top to bottom. */
	public void distribute(boolean across) {
		ToIntFunction<Rectangle> start = across ? box -> box.x : box -> box.y;
		ToIntFunction<Rectangle> length = across ? box -> box.width : box -> box.height;
		List<Node> nodes = page.selectedNodes().stream().sorted(Comparator.comparingInt(node -> start.applyAsInt(layout().outline(node)))).toList();
		if (nodes.size() < 3) {
			say("Select at least three nodes to distribute them", true);
			return;
		}
		Rectangle first = layout().outline(nodes.getFirst());
		Rectangle last = layout().outline(nodes.getLast());
		int room = start.applyAsInt(last) - start.applyAsInt(first) - nodes.subList(0, nodes.size() - 1).stream().mapToInt(node -> length.applyAsInt(layout().outline(node))).sum();
		double next = start.applyAsInt(first);
		Map<Node, Point> places = new LinkedHashMap<>();
		for (Node node : nodes) {
			Point place = layout().place(node);
			int at = (int) Math.round(next);
			if (across)
				place.x = at + layout().outline(node).width / 2;
			else
				place.y = at;
			places.put(node, place);
			next += length.applyAsInt(layout().outline(node)) + (double) room / (nodes.size() - 1);
		}
		editor.commands().execute(place("Distribute", places));
	}

	/** Moves the selected nodes a little. */
	public void nudge(int dx, int dy) {
		List<Node> nodes = page.selectedNodes();
		if (!nodes.isEmpty())
			editor.commands().execute(move(nodes, dx, dy));
	}

	/** Lays the whole graph out automatically again; what was moved by hand goes where it belongs. */
	public void layOutAll() {
		if (editor.arrangement().positions().isArranged(graph()))
			editor.commands().execute(Gesture.moving("Lay out all", editor.arrangement(), positions -> positions.without(graph())));
		else
			say("This diagram is laid out automatically already", false);
	}

	/** Lays the selected nodes out by themselves, where they are; all others stay. */
	public void layOutSelection() {
		List<Node> nodes = page.selectedNodes();
		if (nodes.size() < 2)
			say("Select at least two nodes to lay them out; all others stay where they are", true);
		else
			editor.commands().execute(place("Lay out selection", page.drawing().laidOut(nodes)));
	}

	/** Asks which of the changes to make that would mend what is wrong with the selection, and makes it. */
	public void mend() {
		Map<Fix, Problem> fixes = new LinkedHashMap<>();
		List<Problem> problems = editor.problemsOfSelection();
		problems.forEach(problem -> Fixes.of(problem).forEach(fix -> fixes.put(fix, problem)));
		if (problems.isEmpty())
			say("Nothing is wrong with what is selected", false);
		else if (fixes.isEmpty())
			say(problems.getFirst().message(), true);
		else
			choose("Mend: " + problems.getFirst().message(), List.copyOf(fixes.keySet()), labels(Fix::label, fix -> ProblemList.small(fixes.get(fix).severity())),
					fix -> fixes.get(fix).message(), fix -> editor.change(fix.label(), fix::apply));
	}

	/** Asks for a node by a part of its name, kind or numbers, anywhere in the study, and shows it. */
	public void find() {
		List<Node> all = new ArrayList<>(graph().getNodes());
		for (Graph other : editor.graphs())
			if (other != graph())
				all.addAll(other.getNodes());
		Function<Node, String> label = node -> node.eContainer() == graph() ? node.getName() : node.getName() + "  \u2013  " + ((Graph) node.eContainer()).getName();
		choose("Find a node", all, labels(label, node -> editor.images().of(node.eClass())), node -> Names.kind(node) + " " + Labels.matter(node),
				node -> editor.reveal(node.getId()));
	}

	private <T> void choose(String hint, List<T> all, ILabelProvider labels, Function<T, String> words, Consumer<T> chosen) {
		org.eclipse.swt.graphics.Rectangle area = page.viewer().getControl().getBounds();
		org.eclipse.swt.graphics.Point place = page.viewer().getControl().toDisplay(Math.max(20, area.width / 2 - 180), 40);
		if (!page.chosenNodes().isEmpty()) {
			NodeFigure figure = page.figure(page.chosenNodes().getLast());
			Rectangle at = figure.getBounds().getCopy();
			figure.translateToAbsolute(at);
			if (at.bottom() > 0 && at.bottom() < area.height - 120 && at.x > -100 && at.x < area.width - 200)
				place = page.viewer().getControl().toDisplay(Math.max(4, at.x), at.bottom());
		}
		new Chooser<>(editor.getSite().getShell(), hint, all, labels, words, place, chosen).open();
	}

	@SuppressWarnings("unchecked")
	private static <T> ILabelProvider labels(Function<T, String> text, Function<T, Image> image) {
		return new LabelProvider() {
			@Override
			public String getText(Object element) {
				return text.apply((T) element);
			}

			@Override
			public Image getImage(Object element) {
				return image.apply((T) element);
			}
		};
	}

	/** The study that is changed. */
	Study study() {
		return editor.study();
	}
}
