package io.spadework.codegen;

import io.spadework.model.ExpressionException;
import io.spadework.model.Scope;
import io.spadework.model.Studies;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;

/** Makes a run folder ready: the exact model, its source, its classes. */
public final class RunPreparation {

	private RunPreparation() {
	}

	/**
	 * Prepares a run of an experiment. The study itself stays as it is; the copy in the run folder has the settings applied.
	 *
	 * @param studyFile       where the study lies: data folders are relative to its folder
	 * @param runFolder       absent or empty
	 * @param engineClassPath the engine's jars
	 * @throws GenerationException  where the settings or the experiment are wrong, or the run folder is in use
	 * @throws CompilationException where the engine does not fit the generated source, or there is no compiler
	 */
	public static PreparedRun prepare(Experiment experiment, Path studyFile, Path runFolder, List<Path> engineClassPath, RunSettings settings)
			throws GenerationException, CompilationException, IOException {
		Experiment exact = withSettings(experiment, settings);
		GeneratedProject project = CodeGenerator.generate(exact, studyFile);
		if (isInUse(runFolder)) {
			throw new GenerationException(runFolder + " already holds something; choose another folder for the run");
		}
		Files.createDirectories(runFolder);
		Studies.save(CodeGenerator.studyOf(exact), runFolder.resolve("study.spade"));
		project.write(runFolder.resolve("src"));
		Path classes = runFolder.resolve("classes");
		Compilation.compile(runFolder.resolve("src"), engineClassPath, classes);
		return new PreparedRun(runFolder, classes, project.mainClass(), arguments(runFolder, studyFile));
	}

	/** A copy of the experiment, in a copy of its study, with settings applied. */
	static Experiment withSettings(Experiment experiment, RunSettings settings) throws GenerationException {
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

	private static List<String> arguments(Path runFolder, Path studyFile) {
		List<String> arguments = new ArrayList<>(List.of("--run", runFolder.toAbsolutePath().toString()));
		if (studyFile != null) {
			arguments.addAll(List.of("--study-folder", studyFile.toAbsolutePath().getParent().toString()));
		}
		return arguments;
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
