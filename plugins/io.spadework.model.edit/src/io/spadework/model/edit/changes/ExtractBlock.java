package io.spadework.model.edit.changes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EObject;

import io.spadework.model.ExpressionException;
import io.spadework.model.Ids;
import io.spadework.model.Scope;
import io.spadework.model.nodes.NodeRule;
import io.spadework.model.study.Argument;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.NoiseSource;
import io.spadework.model.study.Output;
import io.spadework.model.study.Port;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;

/** Makes a block of the selected nodes and puts one use of it in their place: the network computes what it did before. */
public final class ExtractBlock implements Change {

	private static final StudyFactory NEW = StudyFactory.eINSTANCE;

	/** What enters the selection: one source, at one kind of port. */
	private record Entry(Node source, Port port) {
	}

	private final Set<Node> selected;
	private final String name;
	private Block block;

	/** A block of these nodes, with this name. */
	public ExtractBlock(Collection<? extends Node> selected, String name) {
		this.selected = new LinkedHashSet<>(selected);
		this.name = name;
	}

	/** The block that was made; null before. */
	public Block block() {
		return block;
	}

	@Override
	public String label() {
		return "Extract block";
	}

	@Override
	public String refusal() {
		if (selected.isEmpty()) {
			return "No node is selected.";
		}
		Graph graph = graph();
		for (Node node : selected) {
			if (Graphs.of(node) != graph) {
				return "The selected nodes are in several networks; a block is made of nodes of one.";
			}
			if (node instanceof Output || node instanceof BlockInput || node instanceof Stage || isSource(node)) {
				return "The " + Graphs.called(node) + " belongs to " + graph.getName() + " itself and cannot be in a block.";
			}
		}
		long leaving = inOrder().stream().filter(node -> Graphs.outOf(node).stream().anyMatch(this::leaves)).count();
		if (leaving != 1) {
			return leaving == 0 ? "Nothing outside uses what the selected nodes compute, so a block of them would have no output."
					: "The results of " + leaving + " selected nodes are used outside; a block has one output.";
		}
		Set<Node> others = new LinkedHashSet<>();
		for (Entry entry : entries()) {
			if (entry.port() != Port.DATA && entries().stream().filter(each -> each.port() == entry.port()).count() > 1) {
				return "Several sources enter the selection at " + entry.port().getLiteral() + "; a block takes one.";
			}
			others.add(entry.source());
		}
		return comesBack(others) ? "Data leave the selection and come back into it; select what is on the way too." : null;
	}

	@Override
	public void make() {
		Graph graph = graph();
		Study study = Graphs.study(graph);
		List<Node> inner = inOrder();
		List<Entry> entries = entries();
		int place = graph.getNodes().indexOf(inner.get(0));
		Node last = inner.stream().filter(node -> Graphs.outOf(node).stream().anyMatch(this::leaves)).findFirst().orElseThrow();

		block = NEW.createBlock();
		block.setId(Ids.random());
		block.setName(Graphs.free(name, study.getBlocks().stream().map(Block::getName).toList()));
		study.getBlocks().add(block);
		BlockUse use = Create.use(block);
		use.setId(Ids.random());
		use.setName(Graphs.freeName(graph, block.getName()));
		graph.getNodes().add(place, use);

		Map<Entry, BlockInput> inputs = new LinkedHashMap<>();
		for (Entry entry : entries) {
			BlockInput input = NEW.createBlockInput();
			input.setId(Ids.random());
			input.setName(Graphs.freeName(block, entry.port() == Port.DATA ? "x" : entry.port().getLiteral().replace('_', ' ')));
			input.setPort(entry.port());
			block.getNodes().add(input);
			inputs.put(entry, input);
			Graphs.connect(entry.source(), use, entry.port());
		}
		for (Edge edge : List.copyOf(graph.getEdges())) {
			boolean from = selected.contains(edge.getSource());
			boolean to = selected.contains(edge.getTarget());
			if (to && !from) {
				edge.setSource(inputs.get(new Entry(edge.getSource(), outerPort(edge))));
			} else if (from && !to) {
				edge.setSource(use);
			}
			if (to) {
				block.getEdges().add(edge);
			}
		}
		block.getNodes().addAll(inner);
		Output output = NEW.createOutput();
		output.setId(Ids.random());
		output.setName(Graphs.freeName(block, "output"));
		block.getNodes().add(output);
		Graphs.connect(last, output, Port.DATA);
		if (graph instanceof Block outer) {
			bringAlong(outer, use, inner);
		}
	}

	/** What the expressions use of the block around them becomes parameters of the new one, with the same values. */
	private void bringAlong(Block outer, BlockUse use, List<Node> inner) {
		Set<String> own = new LinkedHashSet<>();
		outer.getParameters().forEach(parameter -> own.add(parameter.getName()));
		outer.getNodes().forEach(node -> {
			if (node instanceof BlockInput input && input.getChannels() != null) {
				own.add(input.getChannels());
			}
		});
		own.retainAll(names(inner));
		for (String each : own) {
			BlockParameter parameter = NEW.createBlockParameter();
			parameter.setId(Ids.random());
			parameter.setName(each);
			block.getParameters().add(parameter);
			Argument argument = NEW.createArgument();
			argument.setId(Ids.random());
			argument.setParameter(parameter);
			argument.setValue(each);
			use.getArguments().add(argument);
		}
	}

	private static Set<String> names(List<Node> nodes) {
		Set<String> names = new LinkedHashSet<>();
		for (Node node : nodes) {
			add(node, names);
			node.eAllContents().forEachRemaining(each -> add(each, names));
		}
		return names;
	}

	private static void add(EObject element, Set<String> names) {
		for (EAttribute attribute : Expressions.of(element)) {
			try {
				names.addAll(Scope.names((String) element.eGet(attribute)));
			} catch (ExpressionException e) {
				continue; // it has no names that could be brought along, and is reported where it stands
			}
		}
	}

	private Graph graph() {
		return Graphs.of(selected.iterator().next());
	}

	/** The selected nodes in the order of the graph, whatever order they were selected in. */
	private List<Node> inOrder() {
		return graph().getNodes().stream().filter(selected::contains).toList();
	}

	private boolean leaves(Edge edge) {
		return !selected.contains(edge.getTarget());
	}

	private List<Entry> entries() {
		Set<Entry> entries = new LinkedHashSet<>();
		for (Edge edge : graph().getEdges()) {
			if (selected.contains(edge.getTarget()) && !selected.contains(edge.getSource())) {
				entries.add(new Entry(edge.getSource(), outerPort(edge)));
			}
		}
		return new ArrayList<>(entries);
	}

	/** The label map stays the label map, wherever in the block it goes. */
	private static Port outerPort(Edge edge) {
		return edge.getSource() == Graphs.labelMap(Graphs.of(edge.getSource())) ? Port.LABEL_MAP : edge.getPort();
	}

	private static boolean isSource(Node node) {
		return node.getIncoming().isEmpty() && !(node instanceof NoiseSource) && NodeRule.of(node).ports(node).isEmpty();
	}

	/** Whether a source of the selection is fed by it. */
	private boolean comesBack(Set<Node> sources) {
		Set<Node> seen = new LinkedHashSet<>();
		List<Node> open = new ArrayList<>();
		selected.forEach(node -> Graphs.outOf(node).stream().filter(this::leaves).map(Edge::getTarget).forEach(open::add));
		while (!open.isEmpty()) {
			Node node = open.removeLast();
			if (sources.contains(node)) {
				return true;
			}
			if (seen.add(node)) {
				Graphs.outOf(node).forEach(edge -> open.add(edge.getTarget()));
			}
		}
		return false;
	}
}
