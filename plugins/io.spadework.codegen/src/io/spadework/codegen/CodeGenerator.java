package io.spadework.codegen;

import io.spadework.model.Problem;
import io.spadework.model.Severity;
import io.spadework.model.Shapes;
import io.spadework.model.Validation;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Network;
import io.spadework.model.study.Objective;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Study;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.emf.ecore.EObject;

/** Turns an experiment into Java source that builds its networks with DL4J and trains them with the engine; equal studies give equal source. */
public final class CodeGenerator {

	/** Names that generated classes use for something else. */
	static final List<String> TAKEN = List.of("String", "Math", "System", "Object", "Override", "Double", "Integer", "List", "ArrayList", "GraphBuilder", "InputType",
			// networks
			"Activate", "AdaptiveInstanceNorm", "AdaptivePool", "AffineNorm", "AveragePool", "Concatenate", "ConditionalBatchNorm", "Convolution", "Crop", "DiscriminatorGraph",
			"Dropout", "EncoderGraph", "FeatureGraph", "GeneratorGraph", "Graphs", "ImageScaling", "Initialisation", "Linear", "MaxPool", "Modulate", "NoiseSource", "Norm",
			"Normalise", "Pooling", "Product", "ReflectPad", "Reshape", "ResizeBilinear", "ResizeNearest", "SegmenterGraph", "Sum", "Tap", "TransposedConvolution",
			"UpsampleNearest", "ZeroPad",
			// data
			"Ade20k", "Ade20kOutdoor", "Cityscapes", "CocoStuff", "Dataset", "Facades", "FolderDataset", "Landscapes", "Preparation",
			// losses and training
			"AdversarialLoss", "CrossEntropy", "Divergence", "FeatureMatching", "L1", "Perceptual", "Reduction", "Adam", "Optimiser", "Phase", "RmsProp", "Schedule", "Sgd",
			"Training");

	private static final String MAIN = "Main";

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
		JavaNames parts = new JavaNames(List.of("java")); // no class loader takes classes of packages below it
		String packageName = parts.packagePart(study.getName(), "study") + "." + new JavaNames(List.of()).packagePart(experiment.getName(), "experiment");
		JavaNames types = new JavaNames(TAKEN);
		types.type(MAIN, MAIN);
		Project project = new Project(study, experiment, packageName);
		String folder = packageName.replace('.', '/') + "/";
		Map<String, String> files = new TreeMap<>();
		for (NetworkSource source : networks(project, types)) {
			files.put(folder + source.className + ".java", source.text());
		}
		String experimentClass = types.type(String.valueOf(experiment.getName()).replaceFirst("(?i)\\s*experiment\\s*$", "") + " experiment", "Experiment");
		files.put(folder + experimentClass + ".java", new ExperimentSource(project).text(experimentClass));
		files.put(BuildFile.NAME, BuildFile.text(packageName));
		files.put("README.md", BuildNote.text(study, experiment, packageName, studyFile));
		return new GeneratedProject(packageName, packageName + "." + MAIN, files, Map.of(folder + MAIN + ".java", MainSource.text(project, experimentClass)));
	}

	/** The sources of the experiment's networks, once all of their classes have names. */
	private static List<NetworkSource> networks(Project project, JavaNames types) throws GenerationException {
		Experiment experiment = project.experiment;
		Map<Network, Optional<Shapes>> networks = new LinkedHashMap<>();
		add(project, networks, experiment.getGenerator());
		for (Phase phase : experiment.getPlan().getPhases()) {
			if (!networks.containsKey(phase.getGenerator())) {
				networks.put(phase.getGenerator(), Optional.of(NetworkSource.inferred(project, phase.getGenerator(), project.reduction(phase))));
			}
		}
		networks.values().forEach(shapes -> shapes.ifPresent(project::findStages));
		for (Generator coarser : project.coarser()) {
			if (!networks.containsKey(coarser)) {
				networks.put(coarser, byItself(project, coarser));
			}
		}
		add(project, networks, experiment.getDiscriminator());
		add(project, networks, experiment.getEncoder());
		add(project, networks, experiment.getSegmenter());
		add(project, networks, perceptual(experiment));
		networks.keySet().forEach(network -> project.name(network, types.type(network.getName(), network.eClass().getName())));
		List<NetworkSource> sources = new ArrayList<>();
		networks.forEach((network, shapes) -> sources.add(switch (network) {
		case Generator generator -> new GeneratorSource(project, generator, shapes);
		case Discriminator discriminator -> new DiscriminatorSource(project, discriminator, shapes.orElseThrow());
		default -> new ImageSource(project, network, shapes.orElseThrow());
		}));
		return sources;
	}

	private static void add(Project project, Map<Network, Optional<Shapes>> networks, Network network) throws GenerationException {
		if (network != null) {
			networks.put(network, Optional.of(NetworkSource.inferred(project, network, 1)));
		}
	}

	/** The shapes of a generator that only serves as a stage; none where it makes no image of its own at that size. */
	private static Optional<Shapes> byItself(Project project, Generator coarser) throws GenerationException {
		Shapes shapes = Shapes.infer(coarser, project.experiment, project.reduction(coarser));
		return shapes.problems().isEmpty() ? Optional.of(shapes) : Optional.empty();
	}

	private static Network perceptual(Experiment experiment) {
		return experiment.getObjective().getPerceptual() == null ? null : experiment.getObjective().getPerceptual().getNetwork();
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
		parts.put("generator and no segmenter", present(experiment.getGenerator()) || present(experiment.getSegmenter()));
		Objective objective = experiment.getObjective();
		boolean judged = present(objective) && (objective.getAdversarial() != null || objective.getFeatureMatching() != null);
		parts.put("discriminator", present(experiment.getDiscriminator()) || !judged);
		parts.put("objective", present(objective));
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
		Set<EObject> concerned = new HashSet<>();
		concern(experiment, concerned);
		List<String> errors = Validation.validate(study, studyFile).stream().filter(problem -> problem.severity() == Severity.ERROR)
				.filter(problem -> concerns(problem, study, concerned)).map(Problem::message).distinct().toList();
		if (!errors.isEmpty()) {
			String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more; validate lists them)";
			throw new GenerationException(errors.get(0) + more);
		}
	}

	/** Adds a part of the study and everything that it refers to, directly or not. */
	private static void concern(EObject part, Set<EObject> concerned) {
		Deque<EObject> open = new ArrayDeque<>(List.of(part));
		while (!open.isEmpty()) {
			EObject next = open.pop();
			EObject top = next;
			while (top.eContainer() != null && !(top.eContainer() instanceof Study)) {
				top = top.eContainer();
			}
			if (!(top instanceof Study) && concerned.add(top)) {
				open.addAll(top.eCrossReferences());
				top.eAllContents().forEachRemaining(inner -> open.addAll(inner.eCrossReferences()));
			}
		}
	}

	private static boolean concerns(Problem problem, Study study, Set<EObject> parts) {
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
