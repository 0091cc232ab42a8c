package io.spadework.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.spadework.model.study.Experiment;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;

/** The channels of nodes in the text of a study of format version 1, with the study's parameters and with those of its experiments. */
final class OldChannels {

	/** Experiments that are looked at, so that no file takes long. */
	private static final int MOST_EXPERIMENTS = 20;

	/** A number of channels: its expression where it has one, and its value for the study and each experiment, NaN where that is not known. */
	private record Channels(String expression, double[] values) {
	}

	/** The parameters in one experiment, and the channels of the label map in it. */
	private record Case(Scope scope, String labelMap) {
	}

	private final List<Case> cases = new ArrayList<>();

	OldChannels(Tag root) {
		Study study = StudyFactory.eINSTANCE.createStudy();
		Map<String, Parameter> parameters = new HashMap<>();
		for (Tag each : root.children("parameters")) {
			Parameter parameter = StudyFactory.eINSTANCE.createParameter();
			parameter.setName(each.get("name"));
			parameter.setValue(each.get("value"));
			study.getParameters().add(parameter);
			parameters.put(each.get("id"), parameter);
		}
		Map<String, String> labelMaps = new HashMap<>();
		for (Tag data : root.children("datasets")) {
			int others = ("true".equals(data.get("dontCare")) ? 1 : 0) + ("true".equals(data.get("edges")) ? 1 : 0);
			labelMaps.put(data.get("id"), "(" + data.get("labels") + ") + " + others);
		}
		List<Tag> experiments = root.children("experiments");
		cases.add(new Case(Scope.of(study), experiments.isEmpty() ? null : labelMaps.get(experiments.get(0).get("dataset"))));
		for (Tag each : experiments.subList(0, Math.min(MOST_EXPERIMENTS, experiments.size()))) {
			Experiment experiment = StudyFactory.eINSTANCE.createExperiment();
			for (Tag override : each.children("overrides")) {
				ParameterOverride changed = StudyFactory.eINSTANCE.createParameterOverride();
				changed.setParameter(parameters.get(override.get("parameter")));
				changed.setValue(override.get("value"));
				experiment.getOverrides().add(changed);
			}
			study.getExperiments().add(experiment);
			cases.add(new Case(Scope.of(experiment), labelMaps.get(each.get("dataset"))));
		}
	}

	/** The SPADE blocks of a network that change the number of channels, so that their skip was learned. */
	Set<Tag> learned(Tag network) {
		Map<String, Tag> nodes = new HashMap<>();
		network.children("nodes").forEach(node -> nodes.put(node.get("id"), node));
		Map<Tag, List<Tag>> sources = new IdentityHashMap<>();
		Map<Tag, List<Tag>> targets = new IdentityHashMap<>();
		Map<Tag, Integer> waiting = new IdentityHashMap<>();
		for (Tag edge : network.children("edges")) {
			Tag source = nodes.get(edge.get("source"));
			Tag target = nodes.get(edge.get("target"));
			if (source != null && target != null && (edge.get("port") == null || edge.get("port").equals("data"))) {
				sources.computeIfAbsent(target, node -> new ArrayList<>()).add(source);
				targets.computeIfAbsent(source, node -> new ArrayList<>()).add(target);
				waiting.merge(target, 1, Integer::sum);
			}
		}
		Set<Tag> learned = new HashSet<>();
		Map<Tag, Channels> known = new IdentityHashMap<>();
		Deque<Tag> ready = new ArrayDeque<>();
		network.children("nodes").stream().filter(node -> !waiting.containsKey(node)).forEach(ready::add);
		while (!ready.isEmpty()) {
			Tag node = ready.remove();
			List<Channels> entering = sources.getOrDefault(node, List.of()).stream().map(known::get).toList();
			Channels leaving = leaving(node, entering);
			known.put(node, leaving);
			if (node.type().equals("SpadeBlock") && !entering.isEmpty() && differ(entering.get(0), leaving)) {
				learned.add(node);
			}
			for (Tag next : targets.getOrDefault(node, List.of())) {
				if (waiting.merge(next, -1, Integer::sum) == 0) {
					ready.add(next);
				}
			}
		}
		return learned;
	}

	private static boolean differ(Channels entering, Channels leaving) {
		if (entering.expression() != null && entering.expression().equals(leaving.expression())) {
			return false;
		}
		for (int i = 0; i < entering.values().length; i++) {
			if (entering.values()[i] != leaving.values()[i]) { // NaN, too, is not known to be the same
				return true;
			}
		}
		return false;
	}

	private Channels leaving(Tag node, List<Channels> entering) {
		return switch (node.type()) {
			case "Seed", "SpadeBlock", "Convolution", "TransposedConvolution", "Linear" -> stated(node.get("filters"));
			case "Reshape" -> stated(node.get("channels"));
			case "NoiseSource" -> stated(node.attributes().getOrDefault("channels", "1"));
			case "StyleCodeInput" -> stated(node.attributes().getOrDefault("size", "256"));
			case "EdgeMapInput" -> stated("1");
			case "ImageInput" -> stated("3");
			case "LabelMapInput" -> new Channels(null, cases.stream().mapToDouble(each -> value(each, each.labelMap())).toArray());
			case "Concatenation" -> sum(entering);
			default -> entering.isEmpty() ? stated(null) : entering.get(0);
		};
	}

	private Channels stated(String expression) {
		return new Channels(expression == null ? null : expression.strip(), cases.stream().mapToDouble(each -> value(each, expression)).toArray());
	}

	private Channels sum(List<Channels> entering) {
		double[] sum = new double[cases.size()];
		for (Channels each : entering) {
			for (int i = 0; i < sum.length; i++) {
				sum[i] += each.values()[i];
			}
		}
		return new Channels(null, sum);
	}

	private static double value(Case each, String expression) {
		try {
			return expression == null ? Double.NaN : each.scope().value(expression);
		} catch (ExpressionException e) {
			return Double.NaN; // what has no value in version 1 has none in version 2, which says why
		}
	}
}
