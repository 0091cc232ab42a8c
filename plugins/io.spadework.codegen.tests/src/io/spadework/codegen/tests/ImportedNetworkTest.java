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
		compare(network(study, "segmenter"), copied(template + ".pth"), copied(template + ".npz"));
	}

	@ParameterizedTest
	@CsvSource({ "fcn, 50", "fcn, 101", "deeplab, 50", "deeplab, 101" })
	@Tag("slow")
	void aSegmenterGivesTheScoresOfTorchvisions(String template, String depth) throws Exception {
		python(template, depth, "64");
		Study study = Templates.named(template).create(Map.of("crop", "64", "depth", depth), new BuiltInLandscapes());
		compare(network(study, "segmenter"), folder.resolve(template + ".pth"), folder.resolve(template + ".npz"));
	}

	@ParameterizedTest
	@ValueSource(strings = PublishedNetworks.VGG19)
	@Tag("slow")
	void aFeatureNetworkGivesTheActivationsOfTorchvisions(String name) throws Exception {
		python(name, "19", "64");
		Study study = PublishedNetworks.study(name);
		GeneratedProject project = CodeGenerator.generate(study.getExperiments().get(0), folder.resolve("a.spade"));
		Object perceptual = Engine.call(Engine.training(Engine.compile(project, folder), project), "perceptual");
		compare(Engine.call(Engine.call(perceptual, "network"), "configuration"), folder.resolve(name + ".pth"), folder.resolve(name + ".npz"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spade", "pix2pixhd" })
	@Tag("slow")
	void aGeneratorOfPublishedWidthGivesTheImagesOfPyTorchs(String template) throws Exception {
		python(template, "0", "64");
		Study study = Templates.named(template).create(Map.of("crop", "64", "edges", "false"), new BuiltInLandscapes());
		compare(network(study, "generator"), folder.resolve(template + ".pth"), folder.resolve(template + ".npz"));
	}

	private Object network(Study study, String name) throws Exception {
		GeneratedProject project = CodeGenerator.generate(study.getExperiments().get(0), folder.resolve("a.spade"));
		return Engine.call(Engine.call(Engine.training(Engine.compile(project, folder), project), name), "configuration");
	}

	private static void compare(Object configuration, Path weights, Path values) throws Exception {
		float[] given = ImportedNetwork.of(configuration, weights).forward(values, "image");
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
