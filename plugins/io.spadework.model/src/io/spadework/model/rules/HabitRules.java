package io.spadework.model.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.Shapes;
import io.spadework.model.Wiring;
import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.AdaptiveInstanceNorm;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.ConditionalBatchNorm;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Objective;
import io.spadework.model.study.Output;
import io.spadework.model.study.Port;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;
import io.spadework.model.study.WeightedNode;

/** What is legal but will disappoint, in networks and in blocks. */
final class HabitRules {

	private final Map<Graph, Wiring> wirings;
	private final Report report;
	/** Nodes that something outside their graph looks at. */
	private final Set<Node> lookedAt = new HashSet<>();
	private final Set<Graph> judging = new HashSet<>();
	private final Map<BlockInput, Boolean> centred = new HashMap<>();
	private final Set<Shapes> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	HabitRules(Study study, Map<Graph, Wiring> wirings, Report report) {
		this.wirings = wirings;
		this.report = report;
		for (Objective objective : study.getObjectives()) {
			if (objective.getPerceptual() != null) {
				objective.getPerceptual().getTerms().forEach(term -> lookedAt.add(term.getNode()));
			}
		}
		for (Network network : study.getNetworks()) {
			network.getNodes().stream().filter(Stage.class::isInstance).forEach(stage -> lookedAt.add(((Stage) stage).getUpTo()));
			if (network instanceof Discriminator) {
				judging.addAll(Graphs.within(network));
			}
		}
	}

	/** Reports what a graph shows without its shapes. */
	void check(Graph graph) {
		Wiring wiring = wirings.get(graph);
		Map<Node, List<Edge>> leaving = new IdentityHashMap<>();
		graph.getEdges().forEach(edge -> leaving.computeIfAbsent(edge.getSource(), node -> new ArrayList<>()).add(edge));
		for (Node node : graph.getNodes()) {
			List<Edge> edges = leaving.getOrDefault(node, List.of());
			if (!(node instanceof Output) && !node.isTap() && !lookedAt.contains(node) && edges.stream().allMatch(wiring::measures)) {
				report.add(Rule.DEAD_END, node, "nothing uses what " + Names.kind(node) + " " + Names.of(node) + " computes");
			}
			if (node instanceof WeightedNode weighted && weighted.isBias() && !node.isTap() && !lookedAt.contains(node) && !edges.isEmpty()
					&& edges.stream().allMatch(this::centresChannels)) {
				report.add(Rule.USELESS_BIAS, node, Names.kind(node) + " " + Names.of(node) + " adds a bias that the normalisation behind it takes away; set bias to false");
			}
			if (node instanceof Normalisation norm && norm.getKind() == NormKind.NONE && norm.isAffine()) {
				report.add(Rule.INERT_AFFINE, node, "normalisation " + Names.of(node) + " is of kind none, so it changes nothing and has no affine part; "
						+ "choose another kind or set affine to false");
			}
			if (node.isTap() && !judging.contains(graph)) {
				report.add(Rule.STRAY_TAP, node, Names.kind(node) + " " + Names.of(node) + " is a tap, but only those of a discriminator are compared");
			}
			if (graph instanceof Generator && node instanceof Output) {
				wiring.into(node, Port.DATA).forEach(this::range);
			}
		}
	}

	/** Reports what shapes show, inside of uses and stages too. */
	void check(Shapes shapes) {
		for (int k = 1; k <= shapes.scales(); k++) {
			check(shapes.scale(k), shapes.scales() > 1 ? " at scale " + k : "");
		}
	}

	private void check(Shapes shapes, String place) {
		if (!seen.add(shapes)) {
			return;
		}
		for (Node node : shapes.order()) {
			Shape shape = shapes.of(node);
			if (shape == null) {
				continue;
			}
			if (statistics(node) == NormKind.INSTANCE && shape.height() == 1 && shape.width() == 1) {
				once(Rule.SINGLE_PIXEL_NORM, node, Names.kind(node) + " " + Names.of(node) + " normalises " + shape + place + ": instance statistics of a single pixel leave only zeros");
			}
			if (node instanceof Activation activation && activation.getFunction() == ActivationFunction.SOFTMAX && shape.channels() == 1) {
				once(Rule.SINGLE_CHANNEL_SOFTMAX, node, "activation " + Names.of(node) + " is a softmax over the channels of " + shape + place
						+ ", which is 1 everywhere; a sigmoid keeps a single channel apart");
			}
			for (Shapes inside : shapes.inside(node)) {
				check(inside, place + " in " + Names.of(node));
			}
		}
	}

	private void once(Rule rule, Node node, String message) {
		report.addOnce(rule.problem(node, message));
	}

	private void range(Edge last) {
		if (!endsInTanh(last.getSource())) {
			report.add(Rule.OUTPUT_RANGE, last, "edge " + Names.of(last) + " does not come from a tanh, so the image may leave the range [-1, 1] of real ones");
		}
	}

	private static boolean endsInTanh(Node node) {
		if (node instanceof BlockUse use && use.getBlock() != null) {
			// a block that ends in a use of itself is told elsewhere; here it ends in no tanh
			return use.getBlock().getNodes().stream().filter(Output.class::isInstance).flatMap(output -> output.getIncoming().stream()).map(Edge::getSource)
					.anyMatch(last -> last instanceof Activation activation && activation.getFunction() == ActivationFunction.TANH);
		}
		return node instanceof Activation activation && activation.getFunction() == ActivationFunction.TANH
				|| node instanceof Stage stage && stage.getUpTo() == null; // its own output is looked at
	}

	/** The statistics that a node normalises by; none where it does not normalise. */
	private static NormKind statistics(Node node) {
		return switch (node) {
			case Normalisation norm -> norm.getKind();
			case Spade spade -> spade.getInnerNorm();
			case ConditionalBatchNorm norm -> NormKind.BATCH;
			case AdaptiveInstanceNorm norm -> NormKind.INSTANCE;
			case null, default -> NormKind.NONE;
		};
	}

	/** Whether what an edge carries first loses the mean of each channel; layer statistics leave differences between channels. */
	private boolean centresChannels(Edge edge) {
		if (edge.getPort() != Port.DATA) {
			return false;
		}
		if (edge.getTarget() instanceof BlockUse use && use.getBlock() != null) {
			List<BlockInput> inputs = use.getBlock().getNodes().stream().filter(node -> node instanceof BlockInput input && input.getPort() == Port.DATA)
					.map(BlockInput.class::cast).toList();
			int place = wirings.get(edge.eContainer()).into(use, Port.DATA).indexOf(edge);
			return place >= 0 && place < inputs.size() && centresChannels(inputs.get(place));
		}
		// published SPADE networks keep the biases before their modulations
		NormKind statistics = edge.getTarget() instanceof Spade ? NormKind.NONE : statistics(edge.getTarget());
		return statistics == NormKind.BATCH || statistics == NormKind.INSTANCE;
	}

	/** Whether all that enters a block here loses the mean of each channel first. */
	private boolean centresChannels(BlockInput input) {
		Boolean known = centred.get(input);
		if (known == null) {
			centred.put(input, false); // what contains itself ends here
			known = !input.isTap() && !input.getOutgoing().isEmpty() && input.getOutgoing().stream().allMatch(this::centresChannels);
			centred.put(input, known);
		}
		return known;
	}
}
