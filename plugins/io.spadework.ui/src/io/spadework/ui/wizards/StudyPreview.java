package io.spadework.ui.wizards;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.spadework.model.ExpressionException;
import io.spadework.model.Frame;
import io.spadework.model.Names;
import io.spadework.model.Scope;
import io.spadework.model.edit.Labels;
import io.spadework.model.study.Element;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Network;
import io.spadework.model.study.Objective;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Study;
import io.spadework.model.study.TrainingPlan;
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
		Stream<String> others = Stream.of("Objective: " + terms(experiment.getObjective()), "Data: " + data(experiment), "Plan: " + plan(experiment));
		return Stream.concat(networks, others).collect(Collectors.joining("\n"));
	}

	private static String costs(Network network, Experiment experiment) {
		Title title = Notation.of(network, experiment).title();
		return title.name() + ": " + title.totals();
	}

	private static String terms(Objective objective) {
		return objective.eContents().stream().map(term -> Names.kind(term).replace(" loss", "") + " (" + Labels.matter((Element) term) + ")").collect(Collectors.joining("; "));
	}

	private static String data(Experiment experiment) {
		try {
			Frame frame = Frame.of(experiment);
			return experiment.getDataset().getName() + ", " + frame.labels().channels() + " label channels, images of " + frame.width() + " x " + frame.height() + " pixels";
		} catch (ExpressionException e) {
			return e.getMessage();
		}
	}

	private static String plan(Experiment experiment) {
		TrainingPlan plan = experiment.getPlan();
		Scope scope = Scope.of(experiment);
		try {
			String phases = plan.getPhases().stream().map(Phase::getName).collect(Collectors.joining("; "));
			return "batches of " + scope.integer(plan.getBatch()) + ", " + (phases.isEmpty() ? scope.integer(plan.getEpochs()) + " + " + scope.integer(plan.getDecayEpochs()) + " epochs" : phases);
		} catch (ExpressionException e) {
			return e.getMessage();
		}
	}
}
