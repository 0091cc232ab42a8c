package io.spadework.ui.wizards;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.spadework.model.edit.Labels;
import io.spadework.model.study.Element;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Network;
import io.spadework.model.study.Objective;
import io.spadework.model.study.Study;
import io.spadework.notation.Notation;
import io.spadework.notation.Title;

/** What a study would be, in a few lines. */
final class StudyPreview {

	private StudyPreview() {
	}

	/** Networks with their costs, objective, data and plan of the study's first experiment, a line each. */
	static String of(Study study) {
		if (study.getExperiments().isEmpty()) {
			return "";
		}
		Experiment experiment = study.getExperiments().get(0);
		Stream<String> networks = Stream.of(experiment.getGenerator(), experiment.getDiscriminator(), experiment.getEncoder(), experiment.getSegmenter()).filter(Objects::nonNull)
				.map(network -> costs(network, experiment));
		Stream<String> others = Stream.of("Objective: " + terms(experiment.getObjective()), "Data: " + Labels.text(experiment.getDataset()), "Plan: " + Labels.text(experiment.getPlan()));
		return Stream.concat(networks, others).collect(Collectors.joining("\n"));
	}

	private static String costs(Network network, Experiment experiment) {
		Title title = Notation.of(network, experiment).title();
		return title.name() + ": " + title.totals();
	}

	private static String terms(Objective objective) {
		List<Element> terms = objective.eContents().stream().map(Element.class::cast).toList();
		return terms.stream().map(Labels::text).collect(Collectors.joining("; "));
	}
}
