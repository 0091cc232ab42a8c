package io.spadework.model.rules;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EObject;

import io.spadework.model.ExpressionException;
import io.spadework.model.Frame;
import io.spadework.model.Names;
import io.spadework.model.Numbers;
import io.spadework.model.Problem;
import io.spadework.model.Rule;
import io.spadework.model.Scope;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Evaluation;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.FolderDataset;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Landscapes;
import io.spadework.model.study.Network;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.model.study.StyleCodeInput;

/** Phases of a training from coarse to fine, and evaluations, in the context of each experiment. */
public final class PlanRules {

	private PlanRules() {
	}

	/** Reports phases that do not lead to the experiment's generator, and evaluations that ask for more, or for other files, than there is. */
	public static void check(Study study, Path studyFile, Report report) {
		study.getEvaluations().forEach(evaluation -> segmenter(evaluation, studyFile, report));
		for (Experiment experiment : study.getExperiments()) {
			if (experiment.getPlan() != null && !experiment.getPlan().getPhases().isEmpty()) {
				phases(experiment, report);
			}
			if (experiment.getEvaluation() != null && experiment.getDataset() != null) {
				evaluation(experiment, report);
			}
		}
	}

	private static void phases(Experiment experiment, Report report) {
		String plan = " of plan " + Names.of(experiment.getPlan());
		Generator generator = experiment.getGenerator();
		if (generator == null) {
			if (experiment.getSegmenter() != null) {
				add(report, Rule.PHASES, experiment.getPlan().getPhases().get(0),
						"plan " + Names.of(experiment.getPlan()) + " has phases, which train a generator, but experiment " + Names.of(experiment) + " trains a segmenter");
			}
			return;
		}
		Generator before = null;
		for (Phase phase : experiment.getPlan().getPhases()) {
			String name = "phase " + Names.of(phase) + plan;
			Generator trained = phase.getGenerator();
			if (trained == null) {
				add(report, Rule.PHASES, phase, name + " names no generator");
				continue;
			}
			if (!Graphs.within(generator).contains(trained)) {
				add(report, Rule.PHASES, phase, name + " trains generator " + Names.of(trained) + ", which experiment " + Names.of(experiment) + " does not use; it must be "
						+ Names.of(generator) + " or a stage of it");
			} else if (before != null && !Graphs.within(trained).contains(before)) {
				add(report, Rule.PHASES, phase, name + " trains generator " + Names.of(trained) + " after " + Names.of(before) + ", which is no stage of it; what was trained would be lost");
			}
			if (experiment.getEncoder() != null && trained.getNodes().stream().noneMatch(StyleCodeInput.class::isInstance)) {
				add(report, Rule.PHASES, phase, name + " trains generator " + Names.of(trained) + ", which has no style code input, but encoder " + Names.of(experiment.getEncoder())
						+ " of experiment " + Names.of(experiment) + " gives codes; give the generator such an input, or take the encoder away");
			}
			before = trained;
			frozen(phase, trained, name, report);
			reduction(phase, trained, experiment, name, report);
		}
		last(experiment, report);
	}

	private static void last(Experiment experiment, Report report) {
		Phase last = experiment.getPlan().getPhases().getLast();
		if (last.getGenerator() == null) {
			return;
		}
		try {
			int reduction = Numbers.whole(last, Literals.PHASE__REDUCTION, Scope.of(experiment));
			if (last.getGenerator() != experiment.getGenerator() || reduction != 1) {
				add(report, Rule.PHASES, last, "phase " + Names.of(last) + " is the last of plan " + Names.of(experiment.getPlan()) + " and trains generator " + Names.of(last.getGenerator())
						+ " at reduction " + reduction + "; it must train generator " + Names.of(experiment.getGenerator()) + " of experiment " + Names.of(experiment) + " at reduction 1");
			}
		} catch (ExpressionException e) {
			return; // reported with the numbers of the phase
		}
	}

	private static void frozen(Phase phase, Generator trained, String name, Report report) {
		Set<Stage> stages = new HashSet<>();
		for (Graph graph : Graphs.within(trained)) {
			graph.getNodes().stream().filter(Stage.class::isInstance).forEach(stage -> stages.add((Stage) stage));
		}
		for (Stage stage : phase.getFrozen()) {
			if (!stages.contains(stage)) {
				add(report, Rule.FROZEN, phase, name + " freezes stage " + Names.of(stage) + (stage.eContainer() == null ? "" : " of " + Names.of(stage.eContainer())) + ", which is not in generator "
						+ Names.of(trained));
			}
		}
	}

	/** The experiment's own networks at full size are looked at with the experiment. */
	private static void reduction(Phase phase, Generator trained, Experiment experiment, String name, Report report) {
		int reduction;
		try {
			reduction = Numbers.whole(phase, Literals.PHASE__REDUCTION, Scope.of(experiment));
		} catch (ExpressionException e) {
			return; // reported with the numbers of the phase
		}
		Frame frame;
		try {
			frame = Frame.of(experiment);
		} catch (ExpressionException e) {
			return; // reported with the numbers of the data set
		}
		try {
			frame.reduced(reduction);
		} catch (ExpressionException e) {
			add(report, Rule.REDUCTION, phase, name + ": " + e.getMessage());
			return;
		}
		if (trained != experiment.getGenerator() || reduction != 1) {
			infer(trained, experiment, reduction, name, report);
		}
		if (reduction != 1) {
			List<Network> others = Graphs.of(experiment).stream().filter(network -> !(network instanceof Generator)).toList();
			others.forEach(network -> infer(network, experiment, reduction, name, report));
		}
	}

	private static void infer(Network network, Experiment experiment, int reduction, String name, Report report) {
		report.look(network, experiment, reduction).ifPresent(shapes -> shapes.problems()
				.forEach(problem -> report.addOnce(new Problem(problem.severity(), problem.rule(), problem.element(), "in " + name + ": " + problem.message()))));
	}

	private static void segmenter(Evaluation evaluation, Path studyFile, Report report) {
		for (EAttribute place : List.of(Literals.EVALUATION__SEGMENTER, Literals.EVALUATION__SEGMENTER_WEIGHTS, Literals.EVALUATION__SEGMENTER_CLASSES)) {
			String stated = (String) evaluation.eGet(place);
			String name = place.getName() + " \"" + stated + "\" of evaluation " + Names.of(evaluation);
			if (stated == null || stated.isBlank()) {
				continue;
			}
			if (place != Literals.EVALUATION__SEGMENTER && (evaluation.getSegmenter() == null || evaluation.getSegmenter().isBlank())) {
				report.add(Rule.WEIGHTS_FILE, evaluation, name + " goes with a segmenter, of which there is none; name the run that has trained it, or its study");
				continue;
			}
			try {
				Path file = Places.resolve(stated, studyFile);
				if (file != null && !Files.exists(file)) {
					report.add(Rule.WEIGHTS_FILE, evaluation, name + ", " + file + ", does not exist");
				}
			} catch (InvalidPathException e) {
				report.add(Rule.WEIGHTS_FILE, evaluation, name + " is not a path: " + e.getReason());
			}
		}
	}

	private static void evaluation(Experiment experiment, Report report) {
		Dataset dataset = experiment.getDataset();
		Scope scope = Scope.of(experiment);
		String name = "evaluation " + Names.of(experiment.getEvaluation()) + " of experiment " + Names.of(experiment);
		try {
			int samples = Numbers.whole(experiment.getEvaluation(), Literals.EVALUATION__SAMPLES, scope);
			if (dataset instanceof Landscapes && samples > Numbers.whole(dataset, Literals.LANDSCAPES__HELD_OUT, scope)) {
				add(report, Rule.EVALUATION, experiment.getEvaluation(), name + " measures on " + samples + " samples, but data set " + Names.of(dataset) + " holds out "
						+ Numbers.whole(dataset, Literals.LANDSCAPES__HELD_OUT, scope) + "; hold out more, or measure on fewer");
			}
			if (dataset instanceof FolderDataset && Numbers.real(dataset, Literals.FOLDER_DATASET__HELD_OUT, scope) == 0) {
				add(report, Rule.EVALUATION, experiment.getEvaluation(), name + " has nothing to measure on, as data set " + Names.of(dataset) + " holds out nothing; set heldOut of the data set");
			}
		} catch (ExpressionException e) {
			return; // reported where the number stands
		}
	}

	/** A plan may serve several experiments; what is wrong with it is told once. */
	private static void add(Report report, Rule rule, EObject element, String message) {
		report.addOnce(rule.problem(element, message));
	}
}
