package io.spadework.codegen.tests;

import io.spadework.codegen.CodeGenerator;
import io.spadework.codegen.GeneratedProject;
import io.spadework.model.Scope;
import io.spadework.model.study.Experiment;
import io.spadework.model.templates.Templates;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutorsAndKernelsTest {
	@TempDir
	Path folder;

	@Test
	void measure() throws Exception {
		for (var template : Templates.all()) {
			if (!template.name().matches(System.getProperty("only", ".*"))) continue;
			Experiment experiment = SmallTemplates.experiment(template);
			GeneratedProject project = CodeGenerator.generate(experiment, null);
			try (URLClassLoader loader = Engine.compile(project, folder)) {
				Map<String, List<Map<String, Double>>> curves = new LinkedHashMap<>();
				int steps = Integer.getInteger("steps", 20);
				StringBuilder line = new StringBuilder(template.name());
				for (String which : List.of("double", "graph portable", "graph onednn", "plan portable", "plan onednn")) {
					long t = System.nanoTime();
					curves.put(which, curve(experiment, loader, project, which, steps));
					line.append(String.format("  %s %.1fs", which, (System.nanoTime() - t) / 1e9));
				}
				System.out.println(line);
				for (String which : curves.keySet()) {
					line = new StringBuilder("   " + which + " vs double:");
					StringBuilder g = new StringBuilder("   " + which + " vs graph portable:");
					for (int i : new int[] { 0, 1, 2, 4, 9, 14, 19 }) {
						if (i < steps) {
						line.append(" " + (i + 1) + ":" + worst(curves.get("double").get(i), curves.get(which).get(i)));
						g.append(" " + (i + 1) + ":" + worst(curves.get("graph portable").get(i), curves.get(which).get(i)));
						}
					}
					System.out.println(line);
					System.out.println(g);
				}
			}
		}
	}

	static String worst(Map<String, Double> a, Map<String, Double> b) {
		double worst = 0; String name = "";
		for (String k : a.keySet()) if (k.startsWith("loss/")) {
			double d = Math.abs(a.get(k) - b.get(k)) / Math.max(1e-12, Math.abs(a.get(k)));
			if (d > worst) { worst = d; name = k.substring(5) + "=" + String.format("%.3g", a.get(k)); }
		}
		return String.format("%.1e(%s)", worst, name);
	}

	static List<Map<String, Double>> curve(Experiment experiment, ClassLoader loader, GeneratedProject project, String which, int steps) throws Exception {
		String[] words = which.split(" ");
		boolean precise = which.equals("double");
		Engine.type("io.spadework.engine.networks.ExecutorChoice").getMethod("choose", String.class).invoke(null, precise ? "graph" : words[0]);
		Engine.type("io.spadework.engine.networks.kernels.KernelChoice").getMethod("choose", String.class).invoke(null, precise ? "portable" : words[1]);
		Object training = Engine.training(loader, project);
		if (precise) {
			makePrecise(training);
		}
		Object phase = ((List<?>) Engine.call(training, "phases")).get(0);
		Object data = Engine.call(phase, "data");
		data.getClass().getMethod("open", Path.class).invoke(data, Path.of(""));
		Class<?> type = Engine.type("io.spadework.engine.training.Trainer");
		Object trainer = type.getConstructor(training.getClass()).newInstance(training);
		Method sample = data.getClass().getMethod("training", long.class, int.class, int.class);
		List<Map<String, Double>> curve = new ArrayList<>();
		int batch = Scope.of(experiment).integer(experiment.getPlan().getBatch());
		for (int step = 0; step < steps; step++) {
			List<Object> samples = new ArrayList<>();
			for (int i = 0; i < batch; i++) {
				samples.add(sample.invoke(data, 1L, 0, step * batch + i));
			}
			@SuppressWarnings("unchecked")
			Map<String, Double> values = (Map<String, Double>) type.getMethod("step", List.class).invoke(trainer, samples);
			curve.add(values);
		}
		return curve;
	}

	static void makePrecise(Object training) throws Exception {
		List<Object> graphs = new ArrayList<>();
		for (Object phase : (List<?>) Engine.call(training, "phases")) {
			graphs.add(Engine.call(phase, "generator"));
			graphs.add(Engine.call(phase, "discriminator"));
		}
		graphs.add(Engine.call(training, "encoder"));
		graphs.add(Engine.call(training, "segmenter"));
		Object perceptual = Engine.call(training, "perceptual");
		if (perceptual != null) graphs.add(Engine.call(perceptual, "network"));
		Class<?> type = Engine.type("org.nd4j.linalg.api.buffer.DataType");
		Object dbl = type.getField("DOUBLE").get(null);
		for (Object g : graphs) if (g != null) {
			Object c = Engine.call(g, "configuration");
			c.getClass().getMethod("setDataType", type).invoke(c, dbl);
		}
	}
}
