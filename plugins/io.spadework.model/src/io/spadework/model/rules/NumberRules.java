package io.spadework.model.rules;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.eclipse.emf.common.util.TreeIterator;
import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;

import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
import io.spadework.model.Numbers;
import io.spadework.model.Rule;
import io.spadework.model.Scope;
import io.spadework.model.study.Block;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Network;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.model.study.TrainingPlan;

/** Expressions and their ranges, in the study and with the overrides of each experiment. */
public final class NumberRules {

	private static final Map<EClass, List<EAttribute>> EXPRESSIONS = new ConcurrentHashMap<>();

	private NumberRules() {
	}

	/** Reports expressions without a usable value, parameters that nothing uses, and plans without an end. */
	public static void check(Study study, Report report) {
		Scope scope = Scope.of(study);
		study.getParameters().forEach(parameter -> definition(parameter, parameter, scope, report));
		tree(study, scope, report);
		for (Experiment experiment : study.getExperiments()) {
			if (!experiment.getOverrides().isEmpty()) {
				Scope overridden = Scope.of(experiment);
				experiment.getOverrides().forEach(override -> definition(override, override.getParameter(), overridden, report));
				parts(experiment).forEach(part -> tree(part, overridden, report));
			}
			if (experiment.getPlan() != null) {
				end(experiment.getPlan(), Scope.of(experiment), report);
			}
		}
		unused(study, report);
	}

	private static Set<EObject> parts(Experiment experiment) {
		Set<EObject> parts = new LinkedHashSet<>();
		Graphs.of(experiment).forEach(network -> Graphs.within(network).stream().filter(Network.class::isInstance).forEach(parts::add));
		Stream.of(experiment.getObjective(), experiment.getDataset(), experiment.getPlan(), experiment.getEvaluation()).filter(Objects::nonNull).forEach(parts::add);
		return parts;
	}

	/** Expressions of blocks have values in the uses of a block only; {@link io.spadework.model.Shapes} looks at those. */
	private static void tree(EObject root, Scope scope, Report report) {
		numbers(root, scope, report);
		for (TreeIterator<EObject> all = root.eAllContents(); all.hasNext();) {
			EObject element = all.next();
			if (element instanceof Block) {
				all.prune();
			} else {
				numbers(element, scope, report);
			}
		}
	}

	/** Reports a parameter, or its override, only where it is at fault itself, not where one that it uses is. */
	private static void definition(EObject element, Parameter parameter, Scope scope, Report report) {
		if (parameter == null || parameter.getName() == null) {
			return;
		}
		try {
			scope.value(parameter.getName());
		} catch (ExpressionException e) {
			if (parameter.getName().equals(e.parameter())) {
				report.add(Rule.NUMBER, element, e.getMessage());
			}
		}
	}

	/** What uses a parameter at fault is not reported: the parameter is. */
	private static void numbers(EObject element, Scope scope, Report report) {
		if (element instanceof Parameter || element instanceof ParameterOverride) {
			return;
		}
		for (EAttribute attribute : expressions(element)) {
			if (!attribute.isRequired() && !Numbers.isStated(element, attribute)) {
				continue; // another attribute stands for it
			}
			try {
				Numbers.real(element, attribute, scope);
			} catch (ExpressionException e) {
				if (e.parameter() == null) {
					report.add(Rule.NUMBER, element, e.getMessage());
				}
			}
		}
	}

	private static void end(TrainingPlan plan, Scope scope, Report report) {
		try {
			for (Phase phase : plan.getPhases()) {
				if (Numbers.whole(phase, Literals.PHASE__EPOCHS, scope) + (long) Numbers.whole(phase, Literals.PHASE__DECAY_EPOCHS, scope) == 0) {
					report.add(Rule.NO_END, phase, "phase " + Names.of(phase) + " of plan " + Names.of(plan) + " has 0 epochs and 0 decay epochs; one of them must be more");
				}
			}
			if (!plan.getPhases().isEmpty()) {
				return; // the phases say how long it goes
			}
			long length = (long) Numbers.whole(plan, Literals.TRAINING_PLAN__EPOCHS, scope)
					+ Numbers.whole(plan, Literals.TRAINING_PLAN__DECAY_EPOCHS, scope)
					+ Numbers.whole(plan, Literals.TRAINING_PLAN__STEPS, scope);
			if (length == 0) {
				report.add(Rule.NO_END, plan, "plan " + Names.of(plan) + " has 0 epochs, 0 decay epochs and 0 steps; one of them must be more");
			}
		} catch (ExpressionException e) {
			return; // reported with the numbers of the plan
		}
	}

	private static void unused(Study study, Report report) {
		Set<String> used = new HashSet<>();
		for (Iterator<EObject> all = study.eAllContents(); all.hasNext();) {
			EObject element = all.next();
			for (EAttribute attribute : expressions(element)) {
				if (!Numbers.isStated(element, attribute)) {
					continue;
				}
				try {
					used.addAll(Scope.names((String) element.eGet(attribute)));
				} catch (ExpressionException e) {
					continue; // reported where it stands
				}
			}
		}
		for (Parameter parameter : study.getParameters()) {
			if (parameter.getName() != null && !used.contains(parameter.getName())) {
				report.add(Rule.UNUSED_PARAMETER, parameter, "no expression uses parameter " + parameter.getName());
			}
		}
	}

	/** The attributes of an element that are expressions. */
	static List<EAttribute> expressions(EObject element) {
		return EXPRESSIONS.computeIfAbsent(element.eClass(),
				kind -> kind.getEAllAttributes().stream().filter(attribute -> attribute.getEAttributeType() == Literals.EXPRESSION).toList());
	}
}
