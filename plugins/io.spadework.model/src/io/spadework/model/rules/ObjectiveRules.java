package io.spadework.model.rules;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EObject;

import io.spadework.model.BuiltInWeights;
import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
import io.spadework.model.Numbers;
import io.spadework.model.Rule;
import io.spadework.model.Scope;
import io.spadework.model.Shape;
import io.spadework.model.Shapes;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.FeatureNetwork;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Node;
import io.spadework.model.study.Objective;
import io.spadework.model.study.PerceptualLoss;
import io.spadework.model.study.PerceptualTerm;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.model.study.StyleCodeInput;

/** Objectives: whether each loss has what it compares, and whether an experiment's networks learn by it. */
public final class ObjectiveRules {

	private ObjectiveRules() {
	}

	/** Reports losses and networks that do not go together; weight files are looked for relative to the study file, where there is one. */
	public static void check(Study study, Path studyFile, Report report) {
		for (Objective objective : study.getObjectives()) {
			if (losses(objective).isEmpty()) {
				report.add(Rule.OBJECTIVE, objective, "objective " + Names.of(objective) + " has no loss, so nothing learns by it");
			}
			if (objective.getPerceptual() != null) {
				perceptual(objective.getPerceptual(), objective, report);
			}
		}
		study.getNetworks().stream().filter(FeatureNetwork.class::isInstance).forEach(network -> weights((FeatureNetwork) network, studyFile, report));
		for (Experiment experiment : study.getExperiments()) {
			Objective objective = experiment.getObjective();
			if (objective == null) {
				continue;
			}
			if (experiment.getSegmenter() == null && experiment.getGenerator() != null) {
				adversarial(experiment, objective, report);
				codes(experiment, objective, report);
			}
			crossEntropy(experiment, objective, report);
			learns(experiment, objective, report);
		}
	}

	private static List<EObject> losses(Objective objective) {
		return Stream.<EObject>of(objective.getAdversarial(), objective.getFeatureMatching(), objective.getPerceptual(), objective.getL1(), objective.getDivergence(),
				objective.getCrossEntropy()).filter(Objects::nonNull).toList();
	}

	private static void perceptual(PerceptualLoss loss, Objective objective, Report report) {
		String name = "perceptual loss of objective " + Names.of(objective);
		FeatureNetwork network = loss.getNetwork();
		if (network == null) {
			report.add(Rule.PERCEPTUAL, loss, name + " names no feature network");
			return;
		}
		if (loss.getTerms().isEmpty()) {
			report.add(Rule.PERCEPTUAL, loss, name + " compares nothing; it needs a term for each node of " + Names.of(network) + " whose activations should be alike");
		}
		Set<Node> compared = new HashSet<>();
		for (PerceptualTerm term : loss.getTerms()) {
			Node node = term.getNode();
			if (node == null || node.eContainer() != network) {
				report.add(Rule.PERCEPTUAL, term, "a term of the " + name + " compares " + (node == null ? "no node" : "node " + Names.of(node) + " of " + Names.of(node.eContainer()))
						+ "; it must be a node of feature network " + Names.of(network));
			} else if (!compared.add(node)) {
				report.add(Rule.PERCEPTUAL, term, "the " + name + " compares node " + Names.of(node) + " twice; one term with the sum of the weights says the same");
			}
		}
	}

	private static void weights(FeatureNetwork network, Path studyFile, Report report) {
		if (network.getWeights() == null || network.getWeights().isBlank()) {
			report.add(Rule.FEATURE_WEIGHTS, network, "feature network " + Names.of(network) + " names no file of weights, so its features are random");
			return;
		}
		String place = "weights of feature network " + Names.of(network);
		if (BuiltInWeights.isNamed(network.getWeights())) {
			if (!BuiltInWeights.all().contains(network.getWeights())) {
				report.add(Rule.WEIGHTS_FILE, network, place + ", \"" + network.getWeights() + "\", do not come with the program; there are " + String.join(", ", BuiltInWeights.all()));
			}
			return;
		}
		try {
			Path file = Places.resolve(network.getWeights(), studyFile);
			if (file != null && !Files.isRegularFile(file)) {
				report.add(Rule.WEIGHTS_FILE, network, place + ", file " + file + " (\"" + network.getWeights() + "\" in the study), does not exist");
			}
		} catch (InvalidPathException e) {
			report.add(Rule.WEIGHTS_FILE, network, place + ", \"" + network.getWeights() + "\", is not a path: " + e.getReason());
		}
	}

	private static void adversarial(Experiment experiment, Objective objective, Report report) {
		Discriminator discriminator = experiment.getDiscriminator();
		String names = "objective " + Names.of(objective);
		if (discriminator == null) {
			if (objective.getAdversarial() != null) {
				report.add(Rule.ADVERSARIAL, experiment, names + " has an adversarial loss, but experiment " + Names.of(experiment) + " names no discriminator to play against");
			}
			if (objective.getFeatureMatching() != null) {
				report.add(Rule.TAPS, experiment, names + " matches features, but experiment " + Names.of(experiment) + " names no discriminator that has any");
			}
			return;
		}
		if (objective.getAdversarial() == null) {
			report.add(Rule.ADVERSARIAL, experiment,
					names + " has no adversarial loss, so discriminator " + Names.of(discriminator) + " of experiment " + Names.of(experiment) + " never learns; add the loss or leave the discriminator out");
		}
		if (objective.getFeatureMatching() != null && Graphs.within(discriminator).stream().flatMap(graph -> graph.getNodes().stream()).noneMatch(Node::isTap)) {
			report.add(Rule.TAPS, discriminator, names + " matches features, but no node of " + Names.of(discriminator) + " is a tap; set tap on the activations to compare");
		}
	}

	private static void codes(Experiment experiment, Objective objective, Report report) {
		String names = "objective " + Names.of(objective);
		if (experiment.getEncoder() == null) {
			if (objective.getDivergence() != null) {
				report.add(Rule.DIVERGENCE, experiment, names + " has a divergence loss, but experiment " + Names.of(experiment) + " names no encoder whose codes it could compare");
			}
			return;
		}
		String encoder = "encoder " + Names.of(experiment.getEncoder());
		if (objective.getDivergence() == null) {
			report.add(Rule.FREE_CODES, experiment, names + " has no divergence loss, so codes of " + encoder + " may lie anywhere, and those drawn at random mean nothing to generator "
					+ Names.of(experiment.getGenerator()));
		}
		Generator generator = experiment.getGenerator();
		List<StyleCodeInput> inputs = generator.getNodes().stream().filter(StyleCodeInput.class::isInstance).map(StyleCodeInput.class::cast).toList();
		if (inputs.isEmpty()) {
			report.add(Rule.ENCODER, experiment, encoder + " gives style codes, but generator " + Names.of(generator) + " has no style code input that takes them");
		} else if (experiment.getDataset() != null) {
			Shape answer = report.look(experiment.getEncoder(), experiment, 1).map(Shapes::answer).orElse(null);
			try {
				int size = Numbers.whole(inputs.get(0), Literals.STYLE_CODE_INPUT__SIZE, Scope.of(experiment));
				if (answer != null && answer.channels() != 2 * size) {
					report.add(Rule.ENCODER, experiment, encoder + " answers " + answer + ", means and log variances of " + answer.channels() / 2 + " values, but style code input "
							+ Names.of(inputs.get(0)) + " of generator " + Names.of(generator) + " takes " + size + "; the answer must be " + new Shape(2 * size, 1, 1));
				}
			} catch (ExpressionException e) {
				return; // reported with the numbers of the input
			}
		}
	}

	private static void crossEntropy(Experiment experiment, Objective objective, Report report) {
		String names = "objective " + Names.of(objective);
		if (experiment.getSegmenter() == null) {
			if (objective.getCrossEntropy() != null && experiment.getGenerator() != null) {
				report.add(Rule.CROSS_ENTROPY, experiment, names + " has a cross-entropy loss, but experiment " + Names.of(experiment) + " trains no segmenter");
			}
			return;
		}
		if (objective.getCrossEntropy() == null) {
			report.add(Rule.CROSS_ENTROPY, experiment, names + " has no cross-entropy loss, by which segmenter " + Names.of(experiment.getSegmenter()) + " would learn");
		}
		List<EObject> others = losses(objective).stream().filter(loss -> loss != objective.getCrossEntropy()).toList();
		if (!others.isEmpty()) {
			report.add(Rule.CROSS_ENTROPY, experiment, names + " has " + others.stream().map(loss -> Names.kind(loss)).collect(Collectors.joining(", ")) + ", but experiment "
					+ Names.of(experiment) + " trains a segmenter, which learns by cross-entropy only");
		}
	}

	/** Looks only at objectives that have a loss of the right kind at all: what is missing is told elsewhere. */
	private static void learns(Experiment experiment, Objective objective, Report report) {
		if (experiment.getSegmenter() == null && experiment.getGenerator() == null || losses(objective).isEmpty()) {
			return;
		}
		Scope scope = Scope.of(experiment);
		boolean segmenter = experiment.getSegmenter() != null;
		boolean learns = segmenter ? objective.getCrossEntropy() == null || weighs(objective.getCrossEntropy(), Literals.CROSS_ENTROPY_LOSS__WEIGHT, scope)
				: objective.getAdversarial() != null || weighs(objective.getFeatureMatching(), Literals.FEATURE_MATCHING_LOSS__WEIGHT, scope)
						|| weighs(objective.getPerceptual(), Literals.PERCEPTUAL_LOSS__WEIGHT, scope) || weighs(objective.getL1(), Literals.L1_LOSS__WEIGHT, scope);
		if (!learns) {
			report.add(Rule.OBJECTIVE, experiment, "objective " + Names.of(objective) + " has no loss with a weight above 0 by which " + (segmenter ? "segmenter " + Names.of(experiment.getSegmenter())
					: "generator " + Names.of(experiment.getGenerator())) + " of experiment " + Names.of(experiment) + " could learn");
		}
	}

	private static boolean weighs(EObject loss, EAttribute weight, Scope scope) {
		try {
			return loss != null && Numbers.real(loss, weight, scope) > 0;
		} catch (ExpressionException e) {
			return true; // reported with the numbers of the loss
		}
	}
}
