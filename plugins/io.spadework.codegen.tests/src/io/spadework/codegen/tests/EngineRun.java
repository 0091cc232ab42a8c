package io.spadework.codegen.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.codegen.CodeGenerator;
import io.spadework.model.Costs;
import io.spadework.model.Shape;
import io.spadework.model.Shapes;
import io.spadework.model.study.Landscapes;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Output;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The real engine with the generated source of one study, reached by reflection: it lives in a class loader of its own. */
final class EngineRun {

	private EngineRun() {
	}

	/** Compares what DL4J infers with the model, and trains one step where the data need not be fetched; returns whether it did. */
	static boolean check(Sketch sketch, ClassLoader loader) throws Exception {
		Object training = loader.loadClass(CodeGenerator.generate(sketch.experiment, null).mainClass()).getMethod("experiment").invoke(null);
		shapes(sketch, sketch.generator(), call(call(training, "generator"), "configuration"), "");
		for (int k = 1; k <= Shapes.infer(sketch.discriminator(), sketch.experiment).scales(); k++) {
			shapes(sketch, sketch.discriminator(), call(call(training, "discriminator"), "configuration"), "scale" + k + "/");
		}
		boolean atHand = sketch.experiment.getDataset() instanceof Landscapes;
		if (atHand) {
			step(sketch, training, loader);
		}
		return atHand;
	}

	/** The type that DL4J infers for each vertex of a node's name is the node's shape. */
	private static void shapes(Sketch sketch, Network network, Object configuration, String prefix) throws Exception {
		Shapes shapes = Shapes.infer(network, sketch.experiment);
		if (!prefix.isEmpty()) {
			shapes = shapes.scale(Integer.parseInt(prefix.replaceAll("\\D", "")));
		}
		Object inputs = inputTypes(sketch, network, configuration);
		Map<?, ?> types = (Map<?, ?>) configuration.getClass().getMethod("getLayerActivationTypes", inputs.getClass()).invoke(configuration, inputs);
		int compared = 0;
		for (Node node : network.getNodes()) {
			Object type = types.get(prefix + node.getName());
			if (type != null && !(node instanceof Output)) {
				Shape shape = new Shape(number(type, "getChannels"), number(type, "getHeight"), number(type, "getWidth"));
				assertEquals(shapes.of(node), shape, node.getName() + " of " + network.getName());
				compared++;
			}
		}
		assertTrue(compared > 0, "no vertex is called as a node of " + network.getName());
	}

	/** The types of the graph's inputs, which the configuration no longer knows. */
	private static Object inputTypes(Sketch sketch, Network network, Object configuration) throws Exception {
		Class<?> type = configuration.getClass().getClassLoader().loadClass("org.deeplearning4j.nn.conf.inputs.InputType");
		Method convolutional = type.getMethod("convolutional", long.class, long.class, long.class);
		List<?> names = (List<?>) call(configuration, "getNetworkInputs");
		Object types = Array.newInstance(type, names.size());
		Shapes shapes = Shapes.infer(network, sketch.experiment);
		for (int i = 0; i < names.size(); i++) {
			Object name = names.get(i);
			Node input = network.getNodes().stream().filter(node -> node.getIncoming().isEmpty() && node.getName().equals(name)).findFirst().orElseThrow();
			Shape shape = shapes.of(input);
			Array.set(types, i, convolutional.invoke(null, (long) shape.height(), (long) shape.width(), (long) shape.channels()));
		}
		return types;
	}

	private static void step(Sketch sketch, Object training, ClassLoader loader) throws Exception {
		Object data = call(training, "data");
		data.getClass().getMethod("open", Path.class).invoke(data, Path.of(""));
		Class<?> trainerClass = loader.loadClass("io.spadework.engine.training.Trainer");
		Object trainer = trainerClass.getConstructor(training.getClass()).newInstance(training);
		long modelled = Costs.of(sketch.generator(), sketch.experiment).total().parameters() + Costs.of(sketch.discriminator(), sketch.experiment).total().parameters();
		assertEquals(modelled, trainerClass.getMethod("parameters").invoke(trainer), "parameters");
		Method sample = data.getClass().getMethod("training", long.class, int.class, int.class);
		List<Object> samples = new ArrayList<>();
		for (int i = 0; i < RandomStudies.value(sketch, sketch.experiment.getPlan().getBatch()); i++) {
			samples.add(sample.invoke(data, 1L, 0, i));
		}
		Map<?, ?> values = (Map<?, ?>) trainerClass.getMethod("step", List.class).invoke(trainer, samples);
		assertTrue(values.values().stream().allMatch(value -> Double.isFinite((Double) value)), new TreeMap<>(values).toString());
	}

	private static Object call(Object on, String method) throws Exception {
		return on.getClass().getMethod(method).invoke(on);
	}

	private static int number(Object on, String method) throws Exception {
		return Math.toIntExact(((Number) call(on, method)).longValue());
	}
}
