package io.spadework.engine.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.Fixture;
import io.spadework.engine.study.PatchDiscriminator;
import io.spadework.engine.study.SpadeGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

@DisplayName("A network's configuration")
class ConfigurationTest {

	@Test
	@DisplayName("survives JSON: the generator read back makes the same images")
	void generatorThroughJson() {
		ComputationGraphConfiguration configuration = new SpadeGenerator(DataType.FLOAT, 5, 32, 32, 1, 8).define().configuration();
		ComputationGraphConfiguration readBack = ComputationGraphConfiguration.fromJson(configuration.toJson());
		assertEquals(configuration.toJson(), readBack.toJson());
		INDArray map = Fixture.fill(DataType.FLOAT, "map", 1, 1, 5, 32, 32);
		assertEquals(image(configuration, map), image(readBack, map));
	}

	private static INDArray image(ComputationGraphConfiguration configuration, INDArray map) {
		return new Network(configuration, Initialisation.xavier(0.02), 3, "generator").forward(false, map).getFirst();
	}

	@Test
	@DisplayName("survives JSON: the discriminator read back gives the same predictions")
	void discriminatorThroughJson() {
		ComputationGraphConfiguration configuration = new PatchDiscriminator(DataType.FLOAT, 5, 32, 32, 2, 2).define().configuration();
		ComputationGraphConfiguration readBack = ComputationGraphConfiguration.fromJson(configuration.toJson());
		assertEquals(configuration.toJson(), readBack.toJson());
		INDArray map = Fixture.fill(DataType.FLOAT, "map", 1, 1, 5, 32, 32);
		INDArray image = Fixture.fill(DataType.FLOAT, "image", 1, 1, 3, 32, 32);
		List<INDArray> expected = new Network(configuration, Initialisation.normal(0.02), 3, "d").forward(false, map, image);
		assertEquals(expected, new Network(readBack, Initialisation.normal(0.02), 3, "d").forward(false, map, image));
	}

	@Test
	@DisplayName("may name its parts with any characters")
	void names() {
		String name = "Vergrößern ×2, \"a\\b\" <3>_W/gamma.b : 空";
		GraphBuilder graph = Graphs.builder();
		graph.addInputs("x").setInputTypes(InputType.convolutional(4, 4, 2));
		graph.addLayer(name, new Convolution.Builder().filters(3).kernel(3).padding(1).spectralNorm(true).build(), "x");
		graph.addVertex(name + " norm", new Normalise(Norm.BATCH, 1e-5), name);
		graph.setOutputs(Graphs.tap(graph, name + " norm"));
		ComputationGraphConfiguration configuration = ComputationGraphConfiguration.fromJson(graph.build().toJson());
		Network network = new Network(configuration, Initialisation.xavier(1), 1, "n");
		network.advance();
		INDArray y = network.forward(true, Fixture.fill(DataType.FLOAT, "x", 1, 1, 2, 4, 4)).getFirst();
		network.backward(List.of(Fixture.fill(DataType.FLOAT, "gradient", 1, y.shape())));
		assertTrue(network.gradients().get(name + "/W").norm2Number().doubleValue() > 0);
		assertTrue(network.state().containsKey(name + " norm/mean"));
	}

	@Test
	@DisplayName("has the published parameter counts: filters * (channels * kernel^2 + bias) for each convolution")
	void parameterCounts() {
		int hidden = 128;
		int s = 11;
		long expected = convolution(s, 256, 3, true);
		int[][] blocks = { { 256, 256 }, { 256, 256 }, { 256, 256 }, { 256, 128 }, { 128, 64 }, { 64, 32 }, { 32, 16 } };
		for (int[] block : blocks) {
			int middle = Math.min(block[0], block[1]);
			expected += spade(s, hidden, block[0]) + convolution(block[0], middle, 3, true) + spade(s, hidden, middle) + convolution(middle, block[1], 3, true);
			if (block[0] != block[1]) {
				expected += spade(s, hidden, block[0]) + convolution(block[0], block[1], 1, false);
			}
		}
		expected += convolution(16, 3, 3, true);
		ComputationGraphConfiguration generator = new SpadeGenerator(DataType.FLOAT, s, 64, 64, 16, hidden).define().configuration();
		assertEquals(expected, new Network(generator, Initialisation.xavier(0.02), 1, "g").weights().length());
		long perScale = convolution(s + 3, 16, 4, true) + convolution(16, 32, 4, false) + convolution(32, 64, 4, false) + convolution(64, 128, 4, false)
				+ convolution(128, 1, 4, true);
		ComputationGraphConfiguration discriminator = new PatchDiscriminator(DataType.FLOAT, s, 64, 64, 16, 2).define().configuration();
		assertEquals(2 * perScale, new Network(discriminator, Initialisation.xavier(0.02), 1, "d").weights().length());
	}

	private static long convolution(int in, int out, int kernel, boolean bias) {
		return (long) out * (in * kernel * kernel + (bias ? 1 : 0));
	}

	private static long spade(int s, int hidden, int channels) {
		return convolution(s, hidden, 3, true) + 2 * convolution(hidden, channels, 3, true);
	}

	@Test
	@DisplayName("refuses parts that don't fit together, and names the part")
	void misfits() {
		GraphBuilder graph = Graphs.builder();
		graph.addInputs("x").setInputTypes(InputType.convolutional(4, 4, 2));
		graph.addLayer("too large", new Convolution.Builder().filters(3).kernel(7).build(), "x");
		graph.setOutputs("too large");
		assertTrue(assertThrows(RuntimeException.class, graph::build).getMessage().contains("too large"));
		assertThrows(IllegalArgumentException.class, () -> new Convolution.Builder().kernel(3).build());
		assertThrows(IllegalArgumentException.class, () -> Activate.leakyRelu(-0.1));
		assertNotEquals(new AveragePool(3, 2, 1), new AveragePool(3, 2, 0));
		assertNotEquals(new AveragePool(3, 2, 1, true, false), new AveragePool(3, 2, 1));
	}

	@Test
	@DisplayName("refuses settings that no shape can mend, and says what would be right")
	void settingsOutOfRange() {
		refused("output padding less than the stride", () -> new TransposedConvolution.Builder().filters(1).stride(2).outputPadding(2).build());
		refused("equal groups", () -> new Convolution.Builder().filters(3).groups(2).build());
		refused("at least 0", () -> new Convolution.Builder().filters(3).padding(0, 0, -1, 0).build());
		refused("at least 1", () -> new Linear.Builder().build());
		refused("above 0", () -> new AffineNorm.Builder().epsilon(0).build());
		refused("at least 1", () -> new ConditionalBatchNorm.Builder().channels(3).build());
		refused("at least 1", () -> new AdaptiveInstanceNorm.Builder().style(3).build());
		refused("at most half", () -> new MaxPool(2, 2, 2));
		refused("at least 0", () -> new ReflectPad(0, 0, 0, -1));
		refused("at least 1", () -> new ResizeBilinear(0, true));
		refused("at least 1", () -> ResizeNearest.smaller(0));
		refused("at least 1", () -> new AdaptivePool(Pooling.AVERAGE, 0, 3));
		refused("at least 1", () -> new TransposedConvolution.Builder().filters(2).dilation(0).build());
		refused("equal groups", () -> new TransposedConvolution.Builder().filters(3).groups(2).build());
		refused("output padding less than the stride", () -> new TransposedConvolution.Builder().filters(1).stride(3, 2).outputPadding(1, 2).build());
	}

	@Test
	@DisplayName("refuses inputs of a shape that a part can't take, and says which")
	void shapesOutOfRange() {
		refused("more rows", () -> output(new ReflectPad(4, 0, 0, 0), 2, 4, 4));
		refused("leaves none", () -> output(new Crop(2, 2, 0, 0), 2, 4, 4));
		refused("as many", () -> output(new Reshape(3, 3, 3), 2, 4, 4));
		refused("does not fit", () -> output(new MaxPool(5, 1, 0), 2, 4, 4));
		refused("3 x 4 x 4", () -> output(new ConditionalBatchNorm.Builder().channels(3).classes(2).build(), 2, 4, 4));
		assertEquals(InputType.convolutional(7, 9, 2), output(new ReflectPad(1, 2, 3, 2), 2, 4, 4));
	}

	@Test
	@DisplayName("infers sizes that follow from an input or from another part, whatever the size of the images")
	void sizesThatFollow() {
		GraphBuilder graph = Graphs.builder();
		graph.addInputs("image", "map").setInputTypes(InputType.convolutional(20, 14, 3), InputType.convolutional(9, 7, 2));
		graph.addVertex("half", ResizeBilinear.smaller(2, false), "image");
		graph.addVertex("third", ResizeNearest.smaller(3), "image");
		graph.addVertex("map like half", ResizeNearest.like(), "map", "half");
		graph.addVertex("half like map", ResizeBilinear.like(true), "half", "map");
		graph.addVertex("areas", AdaptivePool.like(Pooling.AVERAGE), "image", "third");
		graph.addLayer("up", new TransposedConvolution.Builder().filters(4).kernel(3, 2).stride(2, 3).dilation(2).padding(0, 1, 2, 0).outputPadding(1, 2).build(), "third");
		graph.setOutputs("map like half", "half like map", "areas", "up");
		ComputationGraphConfiguration configuration = ComputationGraphConfiguration.fromJson(graph.build().toJson());
		Map<String, InputType> types = configuration.getLayerActivationTypes(false, false, InputType.convolutional(13, 31, 3), InputType.convolutional(5, 4, 2));
		assertEquals(InputType.convolutional(6, 15, 3), types.get("half"));
		assertEquals(InputType.convolutional(4, 10, 3), types.get("third"));
		assertEquals(InputType.convolutional(6, 15, 2), types.get("map like half"));
		assertEquals(InputType.convolutional(5, 4, 3), types.get("half like map"));
		assertEquals(InputType.convolutional(4, 10, 3), types.get("areas"));
		assertEquals(InputType.convolutional(3 * 2 - 1 + 2 * 2 + 1 + 1, 9 * 3 - 2 + 2 * 1 + 2 + 1, 4), types.get("up"));
		refused("leaves none", () -> output(ResizeNearest.smaller(5), 2, 4, 5));
	}

	/** Output type for inputs that all have one shape. */
	private static InputType output(Vertex vertex, int channels, int height, int width) {
		InputType[] inputs = new InputType[vertex.minVertexInputs()];
		Arrays.fill(inputs, InputType.convolutional(height, width, channels));
		return vertex.getOutputType(0, inputs);
	}

	private static void refused(String part, Executable what) {
		String message = assertThrows(IllegalArgumentException.class, what).getMessage();
		assertTrue(message.contains(part), message);
	}
}
