package io.spadework.codegen;

import io.spadework.model.Scope;
import io.spadework.model.study.AdversarialLoss;
import io.spadework.model.study.CocoStuff;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.FeatureMatchingLoss;
import io.spadework.model.study.Landscapes;
import io.spadework.model.study.Study;
import io.spadework.model.study.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The class with the main method: the experiment's networks, objective, data set and plan put together. */
final class MainSource {

	private static final String ENGINE = "io.spadework.engine.";
	private static final Set<String> RESERVED = Set.of("arguments", "main", "experiment");

	private final Study study;
	private final Experiment experiment;
	private final ParameterFields fields;
	private final SourceFile file;
	private final SourceFile body;
	private final String packageName;

	MainSource(Study study, Experiment experiment, String packageName) {
		this.study = study;
		this.experiment = experiment;
		this.packageName = packageName;
		this.fields = new ParameterFields(study, experiment, Scope.of(experiment), RESERVED);
		this.file = new SourceFile(packageName);
		this.body = new SourceFile(packageName);
	}

	String text(String generatorClass, String discriminatorClass) throws GenerationException {
		body.open("private Main()").close().gap();
		body.open("public static void main(String[] arguments)").line("System.exit(experiment().run(arguments));").close().gap();
		body.line("/** The experiment, as the study describes it. */");
		body.open("public static " + engine("training.Training") + " experiment()");
		List<String> chain = chain(generatorClass, discriminatorClass);
		body.line("return " + chain.get(0));
		for (int i = 1; i < chain.size(); i++) {
			body.line("\t\t" + chain.get(i) + (i + 1 < chain.size() ? "" : ";"));
		}
		body.close();

		file.line("/**");
		file.line(" * Trains experiment " + JavaText.comment(Elements.nameAndId(experiment)) + " of study " + JavaText.comment(Elements.nameAndId(study)) + ":");
		file.line(" * {@code java " + packageName + ".Main --run FOLDER}.");
		file.line(" */");
		file.open("public final class Main");
		file.gap();
		fields.declare(file, "private static final");
		file.include(body);
		file.close();
		return file.text();
	}

	private List<String> chain(String generatorClass, String discriminatorClass) throws GenerationException {
		TrainingPlan plan = experiment.getPlan();
		List<String> chain = new ArrayList<>();
		chain.add(engine("training.Training") + ".named(" + name(experiment.getName()) + ", " + name(study.getName()) + ")");
		chain.add(".generator(new " + generatorClass + "().define())");
		chain.add(".discriminator(new " + discriminatorClass + "().define())");
		chain.add(".adversarial(" + adversarial(experiment.getObjective().getAdversarial()) + ")");
		FeatureMatchingLoss matching = experiment.getObjective().getFeatureMatching();
		if (matching != null) {
			chain.add(".featureMatching(new " + engine("losses.FeatureMatching") + "(" + fields.decimal(matching.getWeight(), matching, "weight") + ", " + engine("losses.Reduction") + "."
					+ matching.getReduction().name() + "))");
		}
		chain.add(".data(" + data(experiment.getDataset()) + ")");
		chain.add(".generatorUpdater(" + adam(plan, plan.isTtur() ? " / 2" : "", "") + ")" + (plan.isTtur() ? " // two time scales: half the rate," : ""));
		chain.add(".discriminatorUpdater(" + adam(plan, "", plan.isTtur() ? "2 * " : "") + ")" + (plan.isTtur() ? " // and twice the rate" : ""));
		chain.add(".schedule(" + engine("training.Schedule") + ".epochs(" + integer(plan.getEpochs(), "epochs") + ", " + integer(plan.getDecayEpochs(), "decayEpochs") + ").steps("
				+ integer(plan.getSteps(), "steps") + "))");
		chain.add(".initialisation(" + engine("networks.Initialisation") + "." + plan.getInitialisation().name().toLowerCase(Locale.ROOT) + "("
				+ fields.decimal(plan.getGain(), plan, "gain") + "))");
		chain.add(".batch(" + integer(plan.getBatch(), "batch") + ").seed(" + number(plan.getSeed()) + ").discriminatorSteps("
				+ integer(plan.getDiscriminatorSteps(), "discriminatorSteps") + ")");
		chain.add(".sampleEvery(" + integer(plan.getSampleEvery(), "sampleEvery") + ").checkpointEvery(" + integer(plan.getCheckpointEvery(), "checkpointEvery") + ")");
		return chain;
	}

	private String adversarial(AdversarialLoss loss) throws GenerationException {
		if (loss == null) {
			throw new GenerationException(Elements.describe(experiment.getObjective()) + " has no adversarial loss");
		}
		String call = engine("losses.AdversarialLoss") + switch (loss.getKind()) {
		case HINGE -> ".hinge()";
		case LEAST_SQUARES -> ".leastSquares(" + fields.decimal(loss.getRealTarget(), loss, "realTarget") + ", " + fields.decimal(loss.getFakeTarget(), loss, "fakeTarget") + ", "
				+ fields.decimal(loss.getGeneratorTarget(), loss, "generatorTarget") + ", " + fields.decimal(loss.getSquareFactor(), loss, "squareFactor") + ")";
		};
		return call + ".discriminatorFactor(" + fields.decimal(loss.getDiscriminatorFactor(), loss, "discriminatorFactor") + ").reduction(" + engine("losses.Reduction") + "."
				+ loss.getReduction().name() + ")";
	}

	private String data(Dataset dataset) throws GenerationException {
		String preparation = engine("data.Preparation") + "." + camelCase(dataset.getPreprocess().name()) + "(" + fields.integer(dataset.getLoad(), dataset, "load") + ", "
				+ fields.integer(dataset.getCrop(), dataset, "crop") + ", " + fields.decimal(dataset.getAspect(), dataset, "aspect") + ", " + flag(dataset.isFlip(), "flip") + ")";
		return switch (dataset) {
		case Landscapes landscapes -> "new " + engine("data.Landscapes") + "(" + number(landscapes.getSeed()) + ", " + fields.integer(landscapes.getCount(), dataset, "count") + ", "
				+ fields.integer(landscapes.getHeldOut(), dataset, "heldOut") + ", " + flag(dataset.isEdges(), "edges") + ", " + preparation + ")";
		case CocoStuff coco -> "new " + engine("data.CocoStuff") + "(" + JavaText.literal(coco.getFolder()) + ", " + fields.integer(dataset.getLabels(), dataset, "labels") + ", "
				+ flag(dataset.isDontCare(), "don't care") + ", " + flag(dataset.isEdges(), "edges") + ", " + preparation + ")";
		default -> throw new GenerationException(Elements.describe(dataset) + " is of a kind that the code generator does not know");
		};
	}

	private String adam(TrainingPlan plan, String after, String before) throws GenerationException {
		String rate = after.isEmpty() && before.isEmpty() ? fields.decimal(plan.getLearningRate(), plan, "learningRate") : fields.factor(plan.getLearningRate(), plan, "learningRate");
		return "new " + engine("training.Adam") + "(" + before + rate + after + ", " + fields.decimal(plan.getBeta1(), plan, "beta1") + ", " + fields.decimal(plan.getBeta2(), plan, "beta2")
				+ ")";
	}

	private String integer(String expression, String attribute) throws GenerationException {
		return fields.integer(expression, experiment.getPlan(), attribute);
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
