package io.spadework.model.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.emf.ecore.EClass;

import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.Wiring;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.Port;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage.Literals;

/** Networks and blocks: their inputs and outputs, their wiring, and the shapes along every edge. */
public final class NetworkRules {

	private static final List<EClass> INPUTS = List.of(Literals.LABEL_MAP_INPUT, Literals.EDGE_MAP_INPUT, Literals.IMAGE_INPUT, Literals.STYLE_CODE_INPUT, Literals.BLOCK_INPUT);

	/** How many nodes of a kind there may be. */
	private record Count(int least, int most) {
		private static final Count NONE = new Count(0, 0);
		private static final Count ONE = new Count(1, 1);
		private static final Count AT_MOST_ONE = new Count(0, 1);
		private static final Count ANY = new Count(0, Integer.MAX_VALUE);
	}

	/** What the shapes of a network depend on besides the study. */
	private record Context(Network network, Dataset dataset, Map<Parameter, String> overrides) {
	}

	private NetworkRules() {
	}

	/** Reports what is wrong with each block and each network, in the context of each experiment that uses it. */
	public static void check(Study study, Report report) {
		List<Graph> graphs = Graphs.all(study);
		Map<Graph, Wiring> wirings = graphs.stream().collect(Collectors.toMap(graph -> graph, Wiring::of));
		for (Graph graph : graphs) {
			inputs(graph, report);
			count(graph, Literals.OUTPUT, Count.ONE, Rule.NETWORK_OUTPUT, report);
			edges(graph, report);
		}
		HabitRules habits = new HabitRules(study, wirings, report);
		graphs.forEach(habits::check);
		Set<Context> seen = new HashSet<>();
		for (Experiment experiment : study.getExperiments()) {
			if (experiment.getDataset() == null) {
				continue;
			}
			for (Network network : Graphs.of(experiment)) {
				if (seen.add(new Context(network, experiment.getDataset(), overrides(experiment)))) {
					report.look(network, experiment, 1).ifPresent(shapes -> {
						shapes.problems().forEach(report::addOnce);
						habits.check(shapes);
					});
				}
			}
		}
		graphs.forEach(graph -> wirings.get(graph).problems().forEach(report::addOnce));
		unused(study, report);
	}

	private static Map<Parameter, String> overrides(Experiment experiment) {
		Map<Parameter, String> overrides = new HashMap<>();
		for (ParameterOverride override : experiment.getOverrides()) {
			overrides.put(override.getParameter(), override.getValue());
		}
		return overrides;
	}

	private static void inputs(Graph graph, Report report) {
		for (EClass kind : INPUTS) {
			count(graph, kind, allowed(graph, kind), Rule.NETWORK_INPUTS, report);
		}
		for (Port port : Port.values()) {
			long count = graph.getNodes().stream().filter(node -> node instanceof BlockInput input && input.getPort() == port).count();
			if (port != Port.DATA && count > 1) {
				report.add(Rule.NETWORK_INPUTS, graph, Names.kind(graph) + " " + Names.of(graph) + " has " + count + " block inputs at " + port.getLiteral() + "; it can have only 1");
			}
		}
		if (!(graph instanceof Generator)) {
			for (Node node : graph.getNodes()) {
				if (node instanceof Stage) {
					report.add(Rule.STAGE, node, "stage " + Names.of(node) + " stands in " + Names.kind(graph) + " " + Names.of(graph) + "; a stage stands directly in a generator");
				}
			}
		}
	}

	private static Count allowed(Graph graph, EClass kind) {
		if (graph instanceof Block || kind == Literals.BLOCK_INPUT) {
			return graph instanceof Block && kind == Literals.BLOCK_INPUT ? Count.ANY : Count.NONE;
		}
		boolean seesLabels = graph instanceof Generator || graph instanceof Discriminator;
		if (kind == Literals.LABEL_MAP_INPUT) {
			return seesLabels ? Count.ONE : Count.NONE;
		}
		if (kind == Literals.EDGE_MAP_INPUT) {
			return seesLabels ? Count.AT_MOST_ONE : Count.NONE;
		}
		if (kind == Literals.IMAGE_INPUT) {
			return graph instanceof Generator ? Count.NONE : Count.ONE;
		}
		return graph instanceof Generator ? Count.AT_MOST_ONE : Count.NONE;
	}

	private static void count(Graph graph, EClass kind, Count allowed, Rule rule, Report report) {
		long count = graph.getNodes().stream().filter(kind::isInstance).count();
		if (count < allowed.least() || count > allowed.most()) {
			String right = allowed.most() == 0 ? "can have none" : allowed.least() == allowed.most() ? "must have " + allowed.least() : "can have only " + allowed.most();
			report.add(rule, graph, Names.kind(graph) + " " + Names.of(graph) + " has " + count + (count == 1 ? " node" : " nodes") + " of kind " + Names.kind(kind) + "; it " + right);
		}
	}

	private static void edges(Graph graph, Report report) {
		record Way(Node source, Node target, Port port) {
		}
		Set<Way> ways = new HashSet<>();
		for (Edge edge : graph.getEdges()) {
			if (edge.getSource() != null && edge.getTarget() != null && !ways.add(new Way(edge.getSource(), edge.getTarget(), edge.getPort()))) {
				report.add(Rule.DUPLICATE_EDGE, edge, "another edge leads " + Names.of(edge) + " at " + edge.getPort().getLiteral() + " too");
			}
		}
	}

	private static void unused(Study study, Report report) {
		Set<Graph> used = new HashSet<>();
		Set<Network> named = new HashSet<>();
		study.getExperiments().forEach(experiment -> named.addAll(Graphs.of(experiment)));
		named.forEach(network -> used.addAll(Graphs.within(network)));
		for (Network network : study.getNetworks()) {
			if (!used.contains(network)) {
				report.add(Rule.UNUSED_NETWORK, network, "no experiment uses network " + Names.of(network));
				used.addAll(Graphs.within(network).stream().filter(Block.class::isInstance).toList());
			}
		}
		for (Block block : study.getBlocks()) {
			if (!used.contains(block)) {
				report.add(Rule.UNUSED_BLOCK, block, "no network uses block " + Names.of(block));
			}
		}
	}
}
