package io.spadework.model.rules;

import java.util.HashSet;
import java.util.Set;

import org.eclipse.emf.ecore.EReference;

import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Network;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.Study;

/** Experiments: whether everything that a training needs is there. */
public final class ExperimentRules {

	private ExperimentRules() {
	}

	/** Reports what is missing before anything can be trained. */
	public static void check(Study study, Report report) {
		if (study.getExperiments().isEmpty()) {
			report.add(Rule.NO_EXPERIMENT, study, "study " + Names.of(study) + " has no experiment, so nothing can be trained");
		}
		for (Experiment experiment : study.getExperiments()) {
			for (EReference reference : experiment.eClass().getEAllReferences()) {
				if (reference.isRequired() && experiment.eGet(reference) == null) {
					report.add(Rule.EXPERIMENT, experiment, "experiment " + Names.of(experiment) + " names no " + reference.getName());
				}
			}
			trained(experiment, report);
			overrides(study, experiment, report);
		}
	}

	private static void trained(Experiment experiment, Report report) {
		String name = "experiment " + Names.of(experiment);
		if (experiment.getSegmenter() == null) {
			if (experiment.getGenerator() == null) {
				report.add(Rule.EXPERIMENT, experiment, name + " names no generator; it trains a generator, or a segmenter");
			}
			return;
		}
		String segmenter = " trains segmenter " + Names.of(experiment.getSegmenter());
		if (experiment.getGenerator() != null) {
			report.add(Rule.EXPERIMENT, experiment, name + segmenter + " and generator " + Names.of(experiment.getGenerator()) + "; it can train only one of them");
		}
		for (Network network : new Network[] { experiment.getDiscriminator(), experiment.getEncoder() }) {
			if (network != null) {
				report.add(Rule.EXPERIMENT, experiment, name + segmenter + ", so " + Names.kind(network) + " " + Names.of(network) + " has no generator to go with; leave it out");
			}
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
}
