package io.spadework.model.rules;

import java.util.HashSet;
import java.util.Set;

import org.eclipse.emf.ecore.EReference;

import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Objective;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.Study;

/** Experiments and objectives: whether everything that a training needs is there. */
public final class ExperimentRules {

	private ExperimentRules() {
	}

	/** Reports what is missing before anything can be trained. */
	public static void check(Study study, Report report) {
		if (study.getExperiments().isEmpty()) {
			report.add(Rule.NO_EXPERIMENT, study, "study " + Names.of(study) + " has no experiment, so nothing can be trained");
		}
		for (Objective objective : study.getObjectives()) {
			if (objective.getAdversarial() == null) {
				report.add(Rule.ADVERSARIAL, objective, "objective " + Names.of(objective) + " has no adversarial loss");
			}
		}
		for (Experiment experiment : study.getExperiments()) {
			for (EReference reference : experiment.eClass().getEAllReferences()) {
				if (reference.isRequired() && experiment.eGet(reference) == null) {
					report.add(Rule.EXPERIMENT, experiment, "experiment " + Names.of(experiment) + " names no " + reference.getName());
				}
			}
			overrides(study, experiment, report);
			taps(experiment, report);
		}
	}

	private static void overrides(Study study, Experiment experiment, Report report) {
		Set<Parameter> overridden = new HashSet<>();
		for (ParameterOverride override : experiment.getOverrides()) {
			Parameter parameter = override.getParameter();
			if (parameter == null || parameter.eContainer() != study) {
				report.add(Rule.OVERRIDE, override, "an override of experiment " + Names.of(experiment) + " names no parameter of the study");
			} else if (!overridden.add(parameter)) {
				report.add(Rule.OVERRIDE, override, "experiment " + Names.of(experiment) + " overrides parameter " + Names.of(parameter) + " twice");
			}
		}
	}

	private static void taps(Experiment experiment, Report report) {
		Network discriminator = experiment.getDiscriminator();
		Objective objective = experiment.getObjective();
		if (discriminator != null && objective != null && objective.getFeatureMatching() != null && discriminator.getNodes().stream().noneMatch(Node::isTap)) {
			report.add(Rule.TAPS, discriminator, "objective " + Names.of(objective) + " matches features, but no node of " + Names.of(discriminator)
					+ " is a tap; set tap on the activations to compare");
		}
	}
}
