package io.spadework.codegen.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.codegen.GeneratedProject;
import io.spadework.model.Scope;
import io.spadework.model.Shapes;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Network;
import io.spadework.model.study.Phase;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The engine with the generated source of one experiment. */
final class EngineRun {

	private EngineRun() {
	}

	/** Compares what DL4J infers with the model, and trains one step on data that are not stored. */
	static void check(Experiment experiment, GeneratedProject project, ClassLoader loader) throws Exception {
		check(experiment, project, loader, Path.of(""));
	}

	/**
	 * Compares what DL4J infers with the model, and trains one step.
	 *
	 * @param studyFolder what the folder of stored data is relative to
	 */
	static void check(Experiment experiment, GeneratedProject project, ClassLoader loader, Path studyFolder) throws Exception {
		Object training = Engine.training(loader, project);
		Engine.call(training, "check");
		networks(experiment, training);
		step(experiment, training, studyFolder);
	}

	/** Compares the graphs of all networks, in all phases, with the model; nothing is allocated. */
	static void networks(Experiment experiment, Object training) throws Exception {
		network(experiment.getGenerator(), experiment, training, "generator");
		network(experiment.getDiscriminator(), experiment, training, "discriminator");
		network(experiment.getEncoder(), experiment, training, "encoder");
		network(experiment.getSegmenter(), experiment, training, "segmenter");
		if (experiment.getObjective().getPerceptual() != null) {
			network(experiment.getObjective().getPerceptual().getNetwork(), experiment, Engine.call(training, "perceptual"), "network");
		}
		List<?> phases = (List<?>) Engine.call(training, "phases");
		for (int i = 0; i < experiment.getPlan().getPhases().size(); i++) {
			Phase phase = experiment.getPlan().getPhases().get(i);
			int reduction = Scope.of(experiment).integer(phase.getReduction());
			ShapeCheck.network(Shapes.infer(phase.getGenerator(), experiment, reduction), Engine.call(phases.get(i), "generator"));
			if (experiment.getDiscriminator() != null) {
				ShapeCheck.network(Shapes.infer(experiment.getDiscriminator(), experiment, reduction), Engine.call(phases.get(i), "discriminator"));
			}
		}
	}

	private static void network(Network network, Experiment experiment, Object from, String what) throws Exception {
		if (network != null) {
			ShapeCheck.network(network, experiment, Engine.call(from, what));
		}
	}

	/** Trains the first step of the first phase. */
	private static void step(Experiment experiment, Object training, Path studyFolder) throws Exception {
		List<?> phases = (List<?>) Engine.call(training, "phases");
		for (Object phase : phases) {
			Object data = Engine.call(phase, "data");
			data.getClass().getMethod("open", Path.class).invoke(data, studyFolder);
		}
		Object data = Engine.call(phases.getFirst(), "data");
		Class<?> type = Engine.type("io.spadework.engine.training.Trainer");
		Object trainer = type.getConstructor(training.getClass()).newInstance(training);
		Method sample = data.getClass().getMethod("training", long.class, int.class, int.class);
		List<Object> samples = new ArrayList<>();
		for (int i = 0; i < Scope.of(experiment).integer(experiment.getPlan().getBatch()); i++) {
			samples.add(sample.invoke(data, 1L, 0, i));
		}
		Map<?, ?> values = (Map<?, ?>) type.getMethod("step", List.class).invoke(trainer, samples);
		assertTrue(!values.isEmpty() && values.values().stream().allMatch(value -> Double.isFinite((Double) value)), new TreeMap<>(values).toString());
	}
}
