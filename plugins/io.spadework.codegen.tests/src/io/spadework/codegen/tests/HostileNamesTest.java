package io.spadework.codegen.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.codegen.CodeGenerator;
import io.spadework.codegen.GeneratedProject;
import io.spadework.codegen.GenerationException;
import io.spadework.model.Shapes;
import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Concatenation;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Graph;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Port;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Upsample;
import java.lang.reflect.Modifier;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a study calls its elements and however it wires them, its source compiles, says what the model says, and nothing else. */
class HostileNamesTest {

	private static final String ESCAPED = "spadework.escaped";
	private static final String SET = "System.setProperty(\"" + ESCAPED + "\", \"yes\");";
	private static final List<String> NAMES = List.of("class", "int", "null", "graph", "name", "String", "Main", "Convolution", "con", "NUL", "a/b", "a_b", "a/b ", "x\ny", "\u202edlrow",
			"*/ static { " + SET + " } /*", "\\u002a/ static { " + SET + " } /\\u002a", "\"); " + SET + " graph.addInputs(\"", "\\\"); " + SET + " //", "\\", "\\u000a" + SET + " //", "\u2028" + SET,
			"gr\u00f6\u00dfe", "\u0413\u0435\u043d\u0435\u0440\u0430\u0442\u043e\u0440", "\ud83d\ude00", "\ud83d", "\u0000\u0007", "{@code }</pre><script>", "$", "_", "9 lives", "n".repeat(10_000),
			"n".repeat(10_000) + "m", "${jndi:x}", "%s%n", "label map", "image", "image/tap", "output", "scale1", "head/conv1", "CON.java", "../../etc", "tab\there", "//", "/**/", "'", "''' \"\"\"");

	@TempDir
	Path folder;

	static Stream<String> names() {
		return NAMES.stream();
	}

	@ParameterizedTest
	@MethodSource("names")
	void aNameOfAnyElementStaysAName(String name) throws Exception {
		Sketch sketch = Sketch.landscapes();
		sketch.study.setName(name);
		sketch.experiment.setName(name);
		sketch.generator().setName(name);
		sketch.discriminator().setName(name + " "); // networks need names of their own
		rename(sketch.generator(), name);
		rename(sketch.discriminator(), name);
		sketch.study.getParameters().get(0).setDescription(name);
		sketch.experiment.getDataset().setName(name);
		Block block = sketch.study.getBlocks().get(0);
		block.setName(name + "  "); // so do blocks
		block.setDescription(name);
		rename(block, name);
		sketch.study.getBlocks().get(1).getParameters().forEach(parameter -> parameter.setDescription(name));
		sketch.experiment.getPlan().setName(name);
		assertNothingExtra(sketch);
	}

	@ParameterizedTest
	@MethodSource("names")
	void soDoesThatOfAStageItsGeneratorAndAPhase(String name) throws Exception {
		Sketch sketch = Sketch.blank().withSmallestDiscriminator();
		Generator coarse = sketch.generator(name);
		coarse.getNodes().get(1).setName(name.equals("label map") || name.equals("output") ? "middle" : name);
		LabelMapInput map = sketch.node(sketch.generator(), Sketch.NEW.createLabelMapInput(), "label map");
		Stage stage = sketch.node(sketch.generator(), Sketch.NEW.createStage(), name.equals("label map") || name.equals("output") ? "stage" : name);
		stage.setNetwork(coarse);
		stage.setUpTo(coarse.getNodes().get(1));
		sketch.labelMap(map, stage);
		sketch.output(sketch.tanh(stage));
		for (Generator trained : List.of(coarse, sketch.generator())) {
			Phase phase = Sketch.NEW.createPhase();
			phase.setId("phase" + sketch.experiment.getPlan().getPhases().size());
			phase.setName(name + phase.getId());
			phase.setGenerator(trained);
			if (trained != coarse) {
				phase.getFrozen().add(stage);
			}
			sketch.experiment.getPlan().getPhases().add(phase);
		}
		assertNothingExtra(sketch);
	}

	/** Gives the name to a node, unless another has it: nodes of a network have names of their own. */
	private static void rename(Graph network, String name) {
		if (network.getNodes().stream().noneMatch(node -> name.equals(node.getName()))) {
			network.getNodes().get(4).setName(name);
		}
	}

	@Test
	void allOfThemTogetherKeepApart() throws Exception {
		Sketch sketch = Sketch.blank().withSmallestDiscriminator();
		LabelMapInput map = sketch.node(sketch.generator(), Sketch.NEW.createLabelMapInput(), "label map");
		Node last = sketch.convolution(map, "seed", "4");
		for (String name : NAMES) {
			Block block = sketch.newBlock(name);
			BlockInput input = sketch.input(block, name, Port.DATA, null);
			sketch.output(sketch.convolution(input, name + "'", "4"));
			if (!Set.of("label map", "output").contains(name)) {
				last = sketch.use(block, name, sketch.convolution(last, name + "'", "4"));
			}
		}
		sketch.output(sketch.tanh(last));
		assertNothingExtra(sketch);
	}

	@ParameterizedTest
	@ValueSource(strings = { "class", "int", "graph", "name", "x", "map", "in", "out", "height", "width", "h", "skip", "middle", "channels", "filters", "image", "taps", "judges", "k", "String", "Math", "scaleCount",
			"Ngf", "NGF", "hidden_", "var", "record", "true1", "arguments", "define", "Graphs", "scale", "prefix", "spade", "styleCode", "toString", "i" })
	void aParameterMayBeCalledWhatJavaOrTheSourceUses(String name) throws Exception {
		Sketch sketch = Sketch.landscapes();
		sketch.parameter(name, "3");
		for (Network network : List.of(sketch.generator(), sketch.discriminator())) {
			network.getNodes().forEach(node -> {
				if (node instanceof Convolution convolution && convolution.getFilters().contains("ndf")) {
					convolution.setFilters(convolution.getFilters() + "+" + name);
				}
				if (node instanceof BlockUse use) {
					use.getArguments().forEach(argument -> argument.setValue(argument.getValue() + "+" + name));
				}
			});
		}
		sketch.study.getBlocks().forEach(block -> block.getNodes().stream().filter(Spade.class::isInstance).forEach(spade -> ((Spade) spade).setHidden(name + "*2")));
		sketch.experiment.getPlan().setBatch(name);
		assertNothingExtra(sketch);
	}

	@ParameterizedTest
	@ValueSource(strings = { "class", "int", "graph", "name", "x", "labelMap", "height", "hidden", "ngf", "taps", "images", "i", "String", "Math", "Ngf", "var", "fout", "channels", "block", "spade" })
	void aBlocksParameterAndItsChannelsMayBeCalledSoToo(String name) throws Exception {
		Sketch sketch = Sketch.blank().withSmallestDiscriminator();
		LabelMapInput map = sketch.node(sketch.generator(), Sketch.NEW.createLabelMapInput(), "label map");
		Block block = sketch.newBlock("block");
		BlockInput input = sketch.input(block, "x", Port.DATA, name);
		sketch.parameter(block, name + "1", null);
		sketch.parameter(block, name + "2", name + " + " + name + "1");
		Convolution one = sketch.convolution(input, "one", name + "1");
		sketch.output(sketch.convolution(one, "two", name + "2 + " + name));
		BlockUse use = sketch.use(block, "use", sketch.convolution(map, "first", "3"));
		sketch.argument(use, name + "1", "2 * ngf");
		sketch.output(sketch.tanh(use));
		assertNothingExtra(sketch);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void aRandomNetworkIsBuiltAsDrawn(long seed) throws Exception {
		Random random = new Random(seed);
		Sketch sketch = Sketch.blank().withSmallestDiscriminator();
		sketch.parameter("w", String.valueOf(1 + random.nextInt(9)));
		sketch.parameter("half", "w/2");
		LabelMapInput map = sketch.node(sketch.generator(), Sketch.NEW.createLabelMapInput(), "label map");
		List<Node> full = new ArrayList<>(List.of(sketch.convolution(map, "seed", "2*w")));
		for (int i = 0; i < 25; i++) {
			Node from = full.get(random.nextInt(full.size()));
			full.add(randomNode(sketch, random, from, map, full, NAMES.get(random.nextInt(NAMES.size())) + i));
		}
		Concatenation all = sketch.node(sketch.generator(), Sketch.NEW.createConcatenation(), "all");
		full.forEach(node -> sketch.edge(node, all));
		sketch.output(sketch.tanh(all));
		assertNothingExtra(sketch);
	}

	private static Node randomNode(Sketch sketch, Random random, Node from, Node map, List<Node> full, String name) {
		Network network = (Network) from.eContainer();
		String[] widths = { "w", "2*w", "max(3, w)", "ceil(half)", "min(8, w*w)", "round(half*3)+1", "5" };
		String filters = widths[random.nextInt(widths.length)];
		switch (random.nextInt(6)) {
		case 0:
			Convolution convolution = sketch.convolution(from, name, filters);
			convolution.setBias(random.nextBoolean());
			convolution.setSpectralNorm(random.nextBoolean());
			convolution.setKernel("5");
			convolution.setPadding("4/2");
			return convolution;
		case 1:
			return sketch.residual(from, map, name, filters);
		case 2:
			Normalisation norm = sketch.node(network, Sketch.NEW.createNormalisation(), name);
			norm.setKind(NormKind.values()[random.nextInt(2)]);
			norm.setEpsilon("1/1000");
			sketch.edge(from, norm);
			return norm;
		case 3:
			Activation activation = sketch.node(network, Sketch.NEW.createActivation(), name);
			activation.setFunction(ActivationFunction.values()[random.nextInt(3)]);
			activation.setSlope("1/(2+w)");
			sketch.edge(from, activation);
			return activation;
		case 4:
			Convolution down = sketch.convolution(from, name, filters);
			down.setStride("2");
			Upsample up = sketch.node(network, Sketch.NEW.createUpsample(), name + " up");
			sketch.edge(down, up);
			return up;
		default:
			Concatenation joined = sketch.node(network, Sketch.NEW.createConcatenation(), name);
			Set<Node> some = new HashSet<>(List.of(from));
			while (some.size() < Math.min(3, full.size())) {
				some.add(full.get(random.nextInt(full.size())));
			}
			full.stream().filter(some::contains).forEach(node -> sketch.edge(node, joined));
			return joined;
		}
	}

	/** Generates, compiles and runs the source; compares what it tells DL4J with the model. */
	private void assertNothingExtra(Sketch sketch) throws Exception {
		GeneratedProject project;
		try {
			project = CodeGenerator.generate(sketch.experiment, Path.of("x"));
		} catch (GenerationException refused) {
			throw new AssertionError("a study that the model allows must be generated: " + refused.getMessage(), refused);
		}
		assertTrue(project.sources().keySet().stream().allMatch(path -> path.matches("[A-Za-z0-9/_.]{1,200}") && !path.contains("..")), project.files().keySet().toString());
		int classes = 2 + sketch.study.getNetworks().size();
		assertEquals(classes + 2, project.sources().size(), project.sources().keySet().toString());
		System.clearProperty(ESCAPED);
		try (URLClassLoader loader = Engine.compile(project, folder)) {
			Object training = Engine.training(loader, project);
			Engine.call(training, "check");
			for (String file : project.sources().keySet()) {
				if (file.endsWith(".java")) {
					Class<?> type = Class.forName(file.substring(0, file.length() - 5).replace('/', '.'), true, loader);
					assertEquals(0, type.getDeclaredClasses().length);
					assertTrue(Arrays.stream(type.getDeclaredFields()).allMatch(field -> Modifier.isFinal(field.getModifiers())));
				}
			}
			ShapeCheck.unnamed(Shapes.infer(sketch.generator(), sketch.experiment), Engine.call(training, "generator"));
			ShapeCheck.unnamed(Shapes.infer(sketch.discriminator(), sketch.experiment), Engine.call(training, "discriminator"));
		}
		assertNull(System.getProperty(ESCAPED), "text from the study was run");
	}
}
