package io.spadework.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.spadework.model.nodes.Inputs;
import io.spadework.model.nodes.MisfitException;
import io.spadework.model.nodes.NodeRule;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;
import io.spadework.model.study.StudyPackage;

/**
 * The shape C x H x W of every node's output, in the context of an experiment. For a discriminator these are the shapes of scale 1; {@link #scale} has the
 * others. What cannot be known, because the node or something before it is wrong, is null, and {@link #problems} says why.
 */
public final class Shapes {

	private final Frame frame;
	private final Map<Node, Inputs> inputs = new IdentityHashMap<>();
	private final Map<Node, Shape> outputs = new IdentityHashMap<>();
	private final List<Problem> problems = new ArrayList<>();
	private final List<Shapes> scales = new ArrayList<>();

	private Shapes(Frame frame) {
		this.frame = frame;
	}

	/** Infers the shapes of a network as the experiment's data set and parameters make them. */
	public static Shapes infer(Network network, Experiment experiment) {
		Wiring wiring = Wiring.of(network);
		Scope scope = Scope.of(experiment);
		Frame frame;
		try {
			frame = Frame.of(experiment);
		} catch (ExpressionException e) {
			Shapes unknown = new Shapes(null);
			unknown.scales.add(unknown);
			unknown.problems.add(Rule.NUMBER.problem(experiment.getDataset() == null ? experiment : experiment.getDataset(), e.getMessage()));
			return unknown;
		}
		Shapes shapes = new Shapes(frame);
		shapes.scales.add(shapes);
		shapes.problems.addAll(wiring.problems());
		shapes.walk(wiring, scope);
		if (network instanceof Discriminator) {
			shapes.inferScales(network, wiring, scope);
		}
		return shapes;
	}

	/** Shape of the node's output; null where it cannot be known. */
	public Shape of(Node node) {
		return outputs.get(node);
	}

	/** Shape that the edge carries; null where it cannot be known. */
	public Shape of(Edge edge) {
		return edge.getSource() == null ? null : outputs.get(edge.getSource());
	}

	/** What is wrong, at all scales. */
	public List<Problem> problems() {
		return Collections.unmodifiableList(problems);
	}

	/** Shapes at a discriminator's scale, 1 being the full size; a generator has scale 1 only. */
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

	/** Label map and image at this scale; null where the data set does not say. */
	public Frame frame() {
		return frame;
	}

	/** What enters a node; null where it cannot be known. */
	Inputs inputs(Node node) {
		return inputs.get(node);
	}

	private void inferScales(Network network, Wiring wiring, Scope scope) {
		int count;
		try {
			count = Numbers.whole(network, StudyPackage.Literals.DISCRIMINATOR__SCALES, scope);
		} catch (ExpressionException e) {
			problems.add(Rule.NUMBER.problem(network, e.getMessage()));
			return;
		}
		for (int k = 2; k <= count; k++) {
			Shapes next = new Shapes(scales.get(k - 2).frame.pooled());
			next.walk(wiring, scope);
			scales.add(next);
			for (Problem problem : next.problems) {
				if (problems.stream().noneMatch(known -> known.element() == problem.element() && known.rule().equals(problem.rule()))) {
					problems.add(new Problem(problem.severity(), problem.rule(), problem.element(), "at scale " + k + ": " + problem.message()));
				}
			}
		}
	}

	private void walk(Wiring wiring, Scope scope) {
		for (Node node : wiring.order()) {
			NodeRule<?> rule = NodeRule.of(node);
			if (portsFit(node, rule, wiring)) {
				Map<Port, List<Edge>> entering = new EnumMap<>(Port.class);
				rule.ports().forEach(port -> entering.put(port, wiring.into(node, port)));
				if (entering.values().stream().flatMap(List::stream).allMatch(this::known)) {
					infer(node, rule, new Inputs(entering, this::of, frame, scope));
				}
			}
		}
	}

	private void infer(Node node, NodeRule<?> rule, Inputs entering) {
		try {
			outputs.put(node, rule.infer(node, entering));
			inputs.put(node, entering);
		} catch (MisfitException e) {
			problems.add(e.rule().problem(node, e.getMessage()));
		} catch (ExpressionException e) {
			problems.add(Rule.NUMBER.problem(node, e.getMessage()));
		}
	}

	private boolean known(Edge edge) {
		return of(edge) != null;
	}

	private boolean portsFit(Node node, NodeRule<?> rule, Wiring wiring) {
		boolean fit = true;
		for (Port port : Port.values()) {
			List<Edge> edges = wiring.into(node, port);
			int least = rule.leastInputs(port);
			int most = rule.mostInputs(port);
			if (most == 0 && !edges.isEmpty()) {
				Edge edge = edges.get(0);
				String takes = rule.ports().isEmpty() ? "takes no inputs"
						: "takes only " + rule.ports().stream().map(Port::getLiteral).collect(Collectors.joining(" and "));
				problems.add(Rule.PORT.problem(edge, "edge " + Names.of(edge) + carrying(edge) + " enters at " + port.getLiteral() + ", but " + Names.kind(node)
						+ " " + Names.of(node) + " " + takes));
				fit = false;
			} else if (edges.size() < least) {
				problems.add(Rule.MISSING_INPUT.problem(node,
						Names.kind(node) + " " + Names.of(node) + " needs " + count(least, most) + " at " + port.getLiteral() + " and has " + edges.size()));
				fit = false;
			} else if (edges.size() > most) {
				String sources = edges.stream().map(edge -> Names.of(edge) + carrying(edge)).collect(Collectors.joining(", "));
				problems.add(Rule.EXTRA_INPUT.problem(node, Names.kind(node) + " " + Names.of(node) + " takes " + count(least, most) + " at "
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
