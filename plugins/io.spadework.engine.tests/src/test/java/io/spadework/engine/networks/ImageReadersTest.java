package io.spadework.engine.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@DisplayName("An encoder or segmenter")
class ImageReadersTest {

	/** A network that halves an image of 8 x 6 so many times, to 10 channels. */
	private static ComputationGraphConfiguration halving(int times, String... inputs) {
		GraphBuilder graph = Graphs.builder();
		InputType[] types = new InputType[inputs.length];
		for (int i = 0; i < inputs.length; i++) {
			types[i] = InputType.convolutional(8, 6, 3);
		}
		graph.addInputs(inputs).setInputTypes(types);
		graph.addVertex("all", new Concatenate(), inputs);
		graph.addLayer("convolution", new Convolution.Builder().filters(10).build(), "all");
		graph.addVertex("out", ResizeNearest.smaller(1 << times), "convolution");
		graph.setOutputs("out");
		return graph.build();
	}

	@Test
	@DisplayName("of codes has codes of half its output's values, which belong to the whole image")
	void encoder() {
		GraphBuilder graph = Graphs.builder();
		graph.addInputs("image").setInputTypes(InputType.convolutional(8, 6, 3));
		graph.addLayer("linear", new Linear.Builder().filters(10).build(), "image");
		graph.setOutputs("linear");
		assertEquals(5, new EncoderGraph(graph.build(), "image", "linear").styleCodeSize(8, 6));
		refused("10 x 4 x 3", () -> new EncoderGraph(halving(1, "image"), "image", "out").styleCodeSize(8, 6));
	}

	@Test
	@DisplayName("of labels scores every pixel")
	void segmenter() {
		assertEquals(10, new SegmenterGraph(halving(0, "image"), "image", "out").labels(8, 6));
		refused("4 x 3 places", () -> new SegmenterGraph(halving(1, "image"), "image", "out").labels(8, 6));
	}

	@Test
	@DisplayName("reads an image and nothing else")
	void inputs() {
		refused("segmenter's image should enter at \"picture\"", () -> new SegmenterGraph(halving(0, "image"), "picture", "out"));
		refused("encoder has the inputs [image, map]", () -> new EncoderGraph(halving(0, "image", "map"), "image", "out"));
	}

	private static void refused(String part, Executable what) {
		String message = assertThrows(IllegalArgumentException.class, what).getMessage();
		assertTrue(message.contains(part), message);
	}
}
