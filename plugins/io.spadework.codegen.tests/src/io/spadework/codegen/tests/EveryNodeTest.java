package io.spadework.codegen.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.codegen.CodeGenerator;
import io.spadework.codegen.Compilation;
import io.spadework.codegen.GeneratedProject;
import io.spadework.model.Problem;
import io.spadework.model.Severity;
import io.spadework.model.Studies;
import io.spadework.model.Validation;
import io.spadework.model.study.StudyPackage;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EEnum;
import org.eclipse.emf.ecore.EEnumLiteral;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Random studies of all kinds of nodes: they are valid, their source compiles, and the engine makes of it what the model says. */
class EveryNodeTest {

	/** Folders with the engine's jars or classes, separated as class paths are; without them the engine's part is left out. */
	private static final String ENGINE = "spadework.engine";
	/** Where Linux says what its processor can do. */
	private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
	private static final int STUDIES = Integer.getInteger("spadework.random.studies", 40);
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
	void theSourceOfAllOfThemCompiles() throws Exception {
		GeneratedProject all = all();
		try (URLClassLoader loader = EngineStub.compile(all, folder)) {
			for (Sketch sketch : SKETCHES) {
				loader.loadClass(CodeGenerator.generate(sketch.experiment, null).mainClass()).getMethod("experiment").invoke(null);
			}
		}
	}

	@Test
	@EnabledIf("engineIsThere")
	void theEngineFindsTheShapesAndTheParametersOfTheModelAndTrainsAStep() throws Exception {
		List<Path> engine = engine();
		Path classes = folder.resolve("classes");
		Compilation.compile(all(), engine, classes);
		List<URL> urls = new ArrayList<>(List.of(classes.toUri().toURL()));
		for (Path part : engine) {
			urls.add(part.toUri().toURL());
		}
		Map<String, String> failures = new LinkedHashMap<>();
		int trained = 0;
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
			Thread.currentThread().setContextClassLoader(loader);
			for (Sketch sketch : SKETCHES) {
				try {
					trained += EngineRun.check(sketch, loader) ? 1 : 0;
				} catch (Exception | AssertionError | LinkageError e) {
					Throwable cause = e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
					failures.put(sketch.study.getName(), cause.toString());
				}
			}
		} finally {
			Thread.currentThread().setContextClassLoader(before);
		}
		assertEquals(Map.of(), failures, () -> String.join("\n", failures.entrySet().stream().map(Object::toString).toList()));
		assertTrue(trained >= STUDIES / 3, trained + " trained");
	}

	private static GeneratedProject all() throws Exception {
		Map<String, String> files = new TreeMap<>();
		for (Sketch sketch : SKETCHES) {
			CodeGenerator.generate(sketch.experiment, null).files().forEach((path, text) -> {
				if (path.endsWith(".java")) {
					assertTrue(files.put(path, text) == null, path);
				}
			});
		}
		return new GeneratedProject("all", "none", files);
	}

	static boolean engineIsThere() throws IOException {
		return !engine().isEmpty();
	}

	/** The engine's jars and class folders; empty where a place that is named is not there. */
	private static List<Path> engine() throws IOException {
		List<Path> parts = new ArrayList<>();
		for (String place : System.getProperty(ENGINE, "").split(File.pathSeparator)) {
			Path path = Path.of(place);
			if (place.isBlank() || !Files.exists(path)) {
				return List.of();
			}
			List<Path> jars = List.of();
			if (Files.isDirectory(path)) {
				try (Stream<Path> files = Files.list(path)) {
					jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
				}
			}
			parts.addAll(jars.isEmpty() ? List.of(path) : jars);
		}
		// of the native library's two builds only one may be loaded
		boolean fast = Files.isReadable(PROCESSOR) && Files.readString(PROCESSOR).contains(" avx2 ");
		return parts.stream().filter(part -> !part.toString().matches(fast ? ".*nd4j-native-.*linux-x86_64\\.jar" : ".*nd4j-native-.*avx2\\.jar")).toList();
	}
}
