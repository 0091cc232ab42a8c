package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.spadework.model.Costs;
import io.spadework.model.Problem;
import io.spadework.model.Shape;
import io.spadework.model.Shapes;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Generator;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.Port;
import io.spadework.model.study.Resize;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage;
import io.spadework.model.study.StyleCodeInput;

/** Blocks in networks, blocks in blocks, and generators as stages of finer ones. */
class CompositionTest {

	private final Bench bench = Bench.generator();
	private final Study study = bench.study;
	private final Network network = bench.network;

	@Test
	void insideAUseAreTheShapesOfItsGraph() {
		Block block = Blocks.block(study, "b");
		BlockInput x = Blocks.input(block, "x", Port.DATA, null);
		Convolution wide = Blocks.convolution(block, "wide", "6", x);
		Convolution narrow = Blocks.convolution(block, "narrow", "4", wide);
		narrow.setStride("2");
		Blocks.output(block, narrow);
		BlockUse use = Blocks.use(network, "use", block, bench.map(3, 8, 10));
		Shapes shapes = infer();
		assertEquals(List.of(), shapes.problems());
		assertEquals(new Shape(4, 4, 5), shapes.of(use));
		Shapes inside = shapes.inside(use).get(0);
		assertEquals(1, shapes.inside(use).size());
		assertSame(block, inside.graph());
		assertEquals(new Shape(3, 8, 10), inside.of(x));
		assertEquals(new Shape(6, 8, 10), inside.of(wide));
		assertEquals(new Shape(4, 4, 5), inside.answer());
		assertEquals(List.of(), shapes.inside(network.getNodes().get(0)), "nothing is inside of a plain node");
		assertEquals(1 + 1 + 4, shapes.size());
	}

	@Test
	void aUseCostsWhatIsInsideAndEveryRepetitionOfIt() {
		Block block = Blocks.widening(study, "b", "5");
		BlockUse use = Blocks.use(network, "use", block, bench.map(3, 8, 10));
		use.setRepeat("4");
		Costs costs = Costs.of(infer());
		long first = 9 * 3 * 5 + 5;
		long other = 9 * 5 * 5 + 5;
		assertEquals(first + 3 * other, costs.of(use).parameters());
		assertEquals((9L * 3 * 5 + 3 * 9 * 5 * 5) * 80, costs.of(use).multiplyAdds());
		assertEquals(4 * 4L * 5 * 80, costs.of(use).forwardBytes(), "what enters is counted outside, once");
		assertEquals(other, Costs.of(infer().inside(use).get(3)).total().parameters(), "one repetition has a price of its own");
	}

	@Test
	void equalRepetitionsAreOneObject() {
		BlockUse use = Blocks.use(network, "use", Blocks.widening(study, "b", "5"), bench.map(3, 8, 10));
		use.setRepeat("9");
		List<Shapes> inside = infer().inside(use);
		assertEquals(9, inside.size());
		assertTrue(inside.get(0) != inside.get(1), "3 channels enter the first, 5 the second");
		assertSame(inside.get(1), inside.get(8));
	}

	@Test
	void repetitionsMayGrow() {
		BlockUse use = Blocks.use(network, "use", Blocks.widening(study, "b", "2*fin + 1"), bench.map(1, 8, 10));
		use.setRepeat("3");
		Shapes shapes = infer();
		assertEquals(List.of(3, 7, 15), shapes.inside(use).stream().map(each -> each.answer().channels()).toList());
		assertEquals(new Shape(15, 8, 10), shapes.of(use));
		use.setRepeat("2*ngf/64 - 1");
		assertEquals(new Shape(3, 8, 10), infer().of(use), "the number of repetitions is an expression where the use stands");
	}

	@Test
	void otherInputsAreSharedByAllRepetitions() {
		Block block = Blocks.block(study, "b");
		BlockInput x = Blocks.input(block, "x", Port.DATA, null);
		BlockInput other = Blocks.input(block, "other", Port.DATA, null);
		Blocks.output(block, Blocks.add(block, "concat", Bench.NEW.createConcatenation(), x, other));
		BlockUse use = Blocks.use(network, "use", block, bench.map(3, 8, 10), bench.map(2, 8, 10));
		use.setRepeat("4");
		assertEquals(new Shape(3 + 4 * 2, 8, 10), infer().of(use));
		network.getEdges().move(0, 1);
		assertEquals(new Shape(2 + 4 * 3, 8, 10), infer().of(use), "the order of the edges is that of the inputs");
	}

	@Test
	void blocksStandInBlocks() {
		Block inner = Blocks.widening(study, "inner", "fin + 1");
		Block outer = Blocks.block(study, "outer");
		BlockUse innerUse = Blocks.use(outer, "twice", inner, Blocks.input(outer, "x", Port.DATA, null));
		innerUse.setRepeat("2");
		Blocks.output(outer, innerUse);
		BlockUse use = Blocks.use(network, "use", outer, bench.map(3, 8, 10));
		use.setRepeat("3");
		Shapes shapes = infer();
		assertEquals(List.of(), shapes.problems());
		assertEquals(new Shape(9, 8, 10), shapes.of(use));
		assertEquals(new Shape(7, 8, 10), shapes.inside(use).get(1).inside(innerUse).get(1).answer());
		long parameters = 0;
		for (int channels = 3; channels < 9; channels++) {
			parameters += 9L * channels * (channels + 1) + channels + 1;
		}
		assertEquals(parameters, Costs.of(shapes).of(use).parameters());
	}

	@Test
	void argumentsWinOverDefaultsAndDefaultsSeeOtherParameters() {
		Block block = Blocks.widening(study, "b", "fout");
		BlockParameter fout = Blocks.parameter(block, "fout", "fin*factor");
		BlockParameter factor = Blocks.parameter(block, "factor", "2");
		BlockUse use = Blocks.use(network, "use", block, bench.map(3, 8, 10));
		assertEquals(6, infer().of(use).channels());
		Blocks.argument(use, factor, "ngf/16");
		assertEquals(12, infer().of(use).channels());
		Blocks.argument(use, fout, "5");
		assertEquals(5, infer().of(use).channels());
		assertEquals(5, infer().inside(use).get(0).scope().values().get("fout"));
	}

	@Test
	void expressionsOfABlockSeeTheStudyAndTheBlockButNotWhatIsAroundTheUse() {
		Block inner = Blocks.widening(study, "inner", "width");
		Block outer = Blocks.block(study, "outer");
		Blocks.parameter(outer, "width", "7");
		BlockUse innerUse = Blocks.use(outer, "in", inner, Blocks.input(outer, "x", Port.DATA, null));
		Blocks.output(outer, innerUse);
		BlockUse use = Blocks.use(network, "use", outer, bench.map(3, 8, 10));
		Problem problem = infer().problems().get(0);
		assertTrue(problem.message().startsWith("in use: in in: filters of convolution conv: \"width\": no parameter is called width"), problem.message());
		BlockParameter own = Blocks.parameter(inner, "width", null);
		Blocks.argument(innerUse, own, "width + 1");
		assertEquals(8, infer().of(use).channels(), "an argument is read where the use stands, which knows 7");
		Parameter parameter = Bench.NEW.createParameter();
		parameter.setName("width");
		parameter.setValue("30");
		study.getParameters().add(parameter);
		inner.getParameters().clear();
		innerUse.getArguments().clear();
		assertEquals(30, infer().of(use).channels(), "the study's parameters are known everywhere");
	}

	@Test
	void theNumberOfLabelsIsKnownInBlocksToo() {
		BlockUse use = Blocks.use(network, "use", Blocks.widening(study, "b", "labels + 100*label_channels"), bench.map(3, 8, 10));
		assertEquals(10 + 100 * 11, infer().of(use).channels());
	}

	@Test
	void aValueThatIsMissingAmbiguousOrForeignIsNamed() {
		Block block = Blocks.widening(study, "b", "fout");
		BlockParameter fout = Blocks.parameter(block, "fout", null);
		BlockUse use = Blocks.use(network, "use", block, bench.map(3, 8, 10));
		assertEquals("block use use gives no value for parameter fout of block b, which has none of its own", bench.problem("argument", use));
		Blocks.argument(use, fout, "4");
		assertEquals(List.of(), bench.problems("argument"));
		Blocks.argument(use, fout, "4");
		assertEquals("block use use gives parameter fout of block b two values", bench.problem("argument", use));
		use.getArguments().get(1).setParameter(Blocks.parameter(Blocks.block(study, "c"), "p", "1"));
		assertEquals("an argument of block use use names no parameter of block b", bench.problem("argument", use));
		use.setBlock(null);
		assertEquals("block use use names no block", bench.problem("block", use));
	}

	@Test
	void aUseTakesWhatItsBlockTakes() {
		Block block = Blocks.widening(study, "b", "4");
		BlockUse use = Blocks.use(network, "use", block);
		assertEquals("block use use needs 1 edge at data and has 0", bench.problem("missing-input", use));
		var edge = bench.feed(bench.labelMap(), use, Port.LABEL_MAP);
		assertEquals("edge label map1 -> use (11 x 64 x 64) enters at label_map, but block use use takes only data", bench.problem("port", edge));
	}

	@Test
	void whatRepeatsHasADataInput() {
		Block block = Blocks.block(study, "b");
		Blocks.output(block, Blocks.convolution(block, "conv", "4", Blocks.input(block, "map", Port.LABEL_MAP, null)));
		BlockUse use = Blocks.use(network, "use", block);
		bench.feed(bench.labelMap(), use, Port.LABEL_MAP);
		assertEquals(List.of(), bench.problems("repeat"));
		use.setRepeat("2");
		assertEquals("block use use repeats block b 2 times, but the block has no data input that the repetition before could feed", bench.problem("repeat", use));
	}

	@Test
	void aLabelMapEntersABlockAndStaysOne() {
		Block block = Blocks.block(study, "b");
		BlockInput x = Blocks.input(block, "x", Port.DATA, null);
		BlockInput map = Blocks.input(block, "map", Port.LABEL_MAP, null);
		Spade spade = Blocks.add(block, "spade", Bench.NEW.createSpade(), x);
		Blocks.feed(map, spade, Port.LABEL_MAP);
		Blocks.output(block, spade);
		BlockUse use = Blocks.use(network, "use", block, bench.map(6, 8, 8));
		Resize small = bench.node(Bench.NEW.createResize(), bench.labelMap());
		small.setHeight("4");
		small.setWidth("4");
		var edge = Blocks.feed(small, use, Port.LABEL_MAP);
		assertEquals(List.of(), infer().problems());
		assertTrue(infer().isMap(small));
		assertTrue(infer().inside(use).get(0).isMap(map));
		edge.setSource(bench.map(11, 4, 4));
		assertEquals("in use: edge map -> spade (11 x 4 x 4) enters at label_map, so it must come from a label map input, perhaps resized, not from block input map",
				bench.problem("label-map-source", spade));
	}

	@Test
	void whatIsWrongInsideIsToldOnceAtTheElementWithTheUseNamed() {
		Block inner = Blocks.widening(study, "inner", "4");
		Convolution convolution = (Convolution) inner.getNodes().get(1);
		convolution.setKernel("20");
		Block outer = Blocks.block(study, "outer");
		Blocks.output(outer, Blocks.use(outer, "deep", inner, Blocks.input(outer, "x", Port.DATA, null)));
		for (int i = 0; i < 3; i++) {
			Blocks.use(network, "use" + i, outer, bench.map(3, 8, 10)).setRepeat("2");
		}
		Blocks.use(Samples.discriminator(study), "elsewhere", inner, Samples.<Node>node(study, "d_image"));
		assertEquals("in use0: in deep: edge x -> conv (3 x 8 x 10) is too small for a 20 x 20 kernel with padding 1: nothing would be left; more padding or a smaller kernel is needed",
				bench.problem("too-small", convolution));
	}

	@ParameterizedTest
	@EnumSource(names = { "DIRECT", "INDIRECT" })
	void nothingContainsItself(Way way) {
		Block block = Blocks.block(study, "b");
		Block other = Blocks.block(study, "c");
		BlockInput x = Blocks.input(block, "x", Port.DATA, null);
		BlockUse self = Blocks.use(block, "self", way == Way.DIRECT ? block : other, x);
		Blocks.output(block, self);
		BlockUse back = Blocks.use(other, "back", block, Blocks.input(other, "x", Port.DATA, null));
		Blocks.output(other, back);
		BlockUse use = Blocks.use(network, "use", block, bench.map(3, 8, 10));
		assertNull(infer().of(use));
		bench.problem("recursion", way == Way.DIRECT ? self : back);
		assertTrue(bench.problems("recursion").get(0).message().contains("stands inside b, which it uses itself"), bench.problems("recursion").toString());
	}

	enum Way {
		DIRECT, INDIRECT
	}

	@Test
	void repetitionsOfRepetitionsAreRefusedAtOnce() {
		Block block = Blocks.widening(study, "b0", "fin");
		for (int i = 1; i < 30; i++) {
			Block outer = Blocks.block(study, "b" + i);
			BlockUse use = Blocks.use(outer, "inner", block, Blocks.input(outer, "x", Port.DATA, null));
			use.setRepeat("1000");
			Blocks.output(outer, use);
			block = outer;
		}
		Blocks.use(network, "use", block, bench.map(3, 8, 10)).setRepeat("1000");
		assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertEquals(1, bench.problems("too-many-nodes").size()));
	}

	/** Every use is a case of its own: another number of channels enters each. */
	@Test
	void blocksThatGrowWithoutEndAreRefusedAtOnce() {
		Block growing = Blocks.widening(study, "growing", "min(65536, fin + 1)");
		Block outer = Blocks.block(study, "outer");
		BlockParameter first = Blocks.parameter(outer, "first", null);
		Convolution start = Blocks.convolution(outer, "start", "first", Blocks.input(outer, "x", Port.DATA, null));
		BlockUse many = Blocks.use(outer, "many", growing, start);
		many.setRepeat("1000");
		Blocks.output(outer, many);
		Node source = bench.map(1, 8, 8);
		for (int i = 0; i < 2000; i++) {
			Blocks.argument(Blocks.use(network, "use" + i, outer, source), first, String.valueOf(1 + 20 * i));
		}
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
			List<Problem> problems = bench.problems("too-many-nodes");
			assertTrue(problems.size() > 1000, "all but the first few are refused");
			assertTrue(problems.get(0).message().contains("more than 50000 nodes with everything inside"), problems.get(0).message());
		});
	}

	@Test
	void blocksNestAtMostThirtyTwoDeep() {
		Block block = Blocks.widening(study, "b0", "fin");
		for (int i = 1; i < 40; i++) {
			Block outer = Blocks.block(study, "b" + i);
			Blocks.output(outer, Blocks.use(outer, "inner", block, Blocks.input(outer, "x", Port.DATA, null)));
			block = outer;
		}
		BlockUse use = Blocks.use(network, "use", study.getBlocks().get(study.getBlocks().size() - 9), bench.map(3, 8, 10));
		assertEquals(List.of(), infer().problems());
		use.setBlock(block);
		assertTrue(bench.problems("too-many-nodes").get(0).message().contains("stands inside 32 others; fewer levels are needed"));
	}

	@Test
	void everyScaleLooksIntoItsBlocks() {
		Bench judge = Bench.discriminator();
		judge.network.eSet(StudyPackage.Literals.DISCRIMINATOR__SCALES, "3");
		Block block = Blocks.widening(judge.study, "b", "1");
		Node image = judge.node(Bench.NEW.createImageInput());
		BlockUse use = Blocks.use(judge.network, "use", block, image);
		Blocks.output(judge.network, use);
		Shapes shapes = Shapes.infer(judge.network, Samples.experiment(judge.study));
		assertEquals(List.of(64, 32, 16), List.of(1, 2, 3).stream().map(k -> shapes.scale(k).inside(use).get(0).answer().height()).toList());
		assertEquals(3 * (27 + 1), Costs.of(shapes).of(use).parameters(), "each scale has weights of its own");
		((Convolution) block.getNodes().get(1)).setKernel("20");
		assertTrue(judge.problems("too-small").get(0).message().startsWith("at scale 3: in use: "), judge.problems("too-small").toString());
	}

	@Test
	void aStageGivesTheImageOrOneOfItsNodes() {
		Generator coarse = coarse();
		LabelMapInput map = bench.labelMap();
		Resize half = Blocks.add(network, "half", Bench.NEW.createResize(), map);
		half.setHeight("32");
		half.setWidth("32");
		Stage stage = stage(coarse, half);
		Shapes shapes = infer();
		assertEquals(List.of(), shapes.problems());
		assertEquals(new Shape(3, 32, 32), shapes.of(stage));
		assertSame(coarse, shapes.inside(stage).get(0).graph());
		long whole = Costs.of(shapes).of(stage).parameters();
		stage.setUpTo(Samples.node(coarse, "features"));
		shapes = infer();
		assertEquals(new Shape(12, 32, 32), shapes.of(stage));
		assertEquals(9 * 11 * 12 + 12, Costs.of(shapes).of(stage).parameters());
		assertEquals(whole - (9 * 12 * 3 + 3), Costs.of(shapes).of(stage).parameters(), "what comes after is not there");
		assertNull(shapes.inside(stage).get(0).of(Samples.node(coarse, "image")));
		assertNull(shapes.inside(stage).get(0).answer());
	}

	@Test
	void aStageTakesTheLabelMapOfItsOwnSize() {
		Generator coarse = coarse();
		Stage stage = stage(coarse, bench.labelMap());
		assertEquals(new Shape(3, 64, 64), infer().of(stage));
		network.getEdges().get(0).setSource(bench.map(11, 32, 32));
		assertTrue(bench.problem("label-map-source", stage).contains("so it must be the label map, perhaps resized, with 11 channels"));
		stage.setUpTo(Samples.discriminator(study).getNodes().get(0));
		assertEquals("stage stage goes up to label map, which is not a node of its generator coarse", bench.problem("stage", stage));
		stage.setNetwork(null);
		assertEquals("stage stage names no generator", bench.problem("stage", stage));
	}

	@Test
	void aStageTakesAStyleCodeWhereItsGeneratorDoes() {
		Generator coarse = coarse();
		LabelMapInput map = bench.labelMap();
		Stage stage = stage(coarse, map);
		var style = Blocks.feed(bench.map(8, 1, 1), stage, Port.STYLE);
		assertTrue(bench.problem("port", style).contains("enters at style, but stage stage takes only label_map"));
		StyleCodeInput code = Blocks.add(coarse, "code", Bench.NEW.createStyleCodeInput());
		code.setSize("8");
		assertEquals(List.of(), infer().problems());
		code.setSize("9");
		assertTrue(bench.problem("style", stage).contains("so it must be the style code of generator coarse, 9 x 1 x 1"));
		network.getEdges().remove(style);
		assertEquals("stage stage needs 1 edge at style and has 0", bench.problem("missing-input", stage));
	}

	@Test
	void aGeneratorIsNoStageOfItself() {
		Stage stage = stage((Generator) network, bench.labelMap());
		bench.problem("recursion", stage);
	}

	@Test
	void stagesStandInStages() {
		Generator coarse = coarse();
		Generator middle = Bench.NEW.createGenerator();
		middle.setId("middle");
		middle.setName("middle");
		study.getNetworks().add(middle);
		LabelMapInput map = Blocks.add(middle, "map", Bench.NEW.createLabelMapInput());
		Stage inner = Blocks.add(middle, "inner", Bench.NEW.createStage());
		inner.setNetwork(coarse);
		inner.setUpTo(Samples.node(coarse, "features"));
		Blocks.feed(map, inner, Port.LABEL_MAP);
		Blocks.output(middle, Blocks.convolution(middle, "image", "3", inner));
		Stage stage = stage(middle, bench.labelMap());
		Shapes shapes = infer();
		assertEquals(List.of(), shapes.problems());
		assertEquals(new Shape(12, 64, 64), shapes.inside(stage).get(0).of(inner));
		assertSame(coarse, shapes.inside(stage).get(0).inside(inner).get(0).graph());
		inner.setUpTo(null);
		Normalisation none = Blocks.add(coarse, "broken", Bench.NEW.createNormalisation());
		assertTrue(bench.problem("missing-input", none).startsWith("in stage: in inner: normalisation broken needs 1 edge at data"), bench.problem("missing-input", none));
	}

	/** A generator of two convolutions: 12 features, then the image. */
	private Generator coarse() {
		Generator coarse = Bench.NEW.createGenerator();
		coarse.setId("coarse");
		coarse.setName("coarse");
		study.getNetworks().add(coarse);
		Convolution features = Blocks.convolution(coarse, "features", "12", Blocks.add(coarse, "map", Bench.NEW.createLabelMapInput()));
		Blocks.output(coarse, Blocks.convolution(coarse, "image", "3", features));
		return coarse;
	}

	private Stage stage(Generator generator, Node map) {
		Stage stage = Blocks.add(network, "stage", Bench.NEW.createStage());
		stage.setNetwork(generator);
		Blocks.feed(map, stage, Port.LABEL_MAP);
		return stage;
	}

	private Shapes infer() {
		return Shapes.infer(network, Samples.experiment(study));
	}
}
