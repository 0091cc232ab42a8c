package io.spadework.codegen.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.codegen.CodeGenerator;
import io.spadework.codegen.GeneratedProject;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Node;
import io.spadework.model.study.NoiseSource;
import io.spadework.model.study.Port;
import io.spadework.model.study.Spade;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How blocks, their repetitions and blocks inside of them read, and that they build what the model says. */
class BlockSourceTest {

	@TempDir
	Path folder;

	private final Sketch sketch = Sketch.blank().withSmallestDiscriminator();
	private final LabelMapInput map = sketch.node(sketch.generator(), Sketch.NEW.createLabelMapInput(), "label map");
	private final Node first = sketch.convolution(map, "first", "ngf");

	/** A block of one convolution with so many filters; its channels are called fin. */
	private Block block(String filters) {
		Block block = sketch.newBlock("wide block");
		BlockInput x = sketch.input(block, "x", Port.DATA, "fin");
		if (filters.contains("fout")) {
			sketch.parameter(block, "fout", null).setDescription("Channels that leave.");
		}
		sketch.output(sketch.convolution(x, "conv", filters));
		return block;
	}

	private BlockUse use(Block block, String name, Node from, String fout) {
		BlockUse use = sketch.use(block, name, from);
		if (fout != null) {
			sketch.argument(use, "fout", fout);
		}
		return use;
	}

	@Test
	void aBlockIsAMethodAndWhatItsUsesChooseAreArguments() throws Exception {
		Block block = block("fout");
		String source = check(use(block, "two", use(block, "one", first, "2*ngf"), "5"));
		assertSays(source, "private String wideBlock(GraphBuilder graph, String name, String x, int fout) {");
		assertSays(source, "graph.addLayer(name + \"/conv\", new Convolution.Builder().filters(fout).kernel(3).padding(1).build(), x);");
		assertSays(source, "return name + \"/conv\";");
		assertSays(source, "String one = wideBlock(graph, \"one\", \"first\", 2 * ngf); // 32 x 64 x 64");
		assertSays(source, "String two = wideBlock(graph, \"two\", one, 5); // 5 x 64 x 64");
		assertSays(source, "* Block \"wide block\" (id b");
	}

	@Test
	void channelsThatEnterAreTracedToWhereTheStudySaysThem() throws Exception {
		Block block = block("2*fin");
		BlockUse one = use(block, "one", first, null);
		Node both = sketch.node(sketch.generator(), Sketch.NEW.createConcatenation(), "both");
		sketch.edge(one, both);
		sketch.edge(first, both);
		String source = check(use(block, "two", both, null));
		assertSays(source, "wideBlock(graph, \"one\", \"first\", ngf);");
		assertSays(source, "wideBlock(graph, \"two\", \"both\", 2 * ngf + ngf);");
		assertSays(source, ".filters(2 * fin)");
	}

	@Test
	void aParameterThatNoUseChoosesIsALocalVariable() throws Exception {
		Block block = block("fmid");
		sketch.parameter(block, "fmid", "min(fin, half)").setDescription("Channels between.");
		sketch.parameter(block, "half", "fin/2");
		String source = check(use(block, "one", first, null));
		assertSays(source, "int half = fin / 2;");
		assertSays(source, "int fmid = Math.min(fin, half); // Channels between.");
		assertTrue(source.indexOf("int half") < source.indexOf("int fmid"), source);
	}

	@Test
	void aParameterThatSomeUseChoosesIsToldItsOwnValueByTheOthers() throws Exception {
		Block block = block("fmid");
		sketch.parameter(block, "fmid", "min(fin, 6)");
		BlockUse one = use(block, "one", first, null);
		BlockUse two = sketch.use(block, "two", one);
		sketch.argument(two, "fmid", "7");
		String source = check(two);
		assertSays(source, "wideBlock(graph, \"one\", \"first\", Math.min(ngf, 6));");
		assertSays(source, "wideBlock(graph, \"two\", one, 7);");
	}

	@Test
	void aParameterThatIsNotAlwaysWholeIsADouble() throws Exception {
		Block block = sketch.newBlock("drop");
		BlockInput x = sketch.input(block, "x", Port.DATA, null);
		sketch.parameter(block, "rate", null);
		var dropout = sketch.node(block, Sketch.NEW.createDropout(), "dropout");
		dropout.setRate("rate");
		sketch.edge(x, dropout);
		sketch.output(dropout);
		BlockUse one = sketch.use(block, "one", first);
		sketch.argument(one, "rate", "0");
		BlockUse two = sketch.use(block, "two", one);
		sketch.argument(two, "rate", "1/ngf");
		String source = check(two);
		assertSays(source, "private String drop(GraphBuilder graph, String name, String x, double rate) {");
		assertSays(source, "drop(graph, \"one\", \"first\", 0);");
		assertSays(source, "drop(graph, \"two\", one, 1.0 / ngf);");
	}

	@Test
	void repetitionIsALoop() throws Exception {
		Block block = block("fin");
		BlockUse use = use(block, "body", first, null);
		use.setRepeat("scales + 1");
		String source = check(use);
		assertSays(source, "\t\tString body = \"first\";\n\t\tfor (int i = 0; i < scales + 1; i++) {\n\t\t\tbody = wideBlock(graph, \"body/\" + i, body, ngf); // 16 x 64 x 64\n\t\t}\n");
	}

	@Test
	void aLoopCarriesTheChannelsAlongWhereTheyChange() throws Exception {
		Block block = block("2*fin");
		BlockUse use = use(block, "body", first, null);
		use.setRepeat("3");
		Block after = sketch.newBlock("after");
		sketch.output(sketch.convolution(sketch.input(after, "x", Port.DATA, "fin"), "conv", "fin"));
		String source = check(sketch.use(after, "end", use));
		assertSays(source, "int bodyChannels = ngf;");
		assertSays(source, "body = wideBlock(graph, \"body/\" + i, body, bodyChannels);");
		assertSays(source, "bodyChannels = 2 * bodyChannels;");
		assertSays(source, "after(graph, \"end\", body, bodyChannels);");
	}

	@Test
	void aLoopFromFewToManyCarriesThemToo() throws Exception {
		Block block = sketch.newBlock("to many");
		BlockInput x = sketch.input(block, "x", Port.DATA, "fin");
		BlockInput labels = sketch.input(block, "label map", Port.LABEL_MAP, null);
		Spade spade = sketch.node(block, Sketch.NEW.createSpade(), "spade");
		spade.setHidden("4");
		sketch.edge(x, spade);
		sketch.labelMap(labels, spade);
		sketch.output(sketch.convolution(spade, "conv", "9"));
		BlockUse use = sketch.use(block, "body", first);
		sketch.labelMap(map, use);
		use.setRepeat("4");
		String source = check(use);
		assertSays(source, "int bodyChannels = ngf;");
		assertSays(source, "body = toMany(graph, \"body/\" + i, body, \"label map\", bodyChannels);");
		assertSays(source, "bodyChannels = 9;");
	}

	@Test
	void whatNoFormulaCarriesIsWrittenOneByOneUntilItRepeats() throws Exception {
		// with 3 channels Java and the study disagree, so that no one formula holds for all repetitions
		Block block = block("max(3, floor(3*(1/fin)) + fin - 9)");
		BlockUse use = use(block, "body", first, null);
		use.setRepeat("5");
		String source = check(use);
		assertSays(source, "body = wideBlock(graph, \"body/0\", body, ngf);");
		assertSays(source, "body = wideBlock(graph, \"body/1\", body, ");
	}

	@Test
	void blocksInBlocksAreMethodsThatCallMethods() throws Exception {
		Block inner = block("fout");
		Block outer = sketch.newBlock("outer");
		BlockInput x = sketch.input(outer, "x", Port.DATA, "n");
		BlockUse one = use(inner, "one", x, "2*n");
		BlockUse many = use(inner, "many", one, "n");
		many.setRepeat("2");
		sketch.output(many);
		BlockUse use = sketch.use(outer, "use", first);
		use.setRepeat("2");
		String source = check(use);
		assertSays(source, "use = outer(graph, \"use/\" + i, use, ngf);");
		assertSays(source, "String one = wideBlock(graph, name + \"/one\", x, 2 * n);");
		assertSays(source, "many = wideBlock(graph, name + \"/many/\" + i, many, n);");
		assertTrue(source.indexOf("String outer(") < source.indexOf("String wideBlock("), "a method comes before those it calls");
		assertTrue(wiring().contains("use/1/many/0/conv = Convolution 16 <- use/1/one/conv"), wiring().toString());
	}

	@Test
	void aBlockThatPassesOnWhatEntersAddsNothing() throws Exception {
		Block block = sketch.newBlock("nothing");
		sketch.output(sketch.input(block, "x", Port.DATA, null));
		BlockUse use = sketch.use(block, "use", first);
		use.setRepeat("3");
		check(use);
		assertTrue(wiring().contains("to image = Convolution 3 <- first"), wiring().toString());
	}

	@Test
	void aBlockWithoutInputLearnsFromTheLabelMapHowManyImagesThereAre() throws Exception {
		Block block = sketch.newBlock("noise");
		NoiseSource noise = sketch.node(block, Sketch.NEW.createNoiseSource(), "source");
		noise.setHeight("crop");
		noise.setWidth("crop");
		sketch.output(noise);
		BlockUse use = Sketch.NEW.createBlockUse();
		use.setBlock(block);
		sketch.node(sketch.generator(), use, "grain");
		Node both = sketch.node(sketch.generator(), Sketch.NEW.createConcatenation(), "both");
		sketch.edge(first, both);
		sketch.edge(use, both);
		assertSays(check(both), "String grain = noise(graph, \"grain\", \"label map\");");
	}

	@Test
	void oneMethodServesUsesInWhichADivisionLeavesARemainderAndOthers() throws Exception {
		Block block = block("ceil(fin/3) + fin/2");
		BlockUse one = use(block, "one", first, null);
		String even = check(one);
		assertSays(even, "(int) Math.ceil((double) fin / 3) + fin / 2");
		String both = check(use(block, "two", sketch.convolution(one, "wide", "18"), null));
		assertFalse(both.contains("wideBlock2"), both);
		assertSays(both, "(int) Math.ceil((double) fin / 3)");
	}

	@Test
	void usesThatJavaComputesOtherwiseHaveAMethodOfTheirOwn() throws Exception {
		// 1/3 is a little less in decimals, so the whole is 0; in doubles three of them make 1
		Block block = block("floor(3*(1/fin)) + 4");
		BlockUse one = use(block, "one", sketch.convolution(first, "three", "3"), null);
		String source = check(use(block, "two", sketch.convolution(one, "wide", "48"), null));
		assertSays(source, ".filters(4 /* floor(3*(1/fin)) + 4 */)");
		assertSays(source, "String two = wideBlock2(graph, \"two\", \"wide\", 48);");
	}

	@Test
	void aStudysParameterThatABlockHidesKeepsItsValueOutside() throws Exception {
		Block block = block("ngf + 1");
		sketch.parameter(block, "ngf", "3");
		String source = check(use(block, "one", first, null));
		assertSays(source, "int ngfValue = 3;");
		assertSays(source, ".filters(ngfValue + 1)");
		assertSays(source, "protected final int ngf = 16;");
	}

	@Test
	void theLabelsOfTheDataSetAreNumbersToo() throws Exception {
		String source = check(sketch.convolution(first, "scores", "labels + label_channels"));
		assertSays(source, "protected final int labels = 10;");
		assertSays(source, "filters(labels + label_channels)");
	}

	@Test
	void tapsInsideOfBlocksAreTapsAtEveryScale() throws Exception {
		Sketch judge = Sketch.blank().withSmallestGenerator();
		Node labels = judge.node(judge.discriminator(), Sketch.NEW.createLabelMapInput(), "label map");
		Node image = judge.node(judge.discriminator(), Sketch.NEW.createImageInput(), "image");
		Node both = judge.node(judge.discriminator(), Sketch.NEW.createConcatenation(), "both");
		judge.edge(labels, both);
		judge.edge(image, both);
		Block block = judge.newBlock("layer");
		BlockInput x = judge.input(block, "x", Port.DATA, null);
		Convolution conv = judge.convolution(x, "conv", "3");
		conv.setTap(true);
		judge.output(conv);
		BlockUse use = judge.use(block, "layers", both);
		use.setRepeat("2");
		use.setTap(true);
		judge.output(judge.convolution(use, "score", "1"));
		GeneratedProject project = CodeGenerator.generate(judge.experiment, null);
		assertSays(project.files().get("landscapes/spade/PatchDiscriminator.java"), "private String layer(GraphBuilder graph, String name, String x, List<String> taps) {");
		try (URLClassLoader loader = Engine.compile(project, folder)) {
			List<String> lines = Engine.wiring(loader, project.packageName() + ".PatchDiscriminator");
			assertEquals("outputs scale1/layers/0/conv/tap, scale1/layers/1/conv/tap, scale1/layers/tap, scale1/output, "
					+ "scale2/layers/0/conv/tap, scale2/layers/1/conv/tap, scale2/layers/tap, scale2/output", lines.getLast());
		}
	}

	@Test
	void aBlockTooLargeForOneMethodIsBuiltInParts() throws Exception {
		Block block = sketch.newBlock("long");
		Block inner = block("fout");
		Node last = sketch.input(block, "x", Port.DATA, "fin");
		sketch.parameter(block, "w", "fin/8");
		for (int i = 0; i < 450; i++) {
			last = i % 7 == 3 ? use(inner, "use " + i, last, "w") : sketch.convolution(last, "conv " + i, "w");
		}
		sketch.output(last);
		String source = check(sketch.use(block, "one", first));
		assertSays(source, "longBlockPart3(graph, name, x, fin, w);");
		assertFalse(source.contains("longBlockPart4("), source);
	}

	/** Ends the generator behind a node, compares it with the model, and gives the source of its class. */
	private String check(Node last) throws Exception {
		ended.forEach(node -> {
			List.copyOf(node.getIncoming()).forEach(edge -> {
				edge.setSource(null);
				edge.setTarget(null);
				sketch.generator().getEdges().remove(edge);
			});
			sketch.generator().getNodes().remove(node);
		});
		int before = sketch.generator().getNodes().size();
		sketch.output(sketch.tanh(last));
		ended = List.copyOf(sketch.generator().getNodes().subList(before, sketch.generator().getNodes().size()));
		GeneratedProject project = CodeGenerator.generate(sketch.experiment, null);
		try (URLClassLoader loader = Engine.compile(project, folder)) {
			ShapeCheck.network(sketch.generator(), sketch.experiment, Engine.graph(loader, project.packageName() + ".SpadeGenerator"));
		}
		return project.files().get("landscapes/spade/SpadeGenerator.java");
	}

	/** What was added to end the generator. */
	private List<Node> ended = List.of();

	private List<String> wiring() throws Exception {
		GeneratedProject project = CodeGenerator.generate(sketch.experiment, null);
		try (URLClassLoader loader = Engine.compile(project, folder)) {
			return Engine.wiring(loader, project.packageName() + ".SpadeGenerator");
		}
	}

	private static void assertSays(String source, String text) {
		assertTrue(source.contains(text), () -> text + " is not in " + source);
	}
}
