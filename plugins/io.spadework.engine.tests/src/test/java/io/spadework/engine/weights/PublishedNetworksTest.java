package io.spadework.engine.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.Fixture;
import io.spadework.engine.Tensors;
import io.spadework.engine.networks.ArrayShapes;
import io.spadework.engine.networks.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

@DisplayName("A published network's state dict")
class PublishedNetworksTest {

	private static Stream<Arguments> networks() {
		long[] map = { 2, 3, 32, 32 };
		return Stream.of(Arguments.of("spade-generator", PublishedGraphs.spadeGenerator(), List.of(map)),
				Arguments.of("spade-encoder", PublishedGraphs.spadeEncoder(), List.of(new long[] { 2, 3, 20, 24 })),
				Arguments.of("spade-discriminators", PublishedGraphs.discriminators(true), List.of(map, map)),
				Arguments.of("pix2pixhd-global", PublishedGraphs.globalGenerator(), List.of(map)),
				Arguments.of("pix2pixhd-enhancer", PublishedGraphs.enhancer(), List.of(new long[] { 1, 3, 64, 64 })),
				Arguments.of("pix2pixhd-discriminators", PublishedGraphs.discriminators(false), List.of(map, map)),
				Arguments.of("vgg19", PublishedGraphs.vgg19(), List.of(map)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("networks")
	@DisplayName("lets the template's network compute what PyTorch's does")
	void imported(String name, ComputationGraphConfiguration configuration, List<long[]> inputs) throws IOException {
		Path file = WeightsFileTest.fixture(name + ".pth");
		WeightMap map = ImportedNetworks.map(file, configuration);
		assertTrue(map.isComplete(), map::toJson);
		Network network = ImportedNetworks.network(file, map, configuration);
		INDArray[] values = new INDArray[inputs.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = Fixture.fill(DataType.FLOAT, "x" + i, 1, inputs.get(i));
		}
		List<INDArray> outputs = network.forward(false, values);
		Fixture expected = new Fixture("weights/" + name);
		for (int i = 0; i < outputs.size(); i++) {
			INDArray output = expected.get("y" + i);
			Tensors.assertClose("output " + i, output, outputs.get(i).reshape('c', output.shape()), 1e-4);
		}
	}

	private static Stream<Arguments> families() {
		return Stream.of(Arguments.of("spade-generator", PublishedGraphs.spadeGenerator(), "spade", "generator"),
				Arguments.of("spade-encoder", PublishedGraphs.spadeEncoder(), "spade", "encoder"),
				Arguments.of("spade-discriminators", PublishedGraphs.discriminators(true), "spade", "discriminator"),
				Arguments.of("pix2pixhd-global", PublishedGraphs.globalGenerator(), "pix2pixhd", "generator"),
				Arguments.of("pix2pixhd-enhancer", PublishedGraphs.enhancer(), "pix2pixhd", "generator"),
				Arguments.of("pix2pixhd-discriminators", PublishedGraphs.discriminators(false), "pix2pixhd", "discriminator"),
				Arguments.of("vgg19", PublishedGraphs.vgg19(), "vgg19", "feature network"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("families")
	@DisplayName("comes back under the published names, each tensor as it was")
	void exported(String name, ComputationGraphConfiguration configuration, String family, String network) throws IOException {
		Path path = WeightsFileTest.fixture(name + ".pth");
		WeightMap map = ImportedNetworks.map(path, configuration);
		try (WeightsFile file = WeightsFile.open(path)) {
			Map<String, StoredTensor> arrays = map.apply(file.tensors(), ArrayShapes.of(configuration));
			Map<String, String> names = Naming.published(family, network, arrays.keySet());
			Set<String> expected = new HashSet<>(file.tensors().keySet());
			map.ignored().forEach(tensor -> expected.remove(tensor.source()));
			assertEquals(expected, new HashSet<>(names.values()));
			for (Map.Entry<String, String> pair : names.entrySet()) {
				StoredTensor original = file.tensors().get(pair.getValue());
				assertArrayEquals(original.shape(), arrays.get(pair.getKey()).shape(), pair::toString);
				assertArrayEquals(original.read().floats(), arrays.get(pair.getKey()).read().floats(), pair::toString);
			}
		}
	}

	@Test
	@DisplayName("leaves out what torchvision has in its program and not in its files")
	void constants() {
		List<String> arrays = List.of("normalised image/mean", "normalised image/variance", "backbone.conv1/W", "backbone.layer1.0/downsample.1/variance");
		assertEquals(Map.of("backbone.conv1/W", "backbone.conv1.weight", "backbone.layer1.0/downsample.1/variance", "backbone.layer1.0.downsample.1.running_var"),
				Naming.published("torchvision", "segmenter", arrays));
	}

	@Test
	@DisplayName("is not made of another network")
	void wrongFamily() {
		List<String> arrays = List.of("first/W", "first/b");
		assertTrue(assertThrows(IllegalArgumentException.class, () -> Naming.published("spade", "generator", List.of("own layer/W"))).getMessage().contains("own layer"));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> Naming.published("spade", "segmenter", arrays)).getMessage().contains("segmenter"));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> Naming.published("stylegan", "generator", arrays)).getMessage().contains("there are those of spade"));
	}

	@Test
	@DisplayName("is recognised where each name has \"module.\" before it, as data parallel networks have")
	void dataParallel() throws IOException {
		Map<String, long[]> shapes = new LinkedHashMap<>();
		try (WeightsFile file = WeightsFile.open(WeightsFileTest.fixture("vgg19.pth"))) {
			ImportedNetworks.shapes(file).forEach((name, shape) -> shapes.put("module." + name, shape));
		}
		WeightMap map = AutomaticMap.of(shapes, ArrayShapes.of(PublishedGraphs.vgg19()));
		assertTrue(map.isComplete(), map::toJson);
		assertEquals("module.features.28.weight", map.tensors().get(24).source());
	}

	@Test
	@DisplayName("says of what lies behind the part that is used why it is ignored")
	void surplus() throws IOException {
		WeightMap map = ImportedNetworks.map(WeightsFileTest.fixture("vgg19.pth"), PublishedGraphs.vgg19());
		assertEquals(10, map.ignored().size());
		assertTrue(map.ignored().stream().allMatch(tensor -> tensor.reason().contains("behind the last layer")), map::toJson);
	}

	@Test
	@DisplayName("gives SPADE's and pix2pixHD's layers the names of their authors")
	void names() {
		assertEquals(List.of("fc", "up_4.norm_s.param_free_norm", "up_4.norm_1.mlp_shared.0", "up_4.conv_s", "G_middle_1.conv_0", "conv_img"),
				modules(1, "to seed", "block5/skip norm", "block5/norm1/shared", "block5/skip", "middle1/conv0", "to image"));
		assertEquals(List.of("layer6.0", "fc_mu", "fc_var"), modules(2, "conv6", "mean", "log variance"));
		assertEquals(List.of("discriminator_0.model0.0", "discriminator_1.model3.0.0", "discriminator_2.model4.0"), modules(3, "scale1/conv1", "scale2/conv4", "scale3/patches"));
		assertEquals(List.of("model.1", "model.13", "model.16.conv_block.1", "model.24.conv_block.5", "model.25", "model.34", "model.38"),
				modules(4, "first", "down4", "blocks/0/conv0", "blocks/8/conv1", "up1", "up4", "to image"));
		assertEquals(List.of("model.1", "model1_1.1", "model1_1.4", "model1_2.2.conv_block.5", "model2_1.4", "model2_2.3", "model2_2.7"),
				modules(6, "coarser/coarser/first", "coarser/first", "coarser/down", "coarser/blocks/2/conv1", "down", "up", "to image"));
		assertEquals(List.of("scale2_layer0.0", "scale1_layer3.0", "scale0_layer4.0"), modules(7, "scale1/conv1", "scale2/conv4", "scale3/patches"));
	}

	private static List<String> modules(int naming, String... vertices) {
		Naming names = Naming.all(List.of(vertices)).get(naming);
		List<String> modules = new ArrayList<>();
		for (String vertex : vertices) {
			modules.add(names.module(vertex));
		}
		return modules;
	}

	@Test
	@DisplayName("leaves the classifier of FID's Inception aside, and says why")
	void inception() {
		Map<String, long[]> file = Map.of("Mixed_5b.branch1x1.conv.weight", new long[] { 2, 3, 1, 1 }, "fc.weight", new long[] { 4, 2 });
		WeightMap map = AutomaticMap.of(file, Map.of("Mixed_5b.branch1x1/conv/W", new long[] { 2, 3, 1, 1 }));
		assertEquals("Mixed_5b.branch1x1.conv.weight", map.tensors().getFirst().source());
		assertEquals("behind the pooling that features are taken from", map.ignored().getFirst().reason());
	}
}
