package io.spadework.codegen.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.codegen.CodeGenerator;
import io.spadework.codegen.GeneratedProject;
import io.spadework.model.Scope;
import io.spadework.model.study.Experiment;
import io.spadework.model.templates.Template;
import io.spadework.model.templates.Templates;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each executor with each set of kernels trains the templates alike, at a small size, for 20 steps of the first phase.
 * <p>
 * Losses are compared to 1e-4 of the largest value that a loss has in those steps, and with weights that follow their gradients in proportion. With Adam, as the templates have it, first steps
 * go by the gradients' signs, and where a gradient cancels to nothing, as those of biases before a norm do, its sign is rounding's: there even the same operations in single and in double precision
 * part within five steps, which {@link #roundingDecidesAdamsFirstSteps} shows. What doesn't round differently doesn't part: with Adam the two executors on portable kernels agree bit for bit.
 */
class ExecutorsAndKernelsTest {

	private static final int STEPS = 20;
	private static final int FEW = 3;
	private static final double TOLERANCE = 1e-4;
	/** In these steps it changes losses by more than the tolerance, and none of them grows without bound. */
	private static final double RATE = 1e-4;

	@TempDir
	Path folder;

	@AfterEach
	void chooseAgain() throws Exception {
		choose("plan", "auto");
	}

	static List<String> templates() {
		return Templates.all().stream().map(Template::name).toList();
	}

	@Test
	void aFewStepsOfSpadeAgree() throws Exception {
		Experiment experiment = SmallTemplates.experiment(Templates.named("spade"));
		GeneratedProject project = CodeGenerator.generate(experiment, null);
		try (URLClassLoader loader = Engine.compile(project, folder)) {
			Course course = new Course(experiment, project, loader, FEW);
			course.compareAll();
			assertEquals(course.curve("graph", "portable", false, false), course.curve("plan", "portable", false, false));
		}
	}

	@ParameterizedTest
	@MethodSource("templates")
	@Tag("slow")
	void everyTemplateTrainsAlike(String name) throws Exception {
		Experiment experiment = SmallTemplates.experiment(Templates.named(name));
		GeneratedProject project = CodeGenerator.generate(experiment, null);
		try (URLClassLoader loader = Engine.compile(project, folder)) {
			Course course = new Course(experiment, project, loader, STEPS);
			course.compareAll();
			assertEquals(course.curve("graph", "portable", false, false), course.curve("plan", "portable", false, false));
		}
	}

	@Test
	@Tag("slow")
	void roundingDecidesAdamsFirstSteps() throws Exception {
		Experiment experiment = SmallTemplates.experiment(Templates.named("spade"));
		GeneratedProject project = CodeGenerator.generate(experiment, null);
		try (URLClassLoader loader = Engine.compile(project, folder)) {
			Course course = new Course(experiment, project, loader, 5);
			double adam = distance(course.curve("graph", "portable", false, true), course.curve("graph", "portable", false, false));
			double proportional = distance(course.curve("graph", "portable", true, true), course.curve("graph", "portable", true, false));
			assertTrue(adam > TOLERANCE && proportional <= TOLERANCE, "double and single precision are " + adam + " apart with Adam, " + proportional + " in proportion to the gradients");
		}
	}

	/** Trainings of one experiment from one seed on the same samples. */
	private record Course(Experiment experiment, GeneratedProject project, ClassLoader loader, int steps) {

		/** Compares the losses of all four combinations. */
		void compareAll() throws Exception {
			List<Map<String, Double>> expected = curve("graph", "portable", true, false);
			assertTrue(distance(List.of(expected.getFirst()), List.of(expected.getLast())) > TOLERANCE, "nothing is learned: " + expected);
			for (String executor : List.of("graph", "plan")) {
				for (String kernels : List.of("portable", "onednn")) {
					double distance = distance(expected, curve(executor, kernels, true, false));
					System.out.println(experiment.getName() + " " + executor + " " + kernels + ": " + distance);
					assertTrue(distance <= TOLERANCE, executor + " with " + kernels + " kernels is " + distance + " away from graph with portable ones");
				}
			}
		}

		/**
		 * The losses of each step.
		 *
		 * @param proportional whether weights follow their gradients in proportion
		 * @param precise      whether all values are in double precision
		 */
		List<Map<String, Double>> curve(String executor, String kernels, boolean proportional, boolean precise) throws Exception {
			choose(executor, kernels);
			Object training = Engine.training(loader, project);
			if (proportional) {
				descendInProportion(training);
			}
			if (precise) {
				makePrecise(training);
			}
			Object data = Engine.call(((List<?>) Engine.call(training, "phases")).get(0), "data");
			data.getClass().getMethod("open", Path.class).invoke(data, Path.of(""));
			Class<?> type = Engine.type("io.spadework.engine.training.Trainer");
			Object trainer = type.getConstructor(training.getClass()).newInstance(training);
			Method sample = data.getClass().getMethod("training", long.class, int.class, int.class);
			int batch = Scope.of(experiment).integer(experiment.getPlan().getBatch());
			List<Map<String, Double>> curve = new ArrayList<>();
			for (int step = 0; step < steps; step++) {
				List<Object> samples = new ArrayList<>();
				for (int i = 0; i < batch; i++) {
					samples.add(sample.invoke(data, 1L, 0, step * batch + i));
				}
				Map<String, Double> losses = new TreeMap<>();
				((Map<?, ?>) type.getMethod("step", List.class).invoke(trainer, samples)).forEach((name, value) -> {
					if (name.toString().startsWith("loss/")) {
						losses.put(name.toString(), (Double) value);
					}
				});
				curve.add(losses);
			}
			return curve;
		}
	}

	/** The largest difference of a loss as a share of the largest value that it has. */
	private static double distance(List<Map<String, Double>> expected, List<Map<String, Double>> found) {
		double largest = 0;
		for (String name : expected.getFirst().keySet()) {
			double scale = expected.stream().mapToDouble(losses -> Math.abs(losses.get(name))).max().orElseThrow();
			for (int step = 0; step < expected.size(); step++) {
				double difference = Math.abs(expected.get(step).get(name) - found.get(step).get(name));
				largest = Math.max(largest, difference == 0 ? 0 : difference / scale);
			}
		}
		return largest;
	}

	private static void choose(String executor, String kernels) throws Exception {
		Engine.type("io.spadework.engine.networks.ExecutorChoice").getMethod("choose", String.class).invoke(null, executor);
		Engine.type("io.spadework.engine.networks.kernels.KernelChoice").getMethod("choose", String.class).invoke(null, kernels);
	}

	private static void descendInProportion(Object training) throws Exception {
		Object updater = Engine.type("io.spadework.engine.training.Sgd").getConstructor(double.class, double.class).newInstance(RATE, 0.0);
		for (String whose : List.of("generatorUpdater", "discriminatorUpdater")) {
			training.getClass().getMethod(whose, Engine.type("io.spadework.engine.training.Optimiser")).invoke(training, updater);
		}
	}

	private static void makePrecise(Object training) throws Exception {
		Class<?> type = Engine.type("org.nd4j.linalg.api.buffer.DataType");
		for (String network : List.of("generator", "discriminator")) {
			Object configuration = Engine.call(Engine.call(training, network), "configuration");
			configuration.getClass().getMethod("setDataType", type).invoke(configuration, type.getField("DOUBLE").get(null));
		}
	}
}
