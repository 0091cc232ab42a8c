package io.spadework.codegen;

import io.spadework.model.Problem;
import io.spadework.model.Severity;
import io.spadework.model.Validation;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.Study;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.emf.ecore.EObject;

/** Turns an experiment into Java source that builds its networks with DL4J and trains them with the engine; equal studies give equal source. */
public final class CodeGenerator {

	/** Names that generated classes use for something else. */
	static final List<String> TAKEN = List.of("String", "Math", "System", "Object", "Override", "Double", "Integer", "List", "ArrayList", "GraphBuilder",
			"InputType", "Activate", "AdaptiveInstanceNorm", "AdaptivePool", "AffineNorm", "AveragePool", "Concatenate", "ConditionalBatchNorm", "Convolution", "Crop",
			"DiscriminatorGraph", "Dropout", "GeneratorGraph", "Graphs", "Initialisation", "Linear", "MaxPool", "Modulate", "NoiseSource", "Norm", "Normalise", "Pooling", "Product",
			"ReflectPad", "Reshape", "ResizeBilinear", "ResizeNearest", "Sum", "Tap", "TransposedConvolution", "UpsampleNearest", "ZeroPad", "Landscapes", "CocoStuff", "Preparation", "AdversarialLoss", "FeatureMatching", "Reduction", "Adam", "Schedule",
			"Training");

	private CodeGenerator() {
	}

	/**
	 * Generates the source of an experiment.
	 *
	 * @param studyFile where the study lies, for messages and the build note; may be null
	 * @throws GenerationException where the experiment can't be trained as it is drawn; the message names the element
	 */
	public static GeneratedProject generate(Experiment experiment, Path studyFile) throws GenerationException {
		Study study = studyOf(experiment);
		requireComplete(experiment);
		requireValid(study, experiment, null);
		JavaNames parts = new JavaNames(List.of());
		String packageName = parts.packagePart(study.getName(), "study") + "." + new JavaNames(List.of()).packagePart(experiment.getName(), "experiment");
		JavaNames types = new JavaNames(TAKEN);
		types.type("Main", "Main");
		String generatorClass = types.type(experiment.getGenerator().getName(), "Generator");
		String discriminatorClass = types.type(experiment.getDiscriminator().getName(), "Discriminator");
		String folder = packageName.replace('.', '/') + "/";
		Map<String, String> files = new TreeMap<>();
		files.put(folder + generatorClass + ".java", new GeneratorSource(study, experiment, experiment.getGenerator(), packageName, generatorClass).text());
		files.put(folder + discriminatorClass + ".java", new DiscriminatorSource(study, experiment, experiment.getDiscriminator(), packageName, discriminatorClass).text());
		files.put(folder + "Main.java", new MainSource(study, experiment, packageName).text(generatorClass, discriminatorClass));
		files.put("README.md", BuildNote.text(study, experiment, packageName, studyFile));
		return new GeneratedProject(packageName, packageName + ".Main", files);
	}

	/** The study that an experiment belongs to. */
	static Study studyOf(Experiment experiment) throws GenerationException {
		if (experiment.eContainer() instanceof Study study) {
			return study;
		}
		throw new GenerationException(Elements.describe(experiment) + " belongs to no study");
	}

	/** Refuses an experiment that lacks a part. */
	static void requireComplete(Experiment experiment) throws GenerationException {
		Map<String, Boolean> parts = new TreeMap<>();
		parts.put("generator", present(experiment.getGenerator()));
		parts.put("discriminator", present(experiment.getDiscriminator()));
		parts.put("objective", present(experiment.getObjective()));
		parts.put("data set", present(experiment.getDataset()));
		parts.put("training plan", present(experiment.getPlan()));
		List<String> missing = parts.entrySet().stream().filter(part -> !part.getValue()).map(Map.Entry::getKey).toList();
		if (!missing.isEmpty()) {
			throw new GenerationException(Elements.describe(experiment) + " has no " + String.join(", no ", missing));
		}
	}

	private static boolean present(EObject part) {
		return part != null && !part.eIsProxy();
	}

	/** Refuses what validation calls an error, as far as it concerns this experiment; data folders are looked for only where the study has a file. */
	static void requireValid(Study study, Experiment experiment, Path studyFile) throws GenerationException {
		List<EObject> concerned = List.of(experiment, experiment.getGenerator(), experiment.getDiscriminator(), experiment.getObjective(), experiment.getDataset(), experiment.getPlan());
		List<String> errors = Validation.validate(study, studyFile).stream().filter(problem -> problem.severity() == Severity.ERROR)
				.filter(problem -> concerns(problem, study, concerned)).map(Problem::message).distinct().toList();
		if (!errors.isEmpty()) {
			String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more; validate lists them)";
			throw new GenerationException(errors.get(0) + more);
		}
	}

	private static boolean concerns(Problem problem, Study study, List<EObject> parts) {
		for (EObject at = problem.element(); at != null; at = at.eContainer()) {
			if (parts.contains(at)) {
				return true;
			}
			if (at == study) {
				return problem.element() == study || problem.element() instanceof Parameter;
			}
		}
		return true;
	}
}
