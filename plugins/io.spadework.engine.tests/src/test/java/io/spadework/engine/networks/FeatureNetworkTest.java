package io.spadework.engine.networks;

import static io.spadework.engine.Tensors.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.Fixture;
import io.spadework.engine.study.Eyes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** That it computes what PyTorch computes with the same weights is checked with the perceptual loss. */
@DisplayName("A feature network")
class FeatureNetworkTest {

	private static final INDArray IMAGE = Fixture.fill(DataType.FLOAT, "image", 1, 2, 3, 9, 7);

	private static List<INDArray> features(String weights, Path folder, long seed) throws IOException {
		return new FeatureNetwork(Eyes.graph(DataType.FLOAT, ImageScaling.AS_IS, weights), folder, seed).features(IMAGE).stream().map(INDArray::dup).toList();
	}

	@Test
	@DisplayName("draws its weights from the seed where it names no file, and doesn't heed the seed where it does")
	void weights() throws IOException {
		assertEquals(features(null, Path.of("nowhere"), 1), features(null, Path.of("elsewhere"), 1));
		assertNotEquals(features(null, Path.of(""), 1), features(null, Path.of(""), 2));
		assertEquals(features(Eyes.WEIGHTS, Eyes.folder(), 1), features(Eyes.WEIGHTS, Eyes.folder(), 2));
	}

	@Test
	@DisplayName("shows its image to a tap on the input in the scaling that it wants")
	void scaling() throws IOException {
		INDArray asIs = new FeatureNetwork(Eyes.graph(DataType.FLOAT, ImageScaling.AS_IS, null), Path.of(""), 1).features(IMAGE).getFirst();
		assertEquals(IMAGE, asIs);
		INDArray corners = Nd4j.ones(DataType.FLOAT, 1, 3, 9, 7).negi();
		corners.putScalar(new int[] { 0, 1, 0, 0 }, 1);
		INDArray scaled = new FeatureNetwork(Eyes.graph(DataType.FLOAT, ImageScaling.MEAN_SUBTRACTED, null), Path.of(""), 1).features(corners).getFirst();
		assertEquals(-123.68, scaled.getDouble(0, 0, 0, 0), 1e-4);
		assertEquals(255 - 116.779, scaled.getDouble(0, 1, 0, 0), 1e-4);
		assertEquals(-103.939, scaled.getDouble(0, 2, 0, 0), 1e-4);
	}

	@Test
	@DisplayName("says which file is missing or no zip of arrays, and whose weights it should hold")
	void unreadable(@TempDir Path folder) throws IOException {
		assertRefused(folder, "absent.npz", "absent.npz", "eyes", "does not exist");
		Files.writeString(folder.resolve("text.npz"), "no zip");
		assertRefused(folder, "text.npz", "text.npz", "eyes", "no zip of NumPy arrays");
	}

	@Test
	@DisplayName("says which array a file lacks, or has in another shape, and leaves arrays alone that it doesn't know")
	void misfits(@TempDir Path folder) throws IOException {
		rename(folder.resolve("lacking.npz"), Map.of("conv2/W.npy", "features.2.weight.npy"));
		assertRefused(folder, "lacking.npz", "lacking.npz", "eyes", "\"conv2/W\" is missing");
		rename(folder.resolve("swapped.npz"), Map.of("conv2/W.npy", "conv1/W.npy", "conv1/W.npy", "conv2/W.npy"));
		assertRefused(folder, "swapped.npz", "\"conv1/W\" has the shape [5, 4, 3, 3], not [4, 3, 3, 3]");
		rename(folder.resolve("more.npz"), Map.of());
		assertEquals(features(Eyes.WEIGHTS, Eyes.folder(), 1), features("more.npz", folder, 1));
	}

	/** Copies the weights with other names, and one array more. */
	private static void rename(Path file, Map<String, String> names) throws IOException {
		try (ZipInputStream from = new ZipInputStream(Files.newInputStream(Eyes.folder().resolve(Eyes.WEIGHTS)));
				ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(file))) {
			for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
				byte[] bytes = from.readAllBytes();
				to.putNextEntry(new ZipEntry(names.getOrDefault(entry.getName(), entry.getName())));
				to.write(bytes);
				to.putNextEntry(new ZipEntry("unknown " + entry.getName()));
				to.write(bytes);
			}
		}
	}

	private static void assertRefused(Path folder, String weights, String... parts) {
		String message = assertThrows(IOException.class, () -> features(weights, folder, 1)).getMessage();
		for (String part : parts) {
			assertTrue(message.contains(part), message);
		}
	}

	@Test
	@DisplayName("computes as in evaluation: with running statistics, without dropout, and with the gradients of both")
	void evaluation() throws IOException {
		GraphBuilder graph = Graphs.builder(DataType.DOUBLE);
		graph.addInputs("image").setInputTypes(InputType.convolutional(5, 4, 3));
		graph.addVertex("norm", new Normalise(Norm.BATCH, 1e-5), "image");
		graph.addVertex("dropout", new Dropout(0.5), "norm");
		graph.addVertex("tanh", Activate.tanh(), "dropout");
		graph.setOutputs(Graphs.tap(graph, "tanh"));
		FeatureGraph eyes = new FeatureGraph("eyes", graph.build(), "image", List.of("tanh/tap"), ImageScaling.AS_IS, null);
		FeatureNetwork network = new FeatureNetwork(eyes, Path.of(""), 1);
		INDArray image = Fixture.fill(DataType.DOUBLE, "image", 1, 2, 3, 5, 4);
		INDArray first = network.features(image).getFirst().dup();
		assertEquals(first, network.features(image).getFirst());
		INDArray normed = image.div(Math.sqrt(1 + 1e-5)); // no statistics were given
		assertClose("features", Transforms.tanh(normed), first, 1e-9);
		INDArray weighting = Fixture.fill(DataType.DOUBLE, "weighting", 1, first.shape());
		INDArray expected = first.mul(first).rsub(1).mul(weighting).div(Math.sqrt(1 + 1e-5));
		assertClose("gradient", expected, network.backward(List.of(weighting.dup())), 1e-9);
	}

	@Test
	@DisplayName("is refused with another input than an image, and with outputs that are no taps")
	void graphs() {
		FeatureGraph eyes = Eyes.graph(DataType.FLOAT, ImageScaling.AS_IS, null);
		assertThrows(IllegalArgumentException.class, () -> new FeatureGraph("eyes", eyes.configuration(), "picture", eyes.taps(), eyes.scaling(), null));
		assertThrows(IllegalArgumentException.class, () -> new FeatureGraph("eyes", eyes.configuration(), "image", eyes.taps().subList(0, 2), eyes.scaling(), null));
	}
}
