package io.spadework.codegen.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spadework.codegen.CodeGenerator;
import io.spadework.codegen.GeneratedProject;
import io.spadework.model.study.Study;
import io.spadework.model.templates.DataChoice.BuiltInLandscapes;
import io.spadework.model.templates.PublishedNetworks;
import io.spadework.model.templates.Templates;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that the templates draw with random weights that PyTorch saved: they give what PyTorch's own give. */
class ImportedNetworkTest {

	private static final double TOLERANCE = 1e-4;
	private static final Path PYTHON = Path.of("/usr/bin/python3");
	/** Where make_weights.py lies, seen from this plug-in. */
	private static final Path FIXTURES = Path.of("../io.spadework.engine.tests/src/test/resources/fixtures");

	@TempDir
	Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "fcn", "deeplab" })
	void aNarrowSegmenterGivesTheScoresOfPyTorchs(String template) throws Exception {
		Study study = Templates.named(template).create(Map.of("crop", "16", "ngf", "2"), new BuiltInLandscapes());
		compare(network(study, "segmenter"), copied(template + ".pth"), copied(template + ".npz"), "image");
	}

	@ParameterizedTest
	@CsvSource({ "fcn, 50", "fcn, 101", "deeplab, 50", "deeplab, 101" })
	@Tag("slow")
	void aSegmenterGivesTheScoresOfTorchvisions(String template, String depth) throws Exception {
		python(template, depth, "64");
		Study study = Templates.named(template).create(Map.of("crop", "64", "depth", depth), new BuiltInLandscapes());
		compare(network(study, "segmenter"), folder.resolve(template + ".pth"), folder.resolve(template + ".npz"), "image");
	}

	@ParameterizedTest
	@ValueSource(strings = PublishedNetworks.VGG19)
	@Tag("slow")
	void aFeatureNetworkGivesTheActivationsOfTorchvisions(String name) throws Exception {
		python(name, "19", "64");
		Study study = PublishedNetworks.study(name);
		GeneratedProject project = CodeGenerator.generate(study.getExperiments().get(0), folder.resolve("a.spade"));
		Object perceptual = Engine.call(Engine.training(Engine.compile(project, folder), project), "perceptual");
		compare(Engine.call(Engine.call(perceptual, "network"), "configuration"), folder.resolve(name + ".pth"), folder.resolve(name + ".npz"), "image");
	}

	/** The discriminators' features, too, at all scales. */
	@ParameterizedTest
	@CsvSource({ "spade, generator, 64, map", "pix2pixhd, generator, 64, map", "pix2pixhd-enhancer, generator, 128, map", "spade-vae, encoder, 64, image",
			"spade, discriminator, 64, map image", "pix2pixhd, discriminator, 64, map image" })
	@Tag("slow")
	void aNetworkOfPublishedWidthGivesWhatPyTorchsGives(String template, String network, String side, String inputs) throws Exception {
		String name = template.replace("-vae", "") + "-" + network;
		python(name, "0", side);
		Study study = Templates.named(template).create(Map.of("crop", side, "edges", "false"), new BuiltInLandscapes());
		compare(network(study, network), folder.resolve(name + ".pth"), folder.resolve(name + ".npz"), inputs.split(" "));
	}

	private Object network(Study study, String name) throws Exception {
		GeneratedProject project = CodeGenerator.generate(study.getExperiments().get(0), folder.resolve("a.spade"));
		return Engine.call(Engine.call(Engine.training(Engine.compile(project, folder), project), name), "configuration");
	}

	private static void compare(Object configuration, Path weights, Path values, String... inputs) throws Exception {
		float[] given = ImportedNetwork.of(configuration, weights).forward(values, inputs);
		float[] expected = ImportedNetwork.values(values, "scores");
		assertEquals(expected.length, given.length);
		double size = 1;
		for (float value : expected) {
			size = Math.max(size, Math.abs(value));
		}
		for (int i = 0; i < given.length; i++) {
			assertEquals(expected[i], given[i], TOLERANCE * size, "value " + i);
		}
	}

	private Path copied(String name) throws Exception {
		Path file = folder.resolve(name);
		try (InputStream stream = getClass().getResourceAsStream("imported/" + name)) {
			Files.copy(stream, file);
		}
		return file;
	}

	/** Lets PyTorch make its network, or gives up where it is not installed. */
	private void python(String... arguments) throws Exception {
		assumeTrue(Files.isExecutable(PYTHON) && new ProcessBuilder(PYTHON.toString(), "-c", "import torchvision").start().waitFor() == 0, "torchvision is not installed");
		List<String> command = new ArrayList<>(List.of(PYTHON.toString(), copied("make_networks.py").toString()));
		command.addAll(List.of(arguments));
		command.add(folder.toString());
		ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
		builder.environment().put("PYTHONPATH", FIXTURES.toAbsolutePath().toString());
		assertEquals(0, builder.start().waitFor());
	}
}
