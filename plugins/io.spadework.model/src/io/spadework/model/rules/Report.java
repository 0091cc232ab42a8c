package io.spadework.model.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.emf.ecore.EObject;

import io.spadework.model.Problem;
import io.spadework.model.Rule;

/** Collects problems; what several experiments bring to light is reported once. */
public final class Report {

	private final Set<Problem> problems = new LinkedHashSet<>();

	/** Adds an element that breaks a rule. */
	void add(Rule rule, EObject element, String message) {
		add(rule.problem(element, message));
	}

	/** Adds a problem. */
	void add(Problem problem) {
		problems.add(problem);
	}

	/** All problems, errors first, otherwise in the order they were found. */
	public List<Problem> problems() {
		List<Problem> sorted = new ArrayList<>(problems);
		sorted.sort(Comparator.comparing(Problem::severity));
		return List.copyOf(sorted);
	}
}
