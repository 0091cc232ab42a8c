package io.spadework.model.edit.changes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.emf.ecore.util.EcoreUtil.Copier;

import io.spadework.model.ExpressionException;
import io.spadework.model.Ids;
import io.spadework.model.Scope;
import io.spadework.model.Shapes;
import io.spadework.model.study.Argument;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.Output;
import io.spadework.model.study.Port;
import io.spadework.model.study.StudyFactory;

/** Puts a block's nodes in the place of a use of it, each repetition by itself: the network computes what it did before. The block stays for its other uses. */
public final class UnfoldBlock implements Change {

	private static final int MOST_NODES = 2000;

	private final BlockUse use;
	private final Shapes shapes;

	/**
	 * Unfolds a use.
	 *
	 * @param shapes shapes of the graph that the use stands in, which tell what the block's names for channels mean; may be null where it has none
	 */
	public UnfoldBlock(BlockUse use, Shapes shapes) {
		this.use = use;
		this.shapes = shapes;
	}

	@Override
	public String label() {
		return "Unfold block";
	}

	@Override
	public String refusal() {
		Block block = use.getBlock();
		if (block == null) {
			return "The use names no block.";
		}
		int repeat = repeat();
		if (repeat < 1) {
			return "How often the block repeats, " + use.getRepeat() + ", has no whole value that is known here.";
		}
		if ((long) repeat * block.getNodes().size() > MOST_NODES) {
			return "This would make " + (long) repeat * block.getNodes().size() + " nodes; a drawing of more than " + MOST_NODES + " is of no use to anybody.";
		}
		if (block.getNodes().stream().noneMatch(Output.class::isInstance)) {
			return "Block " + block.getName() + " has no output.";
		}
		boolean named = block.getNodes().stream().anyMatch(node -> node instanceof BlockInput input && input.getChannels() != null && !input.getChannels().isBlank());
		return named && (shapes == null || shapes.inside(use).size() != repeat) ? "The block's expressions use the channels that enter it, and these are not known here." : null;
	}

	@Override
	public void make() {
		Graph graph = Graphs.of(use);
		int repeat = repeat();
		Map<Port, List<Node>> sources = new HashMap<>();
		for (Port port : Port.values()) {
			sources.put(port, new ArrayList<>(Graphs.into(use, port).stream().map(Edge::getSource).toList()));
		}
		int place = graph.getNodes().indexOf(use);
		Node last = null;
		for (int i = 0; i < repeat; i++) {
			String prefix = use.getName() + (repeat == 1 ? "" : " " + (i + 1)) + " ";
			List<Node> made = new ArrayList<>();
			last = copy(graph, sources, meanings(i), prefix, made);
			graph.getNodes().addAll(place, made);
			place += made.size();
			if (!sources.get(Port.DATA).isEmpty()) {
				sources.get(Port.DATA).set(0, last);
			}
		}
		for (Edge edge : Graphs.outOf(use)) {
			edge.setSource(last);
		}
		for (Edge edge : List.copyOf(use.getIncoming())) {
			Graphs.remove(edge);
		}
		graph.getNodes().remove(use);
	}

	/** Copies the block's nodes and edges; returns what stands for its output. */
	private Node copy(Graph graph, Map<Port, List<Node>> sources, Map<String, String> meanings, String prefix, List<Node> made) {
		Block block = use.getBlock();
		Map<Node, Node> stands = new HashMap<>();
		Map<Port, Integer> next = new HashMap<>();
		Copier copier = new Copier(true, true);
		Output output = null;
		for (Node node : block.getNodes()) {
			if (node instanceof BlockInput input) {
				stands.put(node, sources.get(input.getPort()).get(next.merge(input.getPort(), 1, Integer::sum) - 1));
			} else if (node instanceof Output found) {
				output = found;
			} else {
				Node copy = (Node) copier.copy(node);
				copy.setId(Ids.random());
				copy.eAllContents().forEachRemaining(each -> ((Element) each).setId(Ids.random()));
				copy.setName(Graphs.freeName(graph, prefix + node.getName()));
				Expressions.substitute(copy, meanings);
				stands.put(node, copy);
				made.add(copy);
			}
		}
		copier.copyReferences(); // to blocks and parameters, which are not copied along; edges follow
		for (Node each : made) {
			each.getIncoming().clear();
			each.getOutgoing().clear();
		}
		Node last = null;
		for (Edge edge : block.getEdges()) {
			if (edge.getTarget() == output) {
				last = stands.get(edge.getSource());
			} else {
				Edge copy = StudyFactory.eINSTANCE.createEdge();
				copy.setId(Ids.random());
				copy.setPort(edge.getPort());
				graph.getEdges().add(copy);
				copy.setSource(stands.get(edge.getSource()));
				copy.setTarget(stands.get(edge.getTarget()));
			}
		}
		return last;
	}

	/** What the block's names mean outside of it, in one repetition. */
	private Map<String, String> meanings(int repetition) {
		Map<String, String> meanings = new LinkedHashMap<>();
		Block block = use.getBlock();
		for (Node node : block.getNodes()) {
			if (node instanceof BlockInput input && input.getChannels() != null && !input.getChannels().isBlank()) {
				meanings.put(input.getChannels(), Integer.toString(shapes.inside(use).get(repetition).of(input).channels()));
			}
		}
		for (Argument argument : use.getArguments()) {
			meanings.put(argument.getParameter().getName(), argument.getValue());
		}
		boolean more = true;
		while (more) {
			more = false;
			for (BlockParameter parameter : block.getParameters()) {
				if (!meanings.containsKey(parameter.getName()) && parameter.getValue() != null && isResolved(parameter.getValue(), meanings)) {
					meanings.put(parameter.getName(), Expressions.substituted(parameter.getValue(), meanings));
					more = true;
				}
			}
		}
		return meanings;
	}

	/** Whether no name in a parameter's value is another parameter of the block whose meaning is still unknown. */
	private boolean isResolved(String value, Map<String, String> meanings) {
		try {
			return Scope.names(value).stream()
					.allMatch(name -> meanings.containsKey(name) || use.getBlock().getParameters().stream().noneMatch(parameter -> parameter.getName().equals(name)));
		} catch (ExpressionException e) {
			return true; // taken over as it is, and reported where it stands
		}
	}

	private int repeat() {
		try {
			return shapes != null ? shapes.scope().integer(use.getRepeat()) : Integer.parseInt(use.getRepeat().strip());
		} catch (ExpressionException | NumberFormatException e) {
			return 0;
		}
	}
}
