package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.eclipse.emf.ecore.EClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.spadework.model.Problem;
import io.spadework.model.Severity;
import io.spadework.model.Validation;
import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Port;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage;
import io.spadework.model.study.StyleEncoder;

/** What networks and blocks may hold, how a block's names are chosen, and what disappoints inside of blocks. */
class BlockRulesTest {

	private final Bench bench = Bench.generator();
	private final Study study = bench.study;

	@Test
	void onlyBlocksHaveBlockInputsAndBlocksHaveNothingElse() {
		bench.labelMap();
		Block block = Blocks.widening(study, "b", "4");
		Blocks.add(block, "picture", Bench.NEW.createImageInput());
		assertEquals("block b has 1 node of kind image input; it can have none", bench.problem("network-inputs", block));
		block.getNodes().removeLast();
		Blocks.add(block, "noise", Bench.NEW.createNoiseSource());
		Blocks.input(block, "y", Port.DATA, null);
		Blocks.input(block, "map", Port.LABEL_MAP, null);
		assertEquals(List.of(), bench.problems("network-inputs"), "noise, and as many data inputs as are wanted");
		Blocks.input(block, "map again", Port.LABEL_MAP, null);
		assertEquals("block b has 2 block inputs at label_map; it can have only 1", bench.problem("network-inputs", block));
		block.getNodes().removeLast();
		bench.node(Bench.NEW.createBlockInput());
		assertEquals("generator SPADE generator has 1 node of kind block input; it can have none", bench.problem("network-inputs", bench.network));
	}

	@Test
	void aBlockHasOneOutput() {
		Block block = Blocks.widening(study, "b", "4");
		Blocks.output(block, block.getNodes().get(0));
		assertEquals("block b has 2 nodes of kind output; it must have 1", bench.problems("network-output").get(0).message());
		assertSame(block, bench.problems("network-output").get(0).element());
	}

	@ParameterizedTest
	@CsvSource({ "StyleEncoder, style encoder", "Segmenter, segmenter", "FeatureNetwork, feature network" })
	void networksThatSeeImagesSeeOneAndNothingElse(String kind, String words) {
		Network network = Samples.named("seer", (Network) Bench.NEW.create((EClass) StudyPackage.eINSTANCE.getEClassifier(kind)));
		Study clean = Samples.landscapes("crop", "64");
		clean.getNetworks().add(network);
		assertEquals(words + " seer has 0 nodes of kind image input; it must have 1", Samples.only("network-inputs", clean).message());
		Blocks.add(network, "image", Bench.NEW.createImageInput());
		assertEquals(List.of(), Samples.problems("network-inputs", clean));
		Blocks.add(network, "map", Bench.NEW.createLabelMapInput());
		Blocks.add(network, "edges", Bench.NEW.createEdgeMapInput());
		Blocks.add(network, "style", Bench.NEW.createStyleCodeInput());
		assertEquals(List.of(words + " seer has 1 node of kind label map input; it can have none", words + " seer has 1 node of kind edge map input; it can have none",
				words + " seer has 1 node of kind style code input; it can have none"), Samples.problems("network-inputs", clean).stream().map(Problem::message).toList());
	}

	@Test
	void stagesStandDirectlyInGenerators() {
		Block block = Blocks.widening(study, "b", "4");
		Stage stage = Blocks.add(block, "stage", Bench.NEW.createStage());
		assertEquals("stage stage stands in block b; a stage stands directly in a generator", bench.problem("stage", stage));
	}

	@Test
	void namesThatExpressionsUseAreUsableAndTellApart() {
		Block block = Blocks.widening(study, "b", "4");
		BlockInput x = (BlockInput) block.getNodes().get(0);
		x.setChannels("max");
		assertTrue(bench.problem("parameter-name", x).startsWith("channel name max cannot be used in expressions"), bench.problem("parameter-name", x));
		x.setChannels("fin");
		var parameter = Blocks.parameter(block, "2nd", "1");
		assertTrue(bench.problem("parameter-name", parameter).startsWith("parameter 2nd cannot be used in expressions"));
		parameter.setName("fin");
		assertEquals("block input x calls its channels fin, as another input or a parameter of block b is called; give one of them another name", bench.problem("unique-name", x));
		parameter.setName("fout");
		Blocks.parameter(block, "fout", "1").setId("other");
		assertEquals("another parameter of block b is called fout too; give one of them another name", Samples.only("unique-name", study).message());
		block.getParameters().clear();
		Blocks.block(study, "c").setName("b");
		assertEquals("another block is called b too; give one of them another name", Samples.only("unique-name", study).message());
		Blocks.add(block, "conv", Bench.NEW.createDropout());
		assertEquals(2, bench.problems("unique-name").size());
	}

	@Test
	void expressionsAreReadEvenWhereNoUseReachesThem() {
		Block block = Blocks.widening(study, "b", "2*fin + fuot");
		Convolution convolution = (Convolution) block.getNodes().get(1);
		assertEquals("filters of convolution conv: \"2*fin + fuot\": neither the study nor the block has a parameter called fuot", bench.problem("number", convolution));
		convolution.setFilters("fuot");
		assertTrue(bench.problem("number", convolution).startsWith("filters of convolution conv: \"fuot\": no parameter is called fuot"));
		convolution.setFilters("2*");
		assertTrue(bench.problem("number", convolution).startsWith("filters of convolution conv: \"2*\": "));
		convolution.setFilters("ngf - ngf");
		assertEquals("filters of convolution conv is ngf - ngf = 0; it must be 1 to 65536", bench.problem("number", convolution));
		convolution.setFilters("fin*labels");
		assertEquals(List.of(), bench.problems("number"));
		var parameter = Blocks.parameter(block, "width", "fin*heigth");
		assertEquals("value of block parameter width: \"fin*heigth\": neither the study nor the block has a parameter called heigth", bench.problem("number", parameter));
	}

	@Test
	void whatAUseShowsIsNotToldTwice() {
		Block block = Blocks.widening(study, "b", "2*fin + fuot");
		Blocks.use(bench.network, "use", block, bench.map(3, 8, 8));
		assertTrue(bench.problem("number", (Convolution) block.getNodes().get(1)).startsWith("in use: filters of convolution conv: "));
	}

	@Test
	void aBlockThatNothingUsesIsSeen() {
		Block inner = Blocks.widening(study, "inner", "4");
		Block outer = Blocks.block(study, "outer");
		BlockUse use = Blocks.use(outer, "use", inner, Blocks.input(outer, "x", Port.DATA, null));
		Blocks.output(outer, use);
		study.getBlocks().removeIf(block -> block != inner && block != outer);
		assertEquals(List.of("no network uses block inner", "no network uses block outer"), bench.problems("unused-block").stream().map(Problem::message).toList());
		assertEquals(Severity.WARNING, bench.problems("unused-block").get(0).severity());
		Blocks.use(bench.network, "use", outer, bench.map(3, 8, 8));
		assertEquals(List.of(), bench.problems("unused-block"));
	}

	@Test
	void stagesEncodersAndFeatureNetworksAreUsedToo() {
		Study clean = Samples.landscapes("crop", "64");
		var coarse = Samples.named("coarse", Bench.NEW.createGenerator());
		clean.getNetworks().add(coarse);
		assertEquals("no experiment uses network coarse", Samples.only("unused-network", clean).message());
		Blocks.add(Samples.generator(clean), "stage", Bench.NEW.createStage()).setNetwork(coarse);
		assertEquals(List.of(), Samples.problems("unused-network", clean));
		StyleEncoder encoder = Samples.named("encoder", Bench.NEW.createStyleEncoder());
		clean.getNetworks().add(encoder);
		assertEquals("no experiment uses network encoder", Samples.only("unused-network", clean).message());
		Samples.experiment(clean).setEncoder(encoder);
		assertEquals(List.of(), Samples.problems("unused-network", clean));
	}

	@Test
	void aBiasInABlockIsSeenWhereANormalisationFollows() {
		Block block = Blocks.block(study, "b");
		Convolution convolution = Blocks.convolution(block, "conv", "4", Blocks.input(block, "x", Port.DATA, null));
		Blocks.output(block, Blocks.add(block, "norm", Bench.NEW.createNormalisation(), convolution));
		assertEquals("convolution conv adds a bias that the normalisation behind it takes away; set bias to false", bench.problem("useless-bias", convolution));
	}

	@Test
	void aBiasBeforeABlockThatBeginsWithANormalisationIsSeen() {
		Block block = Blocks.block(study, "b");
		BlockInput x = Blocks.input(block, "x", Port.DATA, null);
		BlockInput y = Blocks.input(block, "y", Port.DATA, null);
		Blocks.output(block, Blocks.add(block, "sum", Bench.NEW.createSum(), Blocks.add(block, "norm", Bench.NEW.createNormalisation(), x), y));
		Convolution first = Blocks.convolution(bench.network, "first", "4", bench.map(3, 8, 8));
		Convolution second = Blocks.convolution(bench.network, "second", "4", bench.map(3, 8, 8));
		Blocks.use(bench.network, "use", block, first, second);
		bench.problem("useless-bias", first);
		bench.network.getEdges().move(bench.network.getEdges().size() - 1, bench.network.getEdges().size() - 2);
		bench.problem("useless-bias", second);
		Blocks.feed(x, block.getNodes().stream().filter(node -> node.getName().equals("sum")).findFirst().orElseThrow(), Port.DATA);
		assertEquals(List.of(), bench.problems("useless-bias"), "the input goes around the normalisation too");
	}

	@Test
	void singlePixelsAndSingleChannelsInsideOfBlocksAreSeenOnce() {
		Block block = Blocks.block(study, "b");
		Normalisation norm = Blocks.add(block, "norm", Bench.NEW.createNormalisation(), Blocks.input(block, "x", Port.DATA, null));
		norm.setKind(NormKind.INSTANCE);
		Activation softmax = Blocks.add(block, "softmax", Bench.NEW.createActivation(), norm);
		softmax.setFunction(ActivationFunction.SOFTMAX);
		Blocks.output(block, softmax);
		Blocks.use(bench.network, "use", block, bench.map(3, 8, 8));
		assertEquals(List.of(), bench.problems("single-pixel-norm"));
		Blocks.use(bench.network, "small", block, bench.map(1, 1, 1)).setRepeat("3");
		assertEquals("normalisation norm normalises 1 x 1 x 1 in small: instance statistics of a single pixel leave only zeros", bench.problem("single-pixel-norm", norm));
		bench.problem("single-channel-softmax", softmax);
	}

	@Test
	void tapsInBlocksOfADiscriminatorAreCompared() {
		Study clean = Samples.landscapes("crop", "64");
		Samples.discriminator(clean).getNodes().forEach(node -> node.setTap(false));
		Samples.only("taps", clean);
		Block block = Blocks.widening(clean, "b", "8");
		block.getNodes().get(1).setTap(true);
		assertSame(block.getNodes().get(1), Samples.only("stray-tap", clean).element());
		Blocks.use(Samples.discriminator(clean), "use", block, Samples.<Node>node(clean, "d_relu2"));
		assertEquals(List.of(), Samples.problems("stray-tap", clean));
		assertEquals(List.of(), Samples.problems("taps", clean));
	}

	@Test
	void anImageMayComeOutOfABlockThatEndsInTanh() {
		Study clean = Samples.landscapes("crop", "64");
		Block block = Blocks.block(clean, "b");
		Activation tanh = Blocks.add(block, "tanh", Bench.NEW.createActivation(), Blocks.convolution(block, "conv", "3", Blocks.input(block, "x", Port.DATA, null)));
		tanh.setFunction(ActivationFunction.TANH);
		Blocks.output(block, tanh);
		Network generator = Samples.generator(clean);
		Samples.edge(clean, "image-output").setSource(Blocks.use(generator, "last", block, Samples.<Node>node(clean, "lrelu")));
		assertEquals(List.of(), Samples.problems("output-range", clean));
		tanh.setFunction(ActivationFunction.RELU);
		Samples.only("output-range", clean);
	}

	@Test
	void nodesThatStagesAndLossesPointAtAreUsed() {
		Study clean = Samples.landscapes("crop", "64");
		var features = Samples.named("features", Bench.NEW.createFeatureNetwork());
		clean.getNetworks().add(features);
		Node image = Blocks.add(features, "image", Bench.NEW.createImageInput());
		Blocks.output(features, image);
		Convolution seen = Blocks.convolution(features, "seen", "8", image);
		assertSame(seen, Samples.only("dead-end", clean).element());
		var loss = Bench.NEW.createPerceptualLoss();
		loss.setId("perceptual");
		loss.setNetwork(features);
		var term = Bench.NEW.createPerceptualTerm();
		term.setId("term");
		term.setNode(seen);
		loss.getTerms().add(term);
		clean.getObjectives().get(0).setPerceptual(loss);
		features.setWeights("features.zip");
		assertEquals(List.of(), Validation.validate(clean, null));
	}
}
