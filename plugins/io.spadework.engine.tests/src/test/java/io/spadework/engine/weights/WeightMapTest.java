package io.spadework.engine.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.Fixture;
import io.spadework.engine.Tensors;
import io.spadework.engine.networks.Activate;
import io.spadework.engine.networks.AffineNorm;
import io.spadework.engine.networks.Convolution;
import io.spadework.engine.networks.Graphs;
import io.spadework.engine.networks.Linear;
import io.spadework.engine.networks.Network;
import io.spadework.engine.networks.Norm;
import io.spadework.engine.networks.Normalise;
import io.spadework.engine.networks.TransposedConvolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

@DisplayName("A map of weights")
class WeightMapTest {

	@TempDir
	private Path folder;

	/** The network that make_weights.py calls Mixed; its last layer is a convolution of 1 x 1. */
	private static ComputationGraphConfiguration mixed() {
		GraphBuilder graph = Graphs.builder(DataType.FLOAT);
		graph.addInputs("x").setInputTypes(InputType.convolutional(4, 6, 3));
		graph.addLayer("a", new Convolution.Builder().filters(4).kernel(3).padding(1).spectralNorm(true).build(), "x");
		graph.addLayer("b", new AffineNorm.Builder().norm(Norm.INSTANCE).build(), "a");
		graph.addVertex("b/relu", Activate.leakyRelu(0.2), "b");
		graph.addLayer("c", new Convolution.Builder().filters(6).kernel(3).stride(2).padding(1).bias(false).build(), "b/relu");
		graph.addLayer("d", new AffineNorm.Builder().build(), "c");
		graph.addVertex("d/relu", Activate.relu(), "d");
		graph.addLayer("e", new TransposedConvolution.Builder().filters(4).kernel(3).stride(2).padding(1).outputPadding(1).spectralNorm(true).build(), "d/relu");
		graph.addVertex("f", new Normalise(Norm.BATCH, 1e-5), "e");
		graph.addLayer("g", new TransposedConvolution.Builder().filters(2).kernel(4).stride(2).padding(1).build(), "f");
		graph.addLayer("h", new Linear.Builder().filters(5).spectralNorm(true).build(), "g");
		graph.addLayer("i", new Convolution.Builder().filters(5).kernel(1).build(), "h");
		graph.setOutputs("i");
		return graph.build();
	}

	@ParameterizedTest
	@ValueSource(strings = { "mixed.pth", "mixed-old.pth" })
	@DisplayName("found out by shapes and order lets a network compute what PyTorch's does")
	void byOrder(String file) throws IOException {
		Path path = WeightsFileTest.fixture(file);
		WeightMap map = ImportedNetworks.map(path, mixed());
		assertTrue(map.isComplete(), map::toJson);
		Network network = ImportedNetworks.network(path, map, mixed());
		Fixture expected = new Fixture("weights/mixed");
		Tensors.assertClose("output", expected.get("y"), network.forward(false, expected.get("x")).getFirst().reshape(2, 5), 1e-5);
	}

	@Test
	@DisplayName("names tensors, not their places: in any order of the file's it is the same where names agree")
	void byName() {
		Map<String, long[]> targets = Map.of("one/W", new long[] { 2, 2 }, "two/W", new long[] { 2, 2 });
		WeightMap map = AutomaticMap.of(Map.of("two.weight", new long[] { 2, 2 }, "one.weight", new long[] { 2, 2 }), targets);
		assertTrue(map.tensors().contains(WeightMap.Filling.of("one/W", "one.weight")), map::toJson);
	}

	@Test
	@DisplayName("written as JSON and read again is the same")
	void json() throws IOException {
		WeightMap map = new WeightMap(
				List.of(new WeightMap.Filling("a/W", "x", new int[] { 1, 0 }, new int[] { 0 }, new long[] { 6 }, null, null), new WeightMap.Filling("a/b", null, null, null, null, 0.5, null)),
				List.of(new WeightMap.Ignored("y", "a reason"), new WeightMap.Ignored("z", null)));
		Path file = Files.writeString(folder.resolve("map.json"), map.toJson());
		assertEquals(map.toJson(), WeightMap.read(file).toJson());
		for (String wrong : List.of("", "{}", "[]", "{\"tensors\": 1}", "{\"tensors\": [null], \"ignored\": []}", "{\"tensors\": [], \"ignored\"", "{\"tensors\": [{\"flip\": [0.5]}], \"ignored\": []}")) {
			Files.writeString(file, wrong);
			String message = assertThrows(IOException.class, () -> WeightMap.read(file), wrong).getMessage();
			assertTrue(message.startsWith(file.toString()), message);
		}
	}

	private static Map<String, StoredTensor> sources(Tensor... tensors) {
		Map<String, StoredTensor> sources = new LinkedHashMap<>();
		for (int i = 0; i < tensors.length; i++) {
			Tensor tensor = tensors[i];
			sources.put(String.valueOf((char) ('x' + i)), new StoredTensor() {

				@Override
				public ElementType type() {
					return tensor.type();
				}

				@Override
				public long[] shape() {
					return tensor.shape();
				}

				@Override
				public Tensor read() {
					return tensor;
				}
			});
		}
		return sources;
	}

	@Test
	@DisplayName("permutes, then flips, then reshapes, or fills with a value")
	void changes() throws IOException {
		Map<String, StoredTensor> sources = sources(Tensor.of(new float[] { 0, 1, 2, 3, 4, 5 }, 2, 3));
		List<WeightMap.Filling> fillings = List.of(new WeightMap.Filling("t", "x", new int[] { 1, 0 }, null, null, null, null),
				new WeightMap.Filling("tf", "x", new int[] { 1, 0 }, new int[] { 0 }, null, null, null),
				new WeightMap.Filling("tfr", "x", new int[] { 1, 0 }, new int[] { 0, 1 }, new long[] { 6 }, null, null), new WeightMap.Filling("f", null, null, null, null, 0.5, null));
		Map<String, long[]> targets = Map.of("t", new long[] { 3, 2 }, "tf", new long[] { 3, 2 }, "tfr", new long[] { 6 }, "f", new long[] { 2 });
		Map<String, StoredTensor> filled = new WeightMap(fillings, List.of()).apply(sources, targets);
		assertArrayEquals(new float[] { 0, 3, 1, 4, 2, 5 }, filled.get("t").read().floats());
		assertArrayEquals(new float[] { 2, 5, 1, 4, 0, 3 }, filled.get("tf").read().floats());
		assertArrayEquals(new float[] { 5, 2, 4, 1, 3, 0 }, filled.get("tfr").read().floats());
		assertArrayEquals(new float[] { 0.5f, 0.5f }, filled.get("f").read().floats());
	}

	@Test
	@DisplayName("is refused with a line for whatever does not fit")
	void refused() {
		Map<String, StoredTensor> sources = sources(Tensor.of(new float[6], 2, 3), Tensor.of(new float[1], 1), Tensor.of(new float[2], 2));
		List<WeightMap.Filling> fillings = new ArrayList<>();
		fillings.add(WeightMap.Filling.of("other", "x"));
		fillings.add(WeightMap.Filling.of("shape", "x"));
		fillings.add(WeightMap.Filling.of("missing", "q"));
		fillings.add(WeightMap.Filling.of("open", null));
		fillings.add(new WeightMap.Filling("permuted", "x", new int[] { 0, 0 }, null, null, null, null));
		fillings.add(new WeightMap.Filling("flipped", "x", null, new int[] { 2 }, null, null, null));
		fillings.add(new WeightMap.Filling("reshaped", "x", null, null, new long[] { 7 }, null, null));
		fillings.add(new WeightMap.Filling("value", null, null, null, null, 0.0, null));
		Map<String, long[]> targets = new LinkedHashMap<>();
		for (String name : List.of("shape", "missing", "open", "permuted", "flipped", "reshaped", "absent")) {
			targets.put(name, new long[] { 3, 2 });
		}
		targets.put("value", new long[0]);
		WeightMap map = new WeightMap(fillings, List.of(new WeightMap.Ignored("y", "it is small"), new WeightMap.Ignored("z", ""), new WeightMap.Ignored("nothing", "never mind")));
		assertFalse(map.isComplete());
		String message = assertThrows(IllegalArgumentException.class, () -> map.apply(sources, targets)).getMessage();
		for (String line : List.of("The network has no array \"other\".", "\"x\" has the shape [2, 3], the network's \"shape\" [3, 2].", "The file has no tensor \"q\" for \"missing\".",
				"Nothing fills the network's \"open\" [3, 2].", "Nothing fills the network's \"absent\" [3, 2].", "can't be permuted by [0, 0]", "its axes [2] can't be flipped",
				"can't be reshaped to [7]", "\"value\" can't be filled", "The file's \"z\" [2] is not used", "The file has no tensor \"nothing\"")) {
			assertTrue(message.contains(line), () -> line + "\nin\n" + message);
		}
		assertFalse(message.contains("\"y\""), message);
	}

	@Test
	@DisplayName("of a network that lacks a bias leaves the file's bias open, and names it")
	void open() {
		WeightMap map = AutomaticMap.of(Map.of("a.weight", new long[] { 2, 2 }, "a.bias", new long[] { 2 }), Map.of("x/W", new long[] { 2, 2 }));
		assertEquals(List.of(new WeightMap.Ignored("a.bias", null)), map.ignored());
		assertFalse(map.isComplete());
		WeightMap.Filling filling = map.tensors().getFirst();
		assertEquals("a.weight", filling.source());
	}
}
