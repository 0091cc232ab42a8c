package io.spadework.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;

import io.spadework.diagram.DiagramView;
import io.spadework.diagram.export.Picture;
import io.spadework.diagram.parts.Look;
import io.spadework.model.difference.DifferenceRow;
import io.spadework.model.difference.EdgeDifference;
import io.spadework.model.difference.GraphDifference;
import io.spadework.model.difference.NodeDifference;
import io.spadework.model.difference.State;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.notation.Notation;
import io.spadework.notation.Numbers;

/** A network or block of two runs as diagrams, side by side or as one: what was added, removed and changed is coloured, with what it costs. */
final class DifferenceDiagrams {

	private final Composite area;
	private final Label headline;
	private final Composite legend;
	private final Composite stack;
	private final SashForm sides;
	private final DiagramView first;
	private final DiagramView second;
	private final DiagramView merged;
	private final Button asOne;
	private final List<Consumer<Node>> selected = new ArrayList<>();
	private final Map<Node, NodeDifference> differences = new HashMap<>();
	private GraphDifference shown;
	private Experiment before;
	private Experiment after;
	private Merged union;

	DifferenceDiagrams(Composite parent) {
		area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(5).margins(0, 2).applyTo(area);
		headline = new Label(area, SWT.NONE);
		GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).applyTo(headline);
		legend = new Composite(area, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(3).spacing(14, 0).applyTo(legend);
		for (State state : List.of(State.ADDED, State.REMOVED, State.CHANGED)) {
			Label entry = new Label(legend, SWT.NONE);
			entry.setText(States.sign(state) + " " + state.word());
			entry.setData(state);
		}
		Button beside = mode("Side b&y side", "Both diagrams, scrolled and zoomed together");
		asOne = mode("As &one", "One diagram of both: all of the second run, and what only the first one has");
		beside.setSelection(true);
		beside.addListener(SWT.Selection, event -> arrange());
		asOne.addListener(SWT.Selection, event -> arrange());
		ToolBar tools = new ToolBar(area, SWT.FLAT);
		tool(tools, "fit", "Show the whole diagram (0)", () -> front().forEach(DiagramView::fit));
		tool(tools, "zoom-out", "Zoom out (-)", () -> front().get(0).zoomOut());
		tool(tools, "zoom-in", "Zoom in (+)", () -> front().get(0).zoomIn());
		tool(tools, "export", "Export the diagram of both as one as PNG, SVG or PDF", this::export);
		stack = new Composite(area, SWT.NONE);
		stack.setLayout(new StackLayout());
		GridDataFactory.fillDefaults().grab(true, true).span(5, 1).applyTo(stack);
		sides = new SashForm(stack, SWT.HORIZONTAL);
		first = new DiagramView(sides);
		second = new DiagramView(sides);
		first.lockWith(second);
		merged = new DiagramView(stack);
		first.onSelect(this::tell);
		second.onSelect(this::tell);
		merged.onSelect(node -> tell(node == null ? null : union.origin(node)));
		arrange();
	}

	private Button mode(String text, String says) {
		Button button = new Button(area, SWT.RADIO);
		button.setText(text);
		button.setToolTipText(says);
		return button;
	}

	private static void tool(ToolBar bar, String icon, String says, Runnable action) {
		ToolItem item = new ToolItem(bar, SWT.PUSH);
		item.setImage(Icons.image(icon, bar));
		item.setToolTipText(says);
		item.addListener(SWT.Selection, event -> action.run());
	}

	private List<DiagramView> front() {
		return asOne.getSelection() ? List.of(merged) : List.of(first, second);
	}

	private void arrange() {
		((StackLayout) stack.getLayout()).topControl = asOne.getSelection() ? merged.control() : sides;
		stack.layout();
	}

	/** Calls back with the node of one of both graphs that somebody selects, and with null when none is. */
	void onSelect(Consumer<Node> listener) {
		selected.add(listener);
	}

	/** Calls back with the block use or stage that somebody opens. */
	void onOpen(Consumer<Node> listener) {
		first.onOpen(listener);
		second.onOpen(listener);
		merged.onOpen(node -> listener.accept(union.origin(node)));
	}

	private void tell(Node node) {
		highlight(node);
		selected.forEach(listener -> listener.accept(node));
	}

	/** Shows what became of a graph from one experiment to another; nothing for null. */
	void show(GraphDifference difference, Experiment newBefore, Experiment newAfter) {
		if (difference == shown) {
			return;
		}
		shown = difference;
		before = newBefore;
		after = newAfter;
		for (var entry : legend.getChildren()) {
			entry.setForeground(States.colour((State) entry.getData()));
		}
		headline.setText(difference == null ? "" : headline());
		headline.setToolTipText(headline.getText());
		differences.clear();
		if (difference == null) {
			for (DiagramView view : List.of(first, second, merged)) {
				view.show(null);
			}
			return;
		}
		for (NodeDifference pair : difference.nodes()) {
			for (Node node : new Node[] { pair.before(), pair.after() }) {
				if (node != null) {
					differences.put(node, pair);
				}
			}
		}
		Notation was = difference.before() == null ? null : Notation.of(difference.before(), before);
		Notation is = difference.after() == null ? null : Notation.of(difference.after(), after);
		first.show(was == null ? null : content(difference.before(), Look.of(was)));
		second.show(is == null ? null : content(difference.after(), Look.of(is)));
		sides.setMaximizedControl(was == null ? second.control() : is == null ? first.control() : null);
		union = new Merged(difference);
		merged.show(union(union.look(was, is)));
		difference.nodes().stream().filter(pair -> pair.state() != State.SAME).findFirst().ifPresent(pair -> {
			first.reveal(pair.before());
			second.reveal(pair.after());
			merged.reveal(union.copy(pair.node()));
		});
	}

	private String headline() {
		DifferenceRow row = DifferenceRow.of(shown);
		return row.graph() + (row.state() == State.ADDED || row.state() == State.REMOVED ? ", " + row.state().word() : "") + costs(row.before().parameters(), row.after().parameters(), "parameters")
				+ costs(row.before().multiplyAdds(), row.after().multiplyAdds(), "multiply-adds");
	}

	private static String costs(long before, long after, String what) {
		return before == after ? "" : "   " + Numbers.count(before) + " → " + Numbers.count(after) + " " + what + " (" + signed(after - before) + ")";
	}

	static String signed(long more) {
		return more == 0 ? "" : (more > 0 ? "+" : "\u2212") + Numbers.count(Math.abs(more));
	}

	private DiagramView.Content content(Graph graph, Look look) {
		Map<Node, DiagramView.Mark> marks = new HashMap<>();
		graph.getNodes().forEach(node -> put(marks, node, differences.get(node)));
		Map<Edge, Color> traces = new HashMap<>();
		for (EdgeDifference pair : shown.edges()) {
			Edge edge = graph == shown.after() ? pair.after() : pair.before();
			if (edge != null && pair.state() != State.SAME) {
				traces.put(edge, States.colour(pair.state()));
			}
		}
		return new DiagramView.Content(graph, look, marks, traces);
	}

	private DiagramView.Content union(Look look) {
		Map<Node, DiagramView.Mark> marks = new HashMap<>();
		union.graph().getNodes().forEach(node -> put(marks, node, differences.get(union.origin(node))));
		Map<Edge, Color> traces = new HashMap<>();
		Map<Edge, State> states = new HashMap<>();
		shown.edges().forEach(pair -> states.put(pair.after() == null ? pair.before() : pair.after(), pair.state()));
		for (Edge edge : union.graph().getEdges()) {
			State state = states.getOrDefault(union.origin(edge), State.SAME);
			if (state != State.SAME) {
				traces.put(edge, States.colour(state));
			}
		}
		return new DiagramView.Content(union.graph(), look, marks, traces);
	}

	private void put(Map<Node, DiagramView.Mark> marks, Node node, NodeDifference difference) {
		if (difference.state() == State.SAME) {
			return;
		}
		DifferenceRow row = DifferenceRow.of(shown, difference);
		List<String> details = new ArrayList<>(List.of(difference.state().word() + (row.change().isEmpty() ? "" : ": " + row.change())));
		if (difference.state() == State.CHANGED && row.output().contains("→")) {
			details.add("output " + row.output());
		}
		if (difference.parameters() != 0) {
			details.add(signed(difference.parameters()) + " parameters");
		}
		if (difference.multiplyAdds() != 0) {
			details.add(signed(difference.multiplyAdds()) + " multiply-adds for one image");
		}
		String cost = difference.parameters() != 0 ? " " + signed(difference.parameters()) : "";
		marks.put(node, new DiagramView.Mark(States.colour(difference.state()), difference.state().word() + cost, details));
	}

	/** Shows a node of one of both graphs, and the one that stands for it in the other, as selected; none for null. */
	void highlight(Node node) {
		NodeDifference difference = node == null ? null : differences.get(node);
		if (difference == null && node != null) {
			return;
		}
		keep(first, difference == null ? null : difference.before());
		keep(second, difference == null ? null : difference.after());
		keep(merged, difference == null ? null : union.copy(difference.node()));
	}

	private static void keep(DiagramView view, Node node) {
		if (view.selected() != node) {
			view.select(node);
		}
	}

	private void export() {
		if (shown != null) {
			merged.picture(shown.graph().getName()).export(area.getShell());
		}
	}

	/** The graphs as they are seen now, side by side or as one. */
	List<Picture> pictures() {
		if (shown == null) {
			return List.of();
		}
		String name = shown.graph().getName();
		return asOne.getSelection() ? List.of(merged.picture(name)) : Stream.of(first.picture(name + ", before"), second.picture(name + ", after")).filter(Objects::nonNull).toList();
	}
}
