package io.spadework.codegen.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.codegen.CodeGenerator;
import io.spadework.codegen.GeneratedProject;
import io.spadework.model.Scope;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Phase;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each executor with each set of kernels trains the templates alike, at a small size, in the last phase: all stages at once where there are several. Differences are shares of the
 * largest value that a loss, or the length of a gradient, has in those steps.
 * <p>
 * The two executors on portable kernels agree bit for bit. Sets of kernels round differently: they agree to 1e-4, or are no further apart than ten times what rounding itself makes, which is
 * the distance to the same training in double precision. Where weights follow their gradients in proportion, a few steps of most templates agree to 1e-5. pix2pixHD's are percents apart then, in
 * single and in double precision as much as by sets of kernels. With Adam every GAN's are after some steps: its first ones go by the gradients' signs, and where a
 * gradient cancels to nothing, as those of biases before a norm do, its sign is rounding's.
 */
class ExecutorsAndKernelsTest {

	private static final int STEPS = 20;
	private static final int FEW = 3;
	private static final double TOLERANCE = 1e-4;
	private static final double RATE = 1e-4;
	private static final double TEN_TIMES = 10;

	@TempDir
	Path folder;

	@AfterEach
	void chooseAgain() throws Exception {
		choose("plan", "auto");
	}

	static List<String> templates() {
		return Templates.all().stream().map(Template::name).toList();
	}

	@ParameterizedTest
	@MethodSource("templates")
	void aFewStepsAgree(String name) throws Exception {
		compare(name, FEW, true);
	}

	@ParameterizedTest
	@MethodSource("templates")
	@Tag("slow")
	void everyTemplateTrainsAlike(String name) throws Exception {
		compare(name, STEPS, false);
	}

	private void compare(String name, int steps, boolean proportional) throws Exception {
		Experiment experiment = lastPhase(name);
		GeneratedProject project = CodeGenerator.generate(experiment, null);
		try (URLClassLoader loader = Engine.compile(project, folder)) {
			Course course = new Course(experiment, project, loader, steps, proportional);
			List<Map<String, Double>> expected = course.curve("graph", "portable", false);
			assertEquals(expected, course.curve("plan", "portable", false));
			Rounding rounding = new Rounding(course, expected);
			for (String executor : List.of("graph", "plan")) {
				List<Map<String, Double>> found = course.curve(executor, "onednn", false);
				rounding.assertWithin(beforeAnyUpdate(found), executor + ", before any update");
				rounding.assertWithin(found, executor);
			}
		}
	}

	private static Experiment lastPhase(String name) {
		Experiment experiment = SmallTemplates.experiment(Templates.named(name));
		List<Phase> phases = experiment.getPlan().getPhases();
		while (phases.size() > 1) {
			phases.removeFirst();
		}
		return experiment;
	}

	/** The first step's losses of the generator, and the length of its gradient: the discriminator judges what it makes after its update. */
	private static List<Map<String, Double>> beforeAnyUpdate(List<Map<String, Double>> curve) {
		Map<String, Double> values = new TreeMap<>(curve.getFirst());
		values.keySet().removeIf(name -> !name.startsWith("loss/G/") && !name.equals("gradient/G"));
		return List.of(values);
	}

	/** What rounding makes of a course: the same one in double precision is made where that has to be known. */
	private static final class Rounding {

		private final Course course;
		private final List<Map<String, Double>> expected;
		private List<Map<String, Double>> precise;

		Rounding(Course course, List<Map<String, Double>> expected) {
			this.course = course;
			this.expected = expected;
		}

		/** Checks a curve, or the beginning of one. */
		void assertWithin(List<Map<String, Double>> found, String what) throws Exception {
			double distance = distance(expected, found);
			if (distance > TOLERANCE) {
				precise = precise == null ? course.curve("graph", "portable", true) : precise;
				double rounding = distance(expected, found.size() == 1 ? beforeAnyUpdate(precise) : precise);
				assertTrue(distance <= TEN_TIMES * rounding, () -> "onednn kernels are " + distance + " away from portable ones: " + what + ", where single and double precision are " + rounding + " apart");
			}
		}
	}

	/**
	 * Trainings of one experiment from one seed on the same samples.
	 *
	 * @param proportional whether weights follow their gradients in proportion
	 */
	private record Course(Experiment experiment, GeneratedProject project, ClassLoader loader, int steps, boolean proportional) {

		/**
		 * The losses of each step, and the lengths of the gradients.
		 *
		 * @param precise whether all values are in double precision
		 */
		List<Map<String, Double>> curve(String executor, String kernels, boolean precise) throws Exception {
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
					if (name.toString().matches("(loss|gradient)/.*")) {
						losses.put(name.toString(), (Double) value);
					}
				});
				curve.add(losses);
			}
			return curve;
		}
	}

	/** The largest difference of a value that both have as a share of the largest one of its name. */
	private static double distance(List<Map<String, Double>> expected, List<Map<String, Double>> found) {
		double largest = 0;
		for (String name : found.getFirst().keySet()) {
			double scale = expected.stream().limit(found.size()).mapToDouble(losses -> Math.abs(losses.get(name))).max().orElseThrow();
			for (int step = 0; step < found.size(); step++) {
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
		List<Object> networks = new ArrayList<>();
		for (Object phase : (List<?>) Engine.call(training, "phases")) {
			networks.add(Engine.call(phase, "generator"));
			networks.add(Engine.call(phase, "discriminator"));
		}
		networks.add(Engine.call(training, "encoder"));
		networks.add(Engine.call(training, "segmenter"));
		Object perceptual = Engine.call(training, "perceptual");
		networks.add(perceptual == null ? null : Engine.call(perceptual, "network"));
		Class<?> type = Engine.type("org.nd4j.linalg.api.buffer.DataType");
		for (Object network : networks) {
			if (network != null) {
				Object configuration = Engine.call(network, "configuration");
				configuration.getClass().getMethod("setDataType", type).invoke(configuration, type.getField("DOUBLE").get(null));
			}
		}
	}
}
