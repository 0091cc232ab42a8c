package io.spadework.codegen.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.model.Costs;
import io.spadework.model.Shape;
import io.spadework.model.Shapes;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.ImageInput;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Output;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Stage;
import io.spadework.model.study.StyleCodeInput;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares what DL4J makes of a generated network with what the model says: the shape of every node, those inside of blocks and stages too, and the parameters. */
final class ShapeCheck {

	private final Map<?, ?> types;
	private int compared;

	private ShapeCheck(Map<?, ?> types) {
		this.types = types;
	}

	/** Compares the graph of a network at the experiment's size. */
	static void network(Network network, Experiment experiment, Object graph) throws Exception {
		network(Shapes.infer(network, experiment), graph);
	}

	/** Compares the graph of a network with its shapes. */
	static void network(Shapes shapes, Object graph) throws Exception {
		Object configuration = Engine.call(graph, "configuration");
		Object inputs = inputTypes(shapes, configuration);
		Map<?, ?> types = (Map<?, ?>) configuration.getClass().getMethod("getLayerActivationTypes", inputs.getClass()).invoke(configuration, inputs);
		ShapeCheck check = new ShapeCheck(types);
		if (shapes.graph() instanceof Discriminator) {
			for (int k = 1; k <= shapes.scales(); k++) {
				check.compare(shapes.scale(k), "scale" + k + "/");
			}
		} else {
			check.compare(shapes, "");
		}
		assertTrue(check.compared > 0, "no vertex is called as a node of " + shapes.graph());
		assertEquals(Costs.of(shapes).total().parameters(), parameters(configuration), "parameters of " + ((Network) shapes.graph()).getName());
	}

	/** Compares a graph whose vertices may be called anything: it has a vertex for every node and part of a node and no other, of their shapes. */
	static void unnamed(Shapes shapes, Object graph) throws Exception {
		Object configuration = Engine.call(graph, "configuration");
		Object inputs = inputTypes(shapes, configuration);
		Map<?, ?> types = (Map<?, ?>) configuration.getClass().getMethod("getLayerActivationTypes", inputs.getClass()).invoke(configuration, inputs);
		List<String> found = new ArrayList<>();
		for (Object vertex : ((Map<?, ?>) Engine.call(configuration, "getVertices")).keySet()) {
			found.add(shape(types.get(vertex)).toString());
		}
		int vertices = found.size();
		int expected = 0;
		for (int k = 1; k <= shapes.scales(); k++) {
			expected += take(shapes.scale(k), found);
		}
		if (shapes.graph() instanceof Discriminator judge) {
			// image/tap, the inputs at half the size, and the scores
			long kinds = judge.getNodes().stream().filter(node -> node.eClass().getName().endsWith("MapInput") || node.eClass().getName().equals("ImageInput")).count();
			expected += 1 + (int) kinds * (shapes.scales() - 1) + shapes.scales() + tapped(shapes) * shapes.scales();
		}
		assertEquals(expected, vertices, () -> "vertices: " + types.keySet());
		assertEquals(Costs.of(shapes).total().parameters(), parameters(configuration), "parameters");
	}

	private static int tapped(Shapes shapes) {
		int taps = 0;
		for (Node node : shapes.order()) {
			taps += node.isTap() ? 1 : 0;
			for (Shapes inside : shapes.inside(node)) {
				taps += tapped(inside);
			}
		}
		return taps;
	}

	/** Takes the shapes of all nodes from those that were found; returns how many vertices the nodes have. */
	private static int take(Shapes shapes, List<String> found) {
		int vertices = 0;
		for (Node node : shapes.order()) {
			for (Shapes inside : shapes.inside(node)) {
				vertices += take(inside, found);
			}
			if (isVertex(node)) {
				assertTrue(found.remove(shapes.of(node).toString()), () -> "no vertex is left for " + node.getName() + ", " + shapes.of(node));
				vertices += 1 + parts(node);
			}
		}
		return vertices;
	}

	/** The vertices of a node besides its own. */
	private static int parts(Node node) {
		return node instanceof Spade spade ? spade.getInnerNorm() == NormKind.NONE ? 6 : 5 : 0;
	}

	private static boolean isVertex(Node node) {
		boolean enters = node.eClass().getName().endsWith("Input") || node instanceof BlockInput;
		return !enters && !(node instanceof Output || node instanceof BlockUse || node instanceof Stage);
	}

	/** Each node that is needed has a vertex of its name behind the prefix, of its shape. */
	private void compare(Shapes shapes, String prefix) throws Exception {
		for (Node node : shapes.order()) {
			String name = prefix + node.getName();
			List<Shapes> inside = shapes.inside(node);
			for (int i = 0; i < inside.size(); i++) {
				compare(inside.get(i), name + "/" + (inside.size() > 1 ? i + "/" : ""));
			}
			if (!isVertex(node)) {
				continue;
			}
			Object type = types.get(name);
			assertTrue(type != null, () -> "no vertex is called " + name + " among " + types.keySet());
			assertEquals(shapes.of(node), shape(type), name);
			compared++;
		}
	}

	/** The types of the graph's inputs, which the configuration no longer knows. */
	private static Object inputTypes(Shapes shapes, Object configuration) throws Exception {
		Class<?> type = Engine.type("org.deeplearning4j.nn.conf.inputs.InputType");
		Method convolutional = type.getMethod("convolutional", long.class, long.class, long.class);
		List<?> names = (List<?>) Engine.call(configuration, "getNetworkInputs");
		Object types = Array.newInstance(type, names.size());
		for (int i = 0; i < names.size(); i++) {
			Shape shape = input(shapes, names.get(i).toString());
			Array.set(types, i, convolutional.invoke(null, (long) shape.height(), (long) shape.width(), (long) shape.channels()));
		}
		return types;
	}

	private static Shape input(Shapes shapes, String name) {
		return switch (name) {
		case "label map" -> shapes.frame().labelMap();
		case "edge map" -> shapes.frame().edgeMap();
		case "image" -> shapes.frame().image();
		case "style code" -> shapes.order().stream().filter(StyleCodeInput.class::isInstance).map(shapes::of).findFirst().orElseThrow();
		default -> shapes.order().stream().filter(node -> node instanceof LabelMapInput || node instanceof ImageInput).map(shapes::of).findFirst().orElseThrow();
		};
	}

	/** The parameters of all layers and vertices, of which nothing is allocated. */
	private static long parameters(Object configuration) throws Exception {
		long parameters = 0;
		for (Object vertex : ((Map<?, ?>) Engine.call(configuration, "getVertices")).values()) {
			parameters += ((Number) vertex.getClass().getMethod("numParams", boolean.class).invoke(vertex, false)).longValue();
		}
		return parameters;
	}

	private static Shape shape(Object type) throws Exception {
		return new Shape(number(type, "getChannels"), number(type, "getHeight"), number(type, "getWidth"));
	}

	private static int number(Object on, String method) throws Exception {
		return Math.toIntExact(((Number) Engine.call(on, method)).longValue());
	}
}
