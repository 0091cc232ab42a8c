package io.spadework.model.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.emf.ecore.EObject;

import io.spadework.model.Problem;
import io.spadework.model.Rule;

/** Collects problems; what several experiments, phases and uses of a block bring to light is reported once. */
public final class Report {

	private final Set<Problem> problems = new LinkedHashSet<>();
	private final Set<Blame> blamed = new HashSet<>();
	private final Set<String> told = new HashSet<>();

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

	/** All problems, errors first, otherwise in the order they were found. */
	public List<Problem> problems() {
		List<Problem> sorted = new ArrayList<>(problems);
		sorted.sort(Comparator.comparing(Problem::severity));
		return List.copyOf(sorted);
	}
}
