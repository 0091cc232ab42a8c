package io.spadework.codegen;

import io.spadework.model.study.Ade20k;
import io.spadework.model.study.Ade20kOutdoor;
import io.spadework.model.study.AdversarialLoss;
import io.spadework.model.study.Cityscapes;
import io.spadework.model.study.CocoStuff;
import io.spadework.model.study.CrossEntropyLoss;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.DivergenceLoss;
import io.spadework.model.study.Evaluation;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Facades;
import io.spadework.model.study.FeatureMatchingLoss;
import io.spadework.model.study.FolderDataset;
import io.spadework.model.study.L1Loss;
import io.spadework.model.study.Label;
import io.spadework.model.study.Landscapes;
import io.spadework.model.study.Node;
import io.spadework.model.study.Objective;
import io.spadework.model.study.OptimiserKind;
import io.spadework.model.study.PerceptualLoss;
import io.spadework.model.study.PerceptualTerm;
import io.spadework.model.study.StoredDataset;
import io.spadework.model.study.TrainingPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.Set;

/** The class of the experiment: its networks, objective, data set and plan, each in a method that a subclass may override, and all put together. */
final class ExperimentSource {

	private static final String ENGINE = "io.spadework.engine.";
	/** What the engine does where nothing else is said. */
	private static final int BLOCKS_EVERY = 100;
	private static final Set<String> RESERVED = Set.of("reduction", "training");

	private final Project project;
	private final Experiment experiment;
	private final TrainingPlan plan;
	private final ParameterFields fields;
	private final SourceFile file;
	private final SourceFile body;
	private final PhaseSource phases;

	ExperimentSource(Project project) throws GenerationException {
		this.project = project;
		this.experiment = project.experiment;
		this.plan = experiment.getPlan();
		this.fields = new ParameterFields(project.study, experiment, RESERVED);
		this.file = new SourceFile(project.packageName);
		this.body = new SourceFile(project.packageName);
		this.phases = new PhaseSource(project, fields, body);
	}

	/** The whole file of the class. */
	String text(String className) throws GenerationException {
		Map<String, String> parts = new LinkedHashMap<>();
		networks(parts);
		objective(parts);
		method(parts, "data", "What is trained on.", "data.Dataset", phases.dataAtSizes() ? "data(1)" : data(false));
		boolean two = plan.isTtur() && experiment.getDiscriminator() != null;
		method(parts, "generatorUpdater", "How the weights of " + (experiment.getSegmenter() != null ? "the segmenter" : experiment.getEncoder() != null ? "generator and encoder" : "the generator")
				+ " follow their gradients" + (two ? ": two time scales, so at half the rate." : "."), "training.Optimiser", optimiser(two ? " / 2" : "", ""));
		if (experiment.getDiscriminator() != null) {
			method(parts, "discriminatorUpdater", "How the weights of the discriminator follow their gradients" + (two ? ": at twice the rate." : "."), "training.Optimiser",
					optimiser("", two ? "2 * " : ""));
		}
		method(parts, "schedule", "How long, and with what learning rate.", "training.Schedule", engine("training.Schedule") + ".epochs(" + integer(plan.getEpochs(), "epochs") + ", "
				+ integer(plan.getDecayEpochs(), "decayEpochs") + ").steps(" + integer(plan.getSteps(), "steps") + ")");
		if (phases.dataAtSizes()) {
			body.gap().line("/** What is trained on, so many times smaller on each side. */");
			body.open("protected " + engine("data.Dataset") + " data(int reduction)");
			body.line("return " + data(true) + ";");
			body.close();
		}
		phases.write();
		training(parts);

		file.line("/**");
		file.line(" * Experiment " + JavaText.comment(Elements.nameAndId(experiment)) + " of study " + JavaText.comment(Elements.nameAndId(project.study)) + ".");
		file.line(" * It is generated anew whenever the study changes; {@link Main} is the place to change a part of it for good: override the part's method there.");
		file.line(" */");
		file.open("public class " + className);
		file.gap();
		fields.declare(file);
		file.include(body);
		file.close();
		return file.text();
	}

	private void networks(Map<String, String> parts) {
		if (experiment.getGenerator() != null) {
			method(parts, "generator", "The network that makes images.", "networks.GeneratorGraph", "new " + project.className(experiment.getGenerator()) + "().define()");
		}
		if (experiment.getSegmenter() != null) {
			method(parts, "segmenter", "The network that finds labels.", "networks.SegmenterGraph", "new " + project.className(experiment.getSegmenter()) + "().define()");
		}
		if (experiment.getDiscriminator() != null) {
			method(parts, "discriminator", "The network that tells generated images from real ones.", "networks.DiscriminatorGraph",
					"new " + project.className(experiment.getDiscriminator()) + "().define()");
		}
		if (experiment.getEncoder() != null) {
			method(parts, "encoder", "The network that gives style codes.", "networks.EncoderGraph", "new " + project.className(experiment.getEncoder()) + "().define()");
		}
	}

	private void objective(Map<String, String> parts) throws GenerationException {
		Objective objective = experiment.getObjective();
		AdversarialLoss adversarial = objective.getAdversarial();
		if (adversarial != null) {
			method(parts, "adversarial", "What generator and discriminator play for.", "losses.AdversarialLoss", adversarial(adversarial));
		}
		FeatureMatchingLoss matching = objective.getFeatureMatching();
		if (matching != null) {
			method(parts, "featureMatching", "Likeness of the discriminator's features.", "losses.FeatureMatching", "new " + engine("losses.FeatureMatching") + "("
					+ fields.decimal(matching.getWeight(), matching, "weight") + ", " + engine("losses.Reduction") + "." + matching.getReduction().name() + ")");
		}
		PerceptualLoss perceptual = objective.getPerceptual();
		if (perceptual != null) {
			method(parts, "perceptual", "Likeness to the eyes of a frozen network.", "losses.Perceptual", perceptual(perceptual));
		}
		L1Loss l1 = objective.getL1();
		if (l1 != null) {
			method(parts, "l1", "Likeness pixel by pixel.", "losses.L1", "new " + engine("losses.L1") + "(" + fields.decimal(l1.getWeight(), l1, "weight") + ")");
		}
		DivergenceLoss divergence = objective.getDivergence();
		if (divergence != null) {
			method(parts, "divergence", "Likeness of the encoder's codes to normally distributed ones.", "losses.Divergence",
					"new " + engine("losses.Divergence") + "(" + fields.decimal(divergence.getWeight(), divergence, "weight") + ")");
		}
		CrossEntropyLoss entropy = objective.getCrossEntropy();
		if (entropy != null) {
			method(parts, "crossEntropy", "What the segmenter minimises.", "losses.CrossEntropy",
					"new " + engine("losses.CrossEntropy") + "(" + fields.decimal(entropy.getWeight(), entropy, "weight") + ")");
		}
	}

	/** Writes a method that gives a part of the training, and has the training ask it for it. */
	private void method(Map<String, String> parts, String name, String sentence, String type, String value) {
		if (!parts.isEmpty()) {
			body.gap();
		}
		body.line("/** " + sentence + " */");
		body.open("protected " + engine(type) + " " + name + "()");
		body.line("return " + value + ";");
		body.close();
		parts.put(name, "." + name + "(" + name + "())");
	}

	private void training(Map<String, String> parts) throws GenerationException {
		List<String> chain = new ArrayList<>(parts.values());
		chain.add(".initialisation(" + engine("networks.Initialisation") + "." + plan.getInitialisation().name().toLowerCase(Locale.ROOT) + "("
				+ fields.decimal(plan.getGain(), plan, "gain") + "))");
		chain.add(".batch(" + integer(plan.getBatch(), "batch") + ").seed(" + number(plan.getSeed()) + ").discriminatorSteps("
				+ integer(plan.getDiscriminatorSteps(), "discriminatorSteps") + ")");
		if (fields.value(plan.getAveraging(), plan, "averaging") != 0) {
			chain.add(".averaging(" + fields.decimal(plan.getAveraging(), plan, "averaging") + ")");
		}
		if (plan.isReuseFake()) {
			chain.add(".reuseFake(true)");
		}
		chain.add(".sampleEvery(" + integer(plan.getSampleEvery(), "sampleEvery") + ").checkpointEvery(" + integer(plan.getCheckpointEvery(), "checkpointEvery") + ")");
		if (fields.value(plan.getKeepCheckpoints(), plan, "keepCheckpoints") != 0) {
			chain.add(".keepCheckpoints(" + integer(plan.getKeepCheckpoints(), "keepCheckpoints") + ")");
		}
		if (plan.getBestSeries() != null && !plan.getBestSeries().isBlank()) {
			chain.add(".bestCheckpoint(" + JavaText.literal(plan.getBestSeries().strip()) + ")");
		}
		if (fields.value(plan.getBlocksEvery(), plan, "blocksEvery") != BLOCKS_EVERY) {
			chain.add(".blocksEvery(" + integer(plan.getBlocksEvery(), "blocksEvery") + ")");
		}
		Evaluation evaluation = experiment.getEvaluation();
		if (evaluation != null) {
			chain.add(".evaluation(" + fields.integer(evaluation.getEvery(), evaluation, "every") + " /* steps */, "
					+ fields.integer(evaluation.getSamples(), evaluation, "samples") + " /* samples, 0: all */)");
		}
		String type = engine("training.Training");
		body.gap().line("/** The experiment, as the study describes it. */");
		body.open("public " + type + " training()");
		body.line((phases.any() ? type + " training = " : "return ") + type + ".named(" + name(experiment.getName()) + ", " + name(project.study.getName()) + ")");
		for (int i = 0; i < chain.size(); i++) {
			body.line("\t\t" + chain.get(i) + (i + 1 < chain.size() ? "" : ";"));
		}
		if (phases.any()) {
			body.line("phases().forEach(training::phase);");
			body.line("return training;");
		}
		body.close();
	}

	private String adversarial(AdversarialLoss loss) throws GenerationException {
		String call = engine("losses.AdversarialLoss") + switch (loss.getKind()) {
		case HINGE -> ".hinge()";
		case LEAST_SQUARES -> ".leastSquares(" + fields.decimal(loss.getRealTarget(), loss, "realTarget") + ", " + fields.decimal(loss.getFakeTarget(), loss, "fakeTarget") + ", "
				+ fields.decimal(loss.getGeneratorTarget(), loss, "generatorTarget") + ", " + fields.decimal(loss.getSquareFactor(), loss, "squareFactor") + ")";
		case ORIGINAL -> ".original()";
		case WASSERSTEIN -> ".wasserstein(" + fields.decimal(loss.getGradientPenalty(), loss, "gradientPenalty") + " /* gradient penalty */)";
		};
		return call + ".discriminatorFactor(" + fields.decimal(loss.getDiscriminatorFactor(), loss, "discriminatorFactor") + ").reduction(" + engine("losses.Reduction") + "."
				+ loss.getReduction().name() + ")";
	}

	/** A node that two terms name has the sum of their weights. */
	private String perceptual(PerceptualLoss loss) throws GenerationException {
		Map<Node, String> weights = new LinkedHashMap<>();
		for (PerceptualTerm term : loss.getTerms()) {
			weights.merge(term.getNode(), fields.real(term.getWeight(), term, "weight"), (one, other) -> one + " + " + other);
		}
		return "new " + engine("losses.Perceptual") + "(new " + project.className(loss.getNetwork()) + "().define(), " + fields.decimal(loss.getWeight(), loss, "weight") + ", "
				+ body.use("java.util.List") + ".of(" + String.join(", ", weights.values()) + "), " + flag(loss.isMasked(), "masked") + ")";
	}

	/** What the labels are called, where the study says so. */
	private String labelled() {
		List<Label> table = experiment.getDataset().getLabelTable();
		if (table.isEmpty()) {
			return "";
		}
		String names = table.stream().map(label -> name(label.getName())).collect(Collectors.joining(", "));
		String colours = table.stream().map(label -> colour(label.getColour())).collect(Collectors.joining(", "));
		return ".labelled(" + body.use("java.util.List") + ".of(" + names + "), " + colours + ")";
	}

	private static String colour(String colour) {
		return colour == null || !colour.matches("#[0-9A-Fa-f]{6}") ? "-1" : "0x" + colour.substring(1).toLowerCase(Locale.ROOT);
	}

	private String data(boolean reduced) throws GenerationException {
		return unlabelledData(reduced) + labelled();
	}

	private String unlabelledData(boolean reduced) throws GenerationException {
		Dataset data = experiment.getDataset();
		String preparation = engine("data.Preparation") + "." + camelCase(data.getPreprocess().name()) + "(" + side(data.getLoad(), "load", reduced) + ", "
				+ side(data.getCrop(), "crop", reduced) + ", " + fields.decimal(data.getAspect(), data, "aspect") + ", " + flag(data.isFlip(), "flip") + ")";
		if (data instanceof Landscapes landscapes) {
			return "new " + engine("data.Landscapes") + "(" + number(landscapes.getSeed()) + ", " + fields.integer(landscapes.getCount(), data, "count") + ", "
					+ fields.integer(landscapes.getHeldOut(), data, "heldOut") + ", " + flag(data.isEdges(), "edges") + ", " + preparation + ")" + (landscapes.isAllDay() ? ".allDay()" : "");
		}
		if (!(data instanceof StoredDataset stored)) {
			throw unknown(data);
		}
		List<String> arguments = new ArrayList<>(List.of(JavaText.literal(stored.getFolder())));
		String type = switch (stored) {
		case CocoStuff coco -> "CocoStuff";
		case Ade20kOutdoor outdoor -> {
			arguments.add(JavaText.literal(outdoor.getList()));
			yield "Ade20kOutdoor";
		}
		case Ade20k ade -> "Ade20k";
		case Cityscapes cityscapes -> "Cityscapes";
		case Facades facades -> "Facades";
		case FolderDataset folder -> {
			String instances = folder.getInstanceFolder();
			arguments.add(JavaText.literal(folder.getLabelFolder()));
			arguments.add(JavaText.literal(folder.getImageFolder()));
			arguments.add(instances == null || instances.isBlank() ? "null /* no instance maps */" : JavaText.literal(instances));
			yield "FolderDataset";
		}
		default -> throw unknown(data);
		};
		arguments.add(fields.integer(data.getLabels(), data, "labels"));
		arguments.add(flag(data.isDontCare(), "don't care"));
		arguments.add(flag(data.isEdges(), "edges"));
		if (stored instanceof FolderDataset folder) {
			arguments.add(fields.decimal(folder.getHeldOut(), data, "heldOut") + " /* held out */");
		}
		arguments.add(preparation);
		return "new " + engine("data." + type) + "(" + String.join(", ", arguments) + ")";
	}

	private static GenerationException unknown(Dataset data) {
		return new GenerationException(Elements.describe(data) + " is of a kind that the code generator does not know");
	}

	/** A side in pixels; where it is reduced, rounded up, so that a crop fits into what was loaded. */
	private String side(String expression, String attribute, boolean reduced) throws GenerationException {
		String side = fields.integer(expression, experiment.getDataset(), attribute);
		return reduced ? "Math.ceilDiv(" + side + ", reduction)" : side;
	}

	private String optimiser(String after, String before) throws GenerationException {
		String rate = before + (after.isEmpty() && before.isEmpty() ? fields.decimal(plan.getLearningRate(), plan, "learningRate")
				: fields.factor(plan.getLearningRate(), plan, "learningRate")) + after;
		if (plan.getOptimiser() == OptimiserKind.SGD) {
			return "new " + engine("training.Sgd") + "(" + rate + ", " + fields.decimal(plan.getBeta1(), plan, "beta1") + " /* momentum */)";
		}
		String beta2 = fields.decimal(plan.getBeta2(), plan, "beta2");
		return plan.getOptimiser() == OptimiserKind.RMSPROP ? "new " + engine("training.RmsProp") + "(" + rate + ", " + beta2 + " /* decay */)"
				: "new " + engine("training.Adam") + "(" + rate + ", " + fields.decimal(plan.getBeta1(), plan, "beta1") + ", " + beta2 + ")";
	}

	private String integer(String expression, String attribute) throws GenerationException {
		return fields.integer(expression, plan, attribute);
	}

	private String engine(String name) {
		return body.use(ENGINE + name);
	}

	private static String name(String name) {
		return JavaText.literal(JavaText.clip(name == null ? "" : name));
	}

	private static String flag(boolean value, String meaning) {
		return value + " /* " + meaning + " */";
	}

	private static String number(long value) {
		return Math.abs(value) <= Integer.MAX_VALUE ? Long.toString(value) : value + "L";
	}

	private static String camelCase(String constant) {
		String[] words = constant.toLowerCase(Locale.ROOT).split("_");
		StringBuilder name = new StringBuilder(words[0]);
		for (int i = 1; i < words.length; i++) {
			name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
		}
		return name.toString();
	}
}
