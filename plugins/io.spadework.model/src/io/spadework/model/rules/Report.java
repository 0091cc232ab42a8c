package io.spadework.model.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.eclipse.emf.ecore.EObject;

import io.spadework.model.Names;
import io.spadework.model.Problem;
import io.spadework.model.Rule;
import io.spadework.model.Shapes;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Network;

/** Collects problems; what several experiments, phases and uses of a block bring to light is reported once. */
public final class Report {

	/** Nodes that are looked at for all experiments and phases together, those of equal graphs counted each time. */
	private static final long MOST_NODES = 2_000_000;

	private final Set<Problem> problems = new LinkedHashSet<>();
	private final Set<Blame> blamed = new HashSet<>();
	private final Set<String> told = new HashSet<>();
	private long looked;

	/** What a problem is about. */
	private record Blame(EObject element, String rule) {
	}

	/** Adds an element that breaks a rule. */
	public void add(Rule rule, EObject element, String message) {
		add(rule.problem(element, message));
	}

	/** Adds a problem. */
	void add(Problem problem) {
		problems.add(problem);
		blamed.add(new Blame(problem.element(), problem.rule()));
		told.add(problem.message());
	}

	/** Adds a problem unless the element is known to break the rule, or the same was said already. */
	void addOnce(Problem problem) {
		if (!blamed.contains(new Blame(problem.element(), problem.rule())) && !told.contains(problem.message())) {
			add(problem);
		}
	}

	/** The shapes of a network for an experiment, perhaps on smaller images; none, but a problem, once so much was looked at that no person would wait. */
	Optional<Shapes> look(Network network, Experiment experiment, int reduction) {
		if (looked > MOST_NODES) {
			addOnce(Rule.TOO_MANY_NODES.problem(experiment, "experiment " + Names.of(experiment) + " is not looked into, as the networks of the experiments before have more than " + MOST_NODES
					+ " nodes together with everything inside; fewer experiments or smaller networks are needed"));
			return Optional.empty();
		}
		Shapes shapes = Shapes.infer(network, experiment, reduction);
		looked += shapes.size() * shapes.scales();
		return Optional.of(shapes);
	}

	/** All problems, errors first, otherwise in the order they were found. */
	public List<Problem> problems() {
		List<Problem> sorted = new ArrayList<>(problems);
		sorted.sort(Comparator.comparing(Problem::severity));
		return List.copyOf(sorted);
	}
}
