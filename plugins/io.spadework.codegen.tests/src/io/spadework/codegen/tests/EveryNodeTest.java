package io.spadework.codegen.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spadework.codegen.CodeGenerator;
import io.spadework.codegen.GeneratedProject;
import io.spadework.model.Problem;
import io.spadework.model.Severity;
import io.spadework.model.Studies;
import io.spadework.model.Validation;
import io.spadework.model.study.StudyPackage;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EEnum;
import org.eclipse.emf.ecore.EEnumLiteral;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random studies of all kinds of nodes: they are valid, their source compiles, and the engine makes of it what the model says. */
class EveryNodeTest {

	private static final int USUAL = 300;
	private static final int STUDIES = Integer.getInteger("spadework.random.studies", USUAL);
	/** So often each class and each value comes up in as many studies as are usual. */
	private static final int FEWEST = 5;

	private static final List<Sketch> SKETCHES = sketches();

	@TempDir
	Path folder;

	private static List<Sketch> sketches() {
		RandomStudies studies = new RandomStudies(20_190_618);
		return Stream.generate(studies::next).limit(STUDIES).toList();
	}

	@Test
	void everyClassAndEveryValueComesUp() {
		assumeTrue(STUDIES >= USUAL, "fewer studies than usual");
		Map<String, Integer> census = RandomStudies.census(SKETCHES);
		List<String> rare = new ArrayList<>();
		StudyPackage.eINSTANCE.getEClassifiers().forEach(classifier -> {
			if (classifier instanceof EClass type && !type.isAbstract() && census.getOrDefault(type.getName(), 0) < FEWEST) {
				rare.add(type.getName() + " " + census.get(type.getName()));
			}
			if (classifier instanceof EEnum values) {
				for (EEnumLiteral value : values.getELiterals()) {
					if (census.getOrDefault(values.getName() + "." + value, 0) < FEWEST) {
						rare.add(values.getName() + "." + value + " " + census.get(values.getName() + "." + value));
					}
				}
			}
		});
		assertEquals(List.of(), rare, census.toString());
	}

	@Test
	void everyStudyIsValidAndTheSameForASeed() {
		for (Sketch sketch : SKETCHES) {
			List<Problem> errors = Validation.validate(sketch.study, null).stream().filter(problem -> problem.severity() == Severity.ERROR).toList();
			assertEquals(List.of(), errors, sketch.study.getName());
		}
		List<Sketch> again = sketches();
		for (int i = 0; i < again.size(); i++) {
			assertEquals(Studies.write(SKETCHES.get(i).study), Studies.write(again.get(i).study));
		}
	}

	@Test
	void theEngineFindsTheShapesAndTheParametersOfTheModelAndTrainsAStep() throws Exception {
		Map<String, String> failures = new LinkedHashMap<>();
		SmallFolders.make(folder.resolve("data"));
		Path studyFolder = Files.createDirectories(folder.resolve("studies"));
		try (URLClassLoader loader = Engine.compile(all(), folder)) {
			for (Sketch sketch : SKETCHES) {
				try {
					EngineRun.check(sketch.experiment, CodeGenerator.generate(sketch.experiment, null), loader, studyFolder);
				} catch (Exception | AssertionError | LinkageError e) {
					failures.put(sketch.study.getName(), Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause).map(Throwable::toString).toList().toString());
				}
			}
		}
		assertEquals(Map.of(), failures, () -> String.join("\n", failures.entrySet().stream().map(Object::toString).toList()));
	}

	private static GeneratedProject all() throws Exception {
		Map<String, String> files = new TreeMap<>();
		for (Sketch sketch : SKETCHES) {
			CodeGenerator.generate(sketch.experiment, null).sources().forEach((path, text) -> {
				if (path.endsWith(".java")) {
					assertTrue(files.put(path, text) == null, path);
				}
			});
		}
		return new GeneratedProject("all", "none", files, Map.of());
	}
}
