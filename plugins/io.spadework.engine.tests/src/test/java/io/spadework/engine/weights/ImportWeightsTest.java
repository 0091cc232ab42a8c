package io.spadework.engine.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.networks.ArrayShapes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Importing weights")
class ImportWeightsTest {

	@TempDir
	private Path folder;
	private final ByteArrayOutputStream out = new ByteArrayOutputStream();
	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private int run(String... arguments) {
		out.reset();
		err.reset();
		return new ImportWeights(Map.of("generator", PublishedGraphs.spadeGenerator(), "vgg", PublishedGraphs.vgg19()), new PrintStream(out), new PrintStream(err))
				.run(arguments);
	}

	private static String fixture(String name) {
		return WeightsFileTest.fixture(name).toString();
	}

	private static Map<String, Tensor> read(Path file) throws IOException {
		Map<String, Tensor> tensors = new LinkedHashMap<>();
		try (WeightsFile weights = WeightsFile.open(file)) {
			for (Map.Entry<String, StoredTensor> tensor : weights.tensors().entrySet()) {
				tensors.put(tensor.getKey(), tensor.getValue().read());
			}
		}
		return tensors;
	}

	@Test
	@DisplayName("writes the network's arrays under its own names, which it takes again itself, and those of a checkpoint")
	void writes() throws IOException {
		Path numpy = folder.resolve("vgg.npz");
		assertEquals(0, run(fixture("vgg19.pth"), "--network", "vgg", "--out", numpy.toString()), err::toString);
		assertTrue(out.toString().contains("26 arrays of the network \"vgg\", 1,531 values."), out::toString);
		assertTrue(out.toString().contains("Ignored features.30.weight and 9 more: behind the last layer"), out::toString);
		Map<String, Tensor> written = read(numpy);
		assertEquals(ArrayShapes.of(PublishedGraphs.vgg19()).keySet(), written.keySet());
		assertEquals(ElementType.FLOAT32, written.get("conv1_1/W").type());

		Path torch = folder.resolve("vgg.pth");
		assertEquals(0, run(numpy.toString(), "--network", "vgg", "--out", torch.toString()), err::toString);
		assertEquals(written, read(torch));

		Map<String, InMemory> checkpoint = new TreeMap<>();
		written.forEach((name, tensor) -> checkpoint.put("vgg/weights/" + name, new InMemory(tensor)));
		checkpoint.put("vgg/optimiser/first", new InMemory(Tensor.of(new float[3], 3)));
		checkpoint.put("generator/weights/conv1_1/W", new InMemory(Tensor.of(new float[3], 3)));
		Path whole = folder.resolve("latest.npz");
		NumpyFile.write(whole, checkpoint);
		Path again = folder.resolve("again.npz");
		assertEquals(0, run(whole.toString(), "--network", "vgg", "--out", again.toString()), err::toString);
		assertEquals(written, read(again));
	}

	private record InMemory(Tensor tensor) implements StoredTensor {

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
	}

	@Test
	@DisplayName("shows the map as JSON, which it takes when edited")
	void map() throws IOException {
		assertEquals(0, run(fixture("vgg19.pth"), "--network", "vgg", "--show"), err::toString);
		String json = out.toString(StandardCharsets.UTF_8);
		assertTrue(json.contains("\"source\": \"features.28.weight\""), json);
		Path map = Files.writeString(folder.resolve("map.json"), json.replace("features.2.bias", "features.0.bias"));
		Path weights = folder.resolve("vgg.npz");
		assertEquals(1, run(fixture("vgg19.pth"), "--network", "vgg", "--map", map.toString(), "--out", weights.toString()));
		assertTrue(err.toString().contains("\"features.2.bias\" [2] is not used"), err::toString);
		assertFalse(Files.exists(weights));
		Files.writeString(map, json.replaceFirst("\"source\": \"features.2.bias\"", "\"fill\": 0.25").replace("\"ignored\": [", "\"ignored\": [{\"source\": \"features.2.bias\", \"reason\": \"a test\"},"));
		assertEquals(0, run(fixture("vgg19.pth"), "--network", "vgg", "--map", map.toString(), "--out", weights.toString()), err::toString);
		assertEquals(0.25, read(weights).get("conv1_2/b").get(0));
	}

	@Test
	@DisplayName("of another network is refused with what does not fit")
	void otherNetwork() {
		assertEquals(1, run(fixture("spade-encoder.pth"), "--network", "generator", "--out", folder.resolve("a.npz").toString()));
		assertTrue(err.toString().contains("does not fit the network \"generator\"") && err.toString().contains("Nothing fills") && err.toString().contains("--map"), err::toString);
	}

	@Test
	@DisplayName("that is asked for wrongly says how to ask")
	void usage() {
		String file = fixture("vgg19.pth");
		String to = folder.resolve("a.npz").toString();
		assertEquals(2, run());
		assertEquals(2, run(file, "--network", "vgg"));
		assertEquals(2, run(file, "--network", "vgg", "--show", "--out", to));
		assertEquals(2, run(file, "--network", "vgg", "--out", "weights.txt"));
		assertEquals(2, run(file, "--network", "vgg", "--what", "x", "--out", to));
		assertTrue(err.toString().contains("--what") && err.toString().contains("Usage"), err::toString);
		assertEquals(2, run(file, "--network", "critic", "--out", to));
		assertTrue(err.toString().contains("it has generator, vgg"), err::toString);
		assertEquals(1, run("nowhere.pth", "--network", "vgg", "--out", to));
		assertTrue(err.toString().contains("no file nowhere.pth"), err::toString);
	}
}
