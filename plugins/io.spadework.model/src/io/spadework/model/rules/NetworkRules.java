package io.spadework.model.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.emf.ecore.EClass;

import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.Shapes;
import io.spadework.model.Wiring;
import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.AdaptiveInstanceNorm;
import io.spadework.model.study.ConditionalBatchNorm;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Linear;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Output;
import io.spadework.model.study.Port;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage;
import io.spadework.model.study.TransposedConvolution;

/** Networks: their inputs and outputs, their wiring, the shapes along every edge, and what is legal but will disappoint. */
public final class NetworkRules {

	private NetworkRules() {
	}

	/** Reports what is wrong with each network, in the context of each experiment that uses it. */
	public static void check(Study study, Report report) {
		for (Network network : study.getNetworks()) {
			Wiring wiring = Wiring.of(network);
			ends(network, wiring, report);
			edges(network, report);
			habits(network, report);
			List<Experiment> users = study.getExperiments().stream()
					.filter(experiment -> experiment.getGenerator() == network || experiment.getDiscriminator() == network).toList();
			if (users.isEmpty()) {
				report.add(Rule.UNUSED_NETWORK, network, "no experiment uses network " + Names.of(network));
				wiring.problems().forEach(report::add);
			}
			for (Experiment user : users) {
				if (user.getDataset() == null) {
					wiring.problems().forEach(report::add);
				} else {
					Shapes shapes = Shapes.infer(network, user);
					shapes.problems().forEach(report::add);
					singleValues(network, shapes, report);
				}
			}
		}
	}

	private static void ends(Network network, Wiring wiring, Report report) {
		boolean generator = network instanceof Generator;
		count(network, StudyPackage.Literals.LABEL_MAP_INPUT, 1, Rule.NETWORK_INPUTS, report);
		count(network, StudyPackage.Literals.IMAGE_INPUT, generator ? 0 : 1, Rule.NETWORK_INPUTS, report);
		atMost(network, StudyPackage.Literals.EDGE_MAP_INPUT, 1, report);
		atMost(network, StudyPackage.Literals.STYLE_CODE_INPUT, generator ? 1 : 0, report);
		count(network, StudyPackage.Literals.OUTPUT, 1, Rule.NETWORK_OUTPUT, report);
		Set<Node> sources = new HashSet<>();
		network.getEdges().stream().filter(edge -> !wiring.measures(edge)).forEach(edge -> sources.add(edge.getSource()));
		for (Node node : network.getNodes()) {
			if (!(node instanceof Output) && !node.isTap() && !sources.contains(node)) {
				report.add(Rule.DEAD_END, node, "nothing uses what " + Names.kind(node) + " " + Names.of(node) + " computes");
			}
			if (generator && node instanceof Output) {
				for (Edge edge : wiring.into(node, Port.DATA)) {
					if (!(edge.getSource() instanceof Activation last && last.getFunction() == ActivationFunction.TANH)) {
						report.add(Rule.OUTPUT_RANGE, edge,
								"edge " + Names.of(edge) + " does not come from a tanh, so the image may leave the range [-1, 1] of real ones");
					}
				}
			}
		}
	}

	private static void count(Network network, EClass kind, int wanted, Rule rule, Report report) {
		long count = network.getNodes().stream().filter(kind::isInstance).count();
		if (count != wanted) {
			report.add(rule, network,
					Names.kind(network) + " " + Names.of(network) + " has " + count + " nodes of kind " + Names.kind(kind) + "; it must have " + wanted);
		}
	}

	private static void atMost(Network network, EClass kind, int most, Report report) {
		long count = network.getNodes().stream().filter(kind::isInstance).count();
		if (count > most) {
			report.add(Rule.NETWORK_INPUTS, network, Names.kind(network) + " " + Names.of(network) + " has " + count + " nodes of kind " + Names.kind(kind)
					+ "; it can have " + (most == 0 ? "none" : "only " + most));
		}
	}

	private static void edges(Network network, Report report) {
		record Way(Node source, Node target, Port port) {
		}
		Set<Way> ways = new HashSet<>();
		for (Edge edge : network.getEdges()) {
			if (edge.getSource() != null && edge.getTarget() != null && !ways.add(new Way(edge.getSource(), edge.getTarget(), edge.getPort()))) {
				report.add(Rule.DUPLICATE_EDGE, edge, "another edge leads " + Names.of(edge) + " at " + edge.getPort().getLiteral() + " too");
			}
		}
	}

	private static void habits(Network network, Report report) {
		Set<Node> normalised = new HashSet<>();
		Set<Node> usedOtherwise = new HashSet<>();
		for (Edge edge : network.getEdges()) {
			(edge.getPort() == Port.DATA && centresChannels(edge.getTarget()) ? normalised : usedOtherwise).add(edge.getSource());
		}
		for (Node node : network.getNodes()) {
			if (hasBias(node) && normalised.contains(node) && !usedOtherwise.contains(node) && !node.isTap()) {
				report.add(Rule.USELESS_BIAS, node,
						Names.kind(node) + " " + Names.of(node) + " adds a bias that the normalisation behind it takes away; set bias to false");
			}
			if (node instanceof Normalisation norm && norm.getKind() == NormKind.NONE && norm.isAffine()) {
				report.add(Rule.INERT_AFFINE, node, "normalisation " + Names.of(node) + " is of kind none, so it changes nothing and has no affine part; "
						+ "choose another kind or set affine to false");
			}
			if (network instanceof Generator && node.isTap()) {
				report.add(Rule.STRAY_TAP, node, Names.kind(node) + " " + Names.of(node) + " is a tap, but only those of a discriminator are compared");
			}
		}
	}

	private static boolean hasBias(Node node) {
		return switch (node) {
			case Convolution convolution -> convolution.isBias();
			case TransposedConvolution convolution -> convolution.isBias();
			case Linear linear -> linear.isBias();
			default -> false;
		};
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

	/** Whether a node begins by taking the mean of each channel away; layer statistics leave differences between channels. */
	private static boolean centresChannels(Node node) {
		return statistics(node) == NormKind.BATCH || statistics(node) == NormKind.INSTANCE;
	}

	private static void singleValues(Network network, Shapes shapes, Report report) {
		for (int k = 1; k <= shapes.scales(); k++) {
			for (Node node : network.getNodes()) {
				Shape shape = shapes.scale(k).of(node);
				if (statistics(node) == NormKind.INSTANCE && shape != null && shape.height() == 1 && shape.width() == 1) {
					report.add(Rule.SINGLE_PIXEL_NORM, node, Names.kind(node) + " " + Names.of(node) + " normalises " + shape
							+ (shapes.scales() > 1 ? " at scale " + k : "") + ": instance statistics of a single pixel leave only zeros");
				}
				if (k == 1 && node instanceof Activation activation && activation.getFunction() == ActivationFunction.SOFTMAX && shape != null
						&& shape.channels() == 1) {
					report.add(Rule.SINGLE_CHANNEL_SOFTMAX, node, "activation " + Names.of(node) + " is a softmax over the channels of " + shape
							+ ", which is 1 everywhere; a sigmoid keeps a single channel apart");
				}
			}
		}
	}
}
