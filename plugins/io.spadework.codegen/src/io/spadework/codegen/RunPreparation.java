package io.spadework.codegen;

import io.spadework.model.BuiltInWeights;
import io.spadework.model.Estimate;
import io.spadework.model.ExpressionException;
import io.spadework.model.Scope;
import io.spadework.model.Studies;
import io.spadework.model.study.Evaluation;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.PerceptualLoss;
import io.spadework.model.study.StoredDataset;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.runs.KeptSegmenter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;

/** Makes a run folder ready: the exact model, its source, its classes. */
public final class RunPreparation {

	private RunPreparation() {
	}

	/**
	 * Prepares a run of an experiment. The study itself stays as it is; the copy in the run folder has the settings applied.
	 *
	 * @param studyFile       where the study lies: relative data folders are meant from there
	 * @param runFolder       absent or empty
	 * @param engineClassPath the engine's jars
	 * @throws GenerationException  where the settings or the experiment are wrong, or the run folder is in use
	 * @throws CompilationException where the engine does not fit the generated source, or there is no compiler
	 */
	public static PreparedRun prepare(Experiment experiment, Path studyFile, Path runFolder, List<Path> engineClassPath, RunSettings settings)
			throws GenerationException, CompilationException, IOException {
		Experiment exact = checked(experiment, studyFile, settings);
		Estimate estimate = estimate(exact, studyFile);
		followData(exact, studyFile, runFolder);
		GeneratedProject project = CodeGenerator.generate(exact, studyFile);
		if (isInUse(runFolder)) {
			throw new GenerationException(runFolder + " already holds something; choose another folder for the run");
		}
		Files.createDirectories(runFolder);
		Studies.save(CodeGenerator.studyOf(exact), runFolder.resolve("study.spade"));
		Files.write(runFolder.resolve("elements.tsv"), VertexTable.of(exact));
		project.write(runFolder.resolve("src"));
		Path classes = runFolder.resolve("classes");
		Compilation.compile(runFolder.resolve("src"), engineClassPath, classes);
		List<String> arguments = new ArrayList<>(arguments(runFolder));
		arguments.addAll(List.of("--estimate", "memoryBytes=" + estimate.memoryBytes() + ",checkpointBytes=" + estimate.checkpointBytes() + ",multiplyAddsPerStep="
				+ estimate.multiplyAddsPerStep() + ",effortPerStep=" + estimate.effortPerStep()));
		return new PreparedRun(runFolder, classes, project.mainClass(), arguments, looking(exact.getEvaluation(), runFolder, engineClassPath));
	}

	/**
	 * Prepares a run to go on where it left off, with the source and the classes that it started with.
	 *
	 * @throws GenerationException where the folder holds no compiled source
	 */
	public static PreparedRun resume(Path runFolder) throws GenerationException, IOException {
		Path classes = runFolder.resolve("classes");
		String mainClass = mainClass(classes);
		List<String> arguments = new ArrayList<>(arguments(runFolder));
		arguments.add("--resume");
		return new PreparedRun(runFolder, classes, mainClass, arguments, List.of());
	}

	/** The class to start among compiled ones. */
	static String mainClass(Path classes) throws GenerationException, IOException {
		List<Path> mains = List.of();
		if (Files.isDirectory(classes)) {
			try (Stream<Path> all = Files.walk(classes)) {
				mains = all.filter(path -> path.endsWith("Main.class")).toList();
			}
		}
		if (mains.size() != 1) {
			throw new GenerationException(classes + " holds " + mains.size() + " classes called Main; a run has one there, that of the source it started with");
		}
		String relative = classes.relativize(mains.get(0)).toString();
		return relative.substring(0, relative.length() - ".class".length()).replace('\\', '/').replace('/', '.');
	}

	/**
	 * Says whether a run can be prepared, as far as the study and its data decide it; needs no engine.
	 *
	 * @throws GenerationException where the settings, the experiment or its data folder are wrong
	 */
	public static void check(Experiment experiment, Path studyFile, RunSettings settings) throws GenerationException {
		CodeGenerator.generate(checked(experiment, studyFile, settings), studyFile);
	}

	/**
	 * What a run will take, told from study and data folder; needs no engine, and takes as long as looking through the folder does.
	 *
	 * @throws GenerationException where the settings or the experiment are wrong
	 */
	public static Estimate estimate(Experiment experiment, Path studyFile, RunSettings settings) throws GenerationException {
		return estimate(checked(experiment, studyFile, settings), studyFile);
	}

	private static Estimate estimate(Experiment exact, Path studyFile) throws GenerationException {
		try {
			return Estimate.of(exact, TrainingImages.count(exact, studyFile));
		} catch (ExpressionException e) {
			throw new GenerationException(e.getMessage(), e);
		}
	}

	private static Experiment checked(Experiment experiment, Path studyFile, RunSettings settings) throws GenerationException {
		Experiment exact = withSettings(experiment, settings);
		CodeGenerator.requireComplete(exact);
		CodeGenerator.requireValid(CodeGenerator.studyOf(exact), exact, studyFile);
		return exact;
	}

	/** A copy of the experiment, in a copy of its study, with settings applied. */
	private static Experiment withSettings(Experiment experiment, RunSettings settings) throws GenerationException {
		Study original = CodeGenerator.studyOf(experiment);
		Study study = EcoreUtil.copy(original);
		Experiment exact = study.getExperiments().get(original.getExperiments().indexOf(experiment));
		for (Map.Entry<String, String> setting : settings.parameters().entrySet()) {
			Parameter parameter = parameter(study, setting.getKey());
			exact.getOverrides().removeIf(override -> override.getParameter() == parameter);
			ParameterOverride override = StudyFactory.eINSTANCE.createParameterOverride();
			override.setId(freeId(study, "set-" + setting.getKey()));
			override.setParameter(parameter);
			override.setValue(setting.getValue());
			exact.getOverrides().add(override);
			try {
				Scope.of(exact).value(setting.getValue());
			} catch (ExpressionException e) {
				throw new GenerationException("setting " + setting.getKey() + "=" + setting.getValue() + ": " + e.getMessage(), e);
			}
		}
		if (exact.getPlan() != null) {
			settings.steps().ifPresent(steps -> exact.getPlan().setSteps(Integer.toString(steps)));
			settings.seed().ifPresent(exact.getPlan()::setSeed);
		}
		return exact;
	}

	/** The run folder has a study file of its own, so relative folders and files are made relative to it: the same data, wherever the run is resumed from. */
	private static void followData(Experiment exact, Path studyFile, Path runFolder) throws IOException {
		if (studyFile == null) {
			return;
		}
		if (exact.getDataset() instanceof StoredDataset stored) {
			stored.setFolder(followed(stored.getFolder(), studyFile, runFolder));
		}
		PerceptualLoss perceptual = exact.getObjective().getPerceptual();
		if (perceptual != null) {
			perceptual.getNetwork().setWeights(followed(perceptual.getNetwork().getWeights(), studyFile, runFolder));
		}
		Evaluation evaluation = exact.getEvaluation();
		if (evaluation != null) {
			evaluation.setSegmenter(followed(evaluation.getSegmenter(), studyFile, runFolder));
			evaluation.setSegmenterWeights(followed(evaluation.getSegmenterWeights(), studyFile, runFolder));
			evaluation.setSegmenterClasses(followed(evaluation.getSegmenterClasses(), studyFile, runFolder));
		}
	}

	/** Has the segmenter that the evaluation names lie in the run folder, so that every look of the run is with the same eyes, whatever becomes of the original. */
	private static List<EngineQuestion> looking(Evaluation evaluation, Path runFolder, List<Path> engineClassPath) throws GenerationException, CompilationException, IOException {
		if (evaluation == null || evaluation.getSegmenter() == null || evaluation.getSegmenter().isBlank()) {
			return List.of();
		}
		Path folder = Files.createDirectory(KeptSegmenter.folder(runFolder));
		LookingNetwork segmenter = LookingNetwork.segmenter(runFolder.resolve(evaluation.getSegmenter()), beside(runFolder, evaluation.getSegmenterWeights()),
				beside(runFolder, evaluation.getSegmenterClasses()), folder, engineClassPath);
		segmenter.keep(folder);
		return List.of(segmenter.question());
	}

	private static Path beside(Path runFolder, String path) {
		return path == null || path.isBlank() ? null : runFolder.resolve(path);
	}

	private static String followed(String path, Path studyFile, Path runFolder) throws IOException {
		if (path == null || path.isBlank() || BuiltInWeights.isNamed(path) || Path.of(path).isAbsolute()) {
			return path;
		}
		Path data = real(studyFile.toAbsolutePath().resolveSibling(path));
		Path run = real(runFolder);
		boolean sameRoot = Objects.equals(data.getRoot(), run.getRoot());
		return (sameRoot ? run.relativize(data) : data).toString().replace('\\', '/');
	}

	/** Where a path leads, links followed as far as it exists: "up one folder" means another thing behind a link. */
	private static Path real(Path path) throws IOException {
		Path existing = path.toAbsolutePath().normalize();
		Path rest = existing.getFileSystem().getPath("");
		while (!Files.exists(existing) && existing.getParent() != null) {
			rest = existing.getFileName().resolve(rest);
			existing = existing.getParent();
		}
		return existing.toRealPath().resolve(rest).normalize();
	}

	private static List<String> arguments(Path runFolder) throws IOException {
		String folder = real(runFolder).toString();
		return List.of("--run", folder, "--study-folder", folder);
	}

	private static Parameter parameter(Study study, String name) throws GenerationException {
		for (Parameter parameter : study.getParameters()) {
			if (name.equals(parameter.getName())) {
				return parameter;
			}
		}
		List<String> names = study.getParameters().stream().map(Parameter::getName).toList();
		throw new GenerationException("the study has no parameter \"" + name + "\"; " + (names.isEmpty() ? "it has none" : "it has " + String.join(", ", names)));
	}

	private static String freeId(Study study, String wanted) {
		Set<String> ids = new HashSet<>();
		study.eAllContents().forEachRemaining((EObject element) -> ids.add(EcoreUtil.getID(element)));
		String id = wanted;
		for (int n = 2; ids.contains(id); n++) {
			id = wanted + n;
		}
		return id;
	}

	private static boolean isInUse(Path folder) throws IOException {
		if (!Files.exists(folder)) {
			return false;
		}
		if (!Files.isDirectory(folder)) {
			return true;
		}
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
			return entries.iterator().hasNext();
		}
	}
}
