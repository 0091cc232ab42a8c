package io.spadework.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.emf.ecore.EObject;

import io.spadework.model.nodes.Activations;
import io.spadework.model.nodes.Inputs;
import io.spadework.model.nodes.MisfitException;
import io.spadework.model.nodes.NodeRule;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Output;
import io.spadework.model.study.Port;
import io.spadework.model.study.Stage;
import io.spadework.model.study.StudyPackage;

/**
 * The shape C x H x W of every node's output, for any number of images at once, in the context of an experiment. For a discriminator these are the shapes of
 * scale 1; {@link #scale} has the others. What happens in the graph of a block use or a stage is {@link #inside} it. What cannot be known, because the node or
 * something before it is wrong, is null, and {@link #problems} says why.
 */
public final class Shapes {

	private final Graph graph;
	private final Frame frame;
	private final Scope scope;
	private final Map<Node, Inputs> inputs = new IdentityHashMap<>();
	private final Map<Node, Shape> outputs = new IdentityHashMap<>();
	private final Map<Node, List<Shapes>> inside = new IdentityHashMap<>();
	private final Set<Node> maps = Collections.newSetFromMap(new IdentityHashMap<>());
	private final List<Problem> problems = new ArrayList<>();
	private final Set<Blame> blamed = new HashSet<>();
	private final List<Shapes> scales = new ArrayList<>();
	private List<Node> order = List.of();
	private long size;

	/** What a problem is about; each is told once, however many uses or scales bring it to light. */
	private record Blame(EObject element, String rule) {
	}

	private Shapes(Graph graph, Frame frame, Scope scope) {
		this.graph = graph;
		this.frame = frame;
		this.scope = scope;
	}

	/** Infers the shapes of a network as the experiment's data set and parameters make them. */
	public static Shapes infer(Network network, Experiment experiment) {
		return infer(network, experiment, 1);
	}

	/** Infers the shapes of a network on images of which height and width are so many times smaller than the experiment's. */
	public static Shapes infer(Network network, Experiment experiment, int reduction) {
		Scope scope = Scope.of(experiment);
		Shapes shapes;
		try {
			shapes = new Shapes(network, Frame.of(experiment).reduced(reduction), scope);
		} catch (ExpressionException e) {
			shapes = new Shapes(network, null, scope);
			shapes.scales.add(shapes);
			shapes.add(Rule.NUMBER.problem(experiment.getDataset() == null ? experiment : experiment.getDataset(), e.getMessage()));
			return shapes;
		}
		shapes.scales.add(shapes);
		Instances instances = new Instances(scope);
		shapes.walk(instances, Map.of(), null);
		if (network instanceof Discriminator) {
			shapes.inferScales(instances);
		}
		return shapes;
	}

	/** The shapes inside a block use or a stage; only the nodes that one node needs, where one is given. */
	static Shapes infer(Graph graph, Node upTo, Frame frame, Scope scope, Map<BlockInput, Activations.Entry> entering, Instances instances) {
		Shapes shapes = new Shapes(graph, frame, scope);
		shapes.scales.add(shapes);
		shapes.walk(instances, entering, upTo);
		return shapes;
	}

	/** The graph whose shapes these are. */
	public Graph graph() {
		return graph;
	}

	/** Shape of the node's output; null where it cannot be known. */
	public Shape of(Node node) {
		return outputs.get(node);
	}

	/** Shape that the edge carries; null where it cannot be known. */
	public Shape of(Edge edge) {
		return edge.getSource() == null ? null : outputs.get(edge.getSource());
	}

	/** Whether a node gives the label map or the edge map, at any size. */
	public boolean isMap(Node node) {
		return maps.contains(node);
	}

	/** What is wrong, at all scales and inside of all uses. */
	public List<Problem> problems() {
		return Collections.unmodifiableList(problems);
	}

	/** Shapes at a discriminator's scale, 1 being the full size; other graphs have scale 1 only. */
	public Shapes scale(int scale) {
		if (scale < 1 || scale > scales.size()) {
			throw new IllegalArgumentException("there are scales 1 to " + scales.size() + ", not " + scale);
		}
		return scales.get(scale - 1);
	}

	/** Number of scales. */
	public int scales() {
		return scales.size();
	}

	/** The graph inside a block use, once for each repetition, or inside a stage; empty for other nodes, and where it cannot be known. */
	public List<Shapes> inside(Node node) {
		return inside.getOrDefault(node, List.of());
	}

	/** Label map and image at this scale; null where the data set does not say. */
	public Frame frame() {
		return frame;
	}

	/** The values of the graph's expressions. */
	public Scope scope() {
		return scope;
	}

	/** The nodes that were inferred, each after everything that feeds it. */
	public List<Node> order() {
		return Collections.unmodifiableList(order);
	}

	/** What the graph answers; null where it cannot be known. */
	public Shape answer() {
		return order.stream().filter(Output.class::isInstance).findFirst().map(outputs::get).orElse(null);
	}

	/** Nodes in all, with those inside of all uses, each repetition counted. */
	public long size() {
		return size;
	}

	/** What enters a node; null where it cannot be known. */
	Inputs inputs(Node node) {
		return inputs.get(node);
	}

	private void inferScales(Instances instances) {
		int count;
		try {
			count = Numbers.whole(graph, StudyPackage.Literals.DISCRIMINATOR__SCALES, scope);
		} catch (ExpressionException e) {
			add(Rule.NUMBER.problem(graph, e.getMessage()));
			return;
		}
		for (int k = 2; k <= count; k++) {
			Shapes next = new Shapes(graph, scales.get(k - 2).frame.halved(), scope);
			instances.nextScale();
			next.walk(instances, Map.of(), null);
			scales.add(next);
			adopt(next, "at scale " + k);
		}
	}

	private void walk(Instances instances, Map<BlockInput, Activations.Entry> entering, Node upTo) {
		Wiring wiring = instances.wiring(graph);
		order = upTo == null ? wiring.order() : wiring.before(upTo);
		size = order.size();
		wiring.problems().forEach(this::add);
		Activations activations = new Activations() {
			@Override
			public Shape shape(Edge edge) {
				return of(edge);
			}

			@Override
			public boolean isMap(Edge edge) {
				return maps.contains(edge.getSource());
			}

			@Override
			public Entry entering(BlockInput input) {
				return entering.get(input);
			}
		};
		for (Node node : order) {
			NodeRule<?> rule = NodeRule.of(node);
			if ((!(node instanceof BlockInput input) || entering.containsKey(input)) && portsFit(node, rule, wiring)) {
				Map<Port, List<Edge>> edges = new EnumMap<>(Port.class);
				rule.ports(node).forEach(port -> edges.put(port, wiring.into(node, port)));
				if (edges.values().stream().flatMap(List::stream).allMatch(this::known)) {
					infer(node, rule, new Inputs(edges, activations, frame, scope), instances);
				}
			}
		}
	}

	private void infer(Node node, NodeRule<?> rule, Inputs entering, Instances instances) {
		try {
			Shape output = switch (node) {
				case BlockUse use -> adopted(use, instances.repetitions(use, entering, this));
				case Stage stage -> adopted(stage, instances.stage(stage, entering, this));
				default -> rule.infer(node, entering);
			};
			if (output != null) {
				outputs.put(node, output);
				inputs.put(node, entering);
				if (NodeRule.isMap(node, entering)) {
					maps.add(node);
				}
			}
		} catch (MisfitException e) {
			add(e.rule().problem(node, e.getMessage()));
		} catch (ExpressionException e) {
			add(Rule.NUMBER.problem(node, e.getMessage()));
		}
	}

	/** Takes over what was found inside of a node; the last graph's answer is the node's. */
	private Shape adopted(Node node, Instances.Found found) throws MisfitException {
		inside.put(node, found.graphs());
		for (Shapes each : found.graphs()) {
			size = Math.min(Long.MAX_VALUE / 2, size + each.size);
			if (!each.problems.isEmpty()) {
				adopt(each, "in " + Names.of(node));
			}
		}
		if (size > Instances.MOST_NODES) {
			throw new MisfitException(Rule.TOO_MANY_NODES, Names.kind(node) + " " + Names.of(node) + " would bring " + Names.of(graph) + " to more than " + Instances.MOST_NODES
					+ " nodes with everything inside; fewer repetitions or smaller blocks are needed");
		}
		return found.answer();
	}

	private void adopt(Shapes others, String place) {
		others.problems.forEach(problem -> add(new Problem(problem.severity(), problem.rule(), problem.element(), place + ": " + problem.message())));
	}

	private void add(Problem problem) {
		if (blamed.add(new Blame(problem.element(), problem.rule()))) {
			problems.add(problem);
		}
	}

	private boolean known(Edge edge) {
		return of(edge) != null;
	}

	private boolean portsFit(Node node, NodeRule<?> rule, Wiring wiring) {
		boolean fit = true;
		for (Port port : Port.values()) {
			List<Edge> edges = wiring.into(node, port);
			int least = rule.leastInputs(node, port);
			int most = rule.mostInputs(node, port);
			if (most == 0 && !edges.isEmpty()) {
				Edge edge = edges.get(0);
				Set<Port> ports = rule.ports(node);
				String takes = ports.isEmpty() ? "takes no inputs" : "takes only " + ports.stream().map(Port::getLiteral).collect(Collectors.joining(" and "));
				add(Rule.PORT.problem(edge, "edge " + Names.of(edge) + carrying(edge) + " enters at " + port.getLiteral() + ", but " + Names.kind(node)
						+ " " + Names.of(node) + " " + takes));
				fit = false;
			} else if (edges.size() < least) {
				add(Rule.MISSING_INPUT.problem(node,
						Names.kind(node) + " " + Names.of(node) + " needs " + count(least, most) + " at " + port.getLiteral() + " and has " + edges.size()));
				fit = false;
			} else if (edges.size() > most) {
				String sources = edges.stream().map(edge -> Names.of(edge) + carrying(edge)).collect(Collectors.joining(", "));
				add(Rule.EXTRA_INPUT.problem(node, Names.kind(node) + " " + Names.of(node) + " takes " + count(least, most) + " at "
						+ port.getLiteral() + ", but edges " + sources + " enter there; a concatenation joins several"));
				fit = false;
			}
		}
		return fit;
	}

	private String carrying(Edge edge) {
		return known(edge) ? " (" + of(edge) + ")" : "";
	}

	private static String count(int least, int most) {
		String number = least == most ? String.valueOf(least) : most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most;
		return number + (least == 1 && most == 1 ? " edge" : " edges");
	}
}
