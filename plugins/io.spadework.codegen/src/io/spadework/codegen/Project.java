package io.spadework.codegen;

import io.spadework.model.ExpressionException;
import io.spadework.model.Scope;
import io.spadework.model.Shapes;
import io.spadework.model.study.EdgeMapInput;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Output;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;
import io.spadework.model.study.StyleCodeInput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the classes of one experiment know of one another: what they are called, and what of a coarser generator a finer one has as a stage. */
final class Project {

	final Study study;
	final Experiment experiment;
	final String packageName;
	private final Map<Network, String> classes = new LinkedHashMap<>();
	private final Map<Generator, Map<Node, StageCut>> cuts = new LinkedHashMap<>();
	private final Map<Network, JavaNames> methods = new LinkedHashMap<>();

	Project(Study study, Experiment experiment, String packageName) {
		this.study = study;
		this.experiment = experiment;
		this.packageName = packageName;
	}

	/** Gives a network its class. */
	void name(Network network, String className) {
		classes.put(network, className);
	}

	/** What the class of a network is called. */
	String className(Network network) {
		return classes.get(network);
	}

	/** The methods of a network's class. */
	JavaNames methods(Network network) {
		return methods.computeIfAbsent(network, key -> new JavaNames(NetworkSource.METHODS));
	}

	/** The part of a generator that a stage needs. */
	StageCut cut(Stage stage) {
		return cuts.get(stage.getNetwork()).get(last(stage));
	}

	/** The parts of a generator that stages need, smaller ones first. */
	List<StageCut> cuts(Generator generator) {
		List<StageCut> all = new ArrayList<>(cuts.getOrDefault(generator, Map.of()).values());
		all.sort((a, b) -> Integer.compare(a.shapes().order().size(), b.shapes().order().size()));
		return all;
	}

	/** The coarser generators that the stages found so far have. */
	Collection<Generator> coarser() {
		return Collections.unmodifiableSet(cuts.keySet());
	}

	/** Takes note of the stages of a generator, and of those inside of them. */
	void findStages(Shapes generator) {
		for (Node node : generator.order()) {
			if (node instanceof Stage stage && !generator.inside(stage).isEmpty()) {
				Shapes inside = generator.inside(stage).get(0);
				findStages(inside);
				Node last = last(stage);
				cuts.computeIfAbsent(stage.getNetwork(), coarser -> new LinkedHashMap<>()).computeIfAbsent(last, key -> cut(stage, inside, last));
			}
		}
	}

	private StageCut cut(Stage stage, Shapes inside, Node last) {
		JavaNames names = methods(stage.getNetwork());
		String method = stage.getUpTo() == null ? names.camelCase("whole", "whole", "Stage") : names.camelCase("up to " + stage.getUpTo().getName(), "part", "Stage");
		boolean edges = inside.order().stream().anyMatch(node -> node instanceof EdgeMapInput || node instanceof Stage inner && cut(inner).needsEdges());
		boolean style = stage.getNetwork().getNodes().stream().anyMatch(StyleCodeInput.class::isInstance);
		return new StageCut(stage.getNetwork(), last, inside, method, edges, style);
	}

	/** The node whose activation a stage gives. */
	static Node last(Stage stage) {
		return stage.getUpTo() != null ? stage.getUpTo() : stage.getNetwork().getNodes().stream().filter(Output.class::isInstance).findFirst().orElseThrow();
	}

	/** How much smaller than the experiment's images a generator's are: as the phase says that trains it, or else as the stage that it is. */
	int reduction(Generator generator) throws GenerationException {
		if (generator == experiment.getGenerator()) {
			return 1;
		}
		for (Phase phase : experiment.getPlan().getPhases()) {
			if (phase.getGenerator() == generator) {
				return reduction(phase);
			}
		}
		int height = Shapes.infer(experiment.getGenerator(), experiment).frame().height();
		int stage = cuts(generator).get(0).shapes().frame().height();
		return Math.max(1, height / stage);
	}

	/** How much smaller than the experiment's images a phase's are. */
	int reduction(Phase phase) throws GenerationException {
		try {
			return Scope.of(experiment).integer(phase.getReduction());
		} catch (ExpressionException e) {
			throw new GenerationException(Elements.describe(phase) + ": reduction \"" + JavaText.clip(String.valueOf(phase.getReduction())) + "\" has no value: " + e.getMessage(), e);
		}
	}
}
