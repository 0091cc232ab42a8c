package io.spadework.codegen.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.codegen.CodeGenerator;
import io.spadework.codegen.GeneratedProject;
import io.spadework.codegen.GenerationException;
import io.spadework.model.study.Concatenation;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Halving;
import io.spadework.model.study.ImageInput;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Node;
import io.spadework.model.study.Preprocess;
import io.spadework.model.study.Upsample;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What generated source tells DL4J and the engine when it runs. */
class ArbitraryNetworksTest {

	@TempDir
	Path folder;

	@Test
	void theNodesOfAUseAreCalledBehindItsName() throws Exception {
		List<String> lines = generator(Sketch.landscapes());
		assertTrue(lines.contains("head/sum = Sum[] <- seed, head/conv1"), lines.toString());
		assertTrue(lines.contains("up1 = UpsampleNearest[2] <- head/sum"), lines.toString());
		assertTrue(lines.contains("block1/sum = Sum[] <- block1/skip, block1/conv1"), lines.toString());
		assertTrue(lines.contains("block1/skip = Convolution 128 <- block1/skip norm"), lines.toString());
		assertTrue(lines.contains("block1/conv0 = Convolution 128 <- block1/relu0"), lines.toString());
		assertTrue(lines.contains("block1/norm0/map = ResizeNearest[LIKE] <- label map, up2"), lines.toString());
		assertTrue(lines.contains("block1/norm0 = Modulate[BATCH, 1.0E-5] <- up2, block1/norm0/gamma, block1/norm0/beta"), lines.toString());
		assertTrue(lines.contains("block1/norm0/gamma = Convolution 256 <- block1/norm0/relu"), lines.toString());
		assertEquals("outputs image", lines.get(lines.size() - 1));
	}

	@Test
	void everyScaleHasTheSameLayersOnPooledInputsAndItsTapsAndScoreAreOutputs() throws Exception {
		List<String> lines = discriminator(Sketch.landscapes());
		assertTrue(lines.contains("scale1/concat = Concatenate[] <- label map, image/tap"), lines.toString());
		assertTrue(lines.contains("scale2/concat = Concatenate[] <- label map/1, image/1"), lines.toString());
		assertTrue(lines.stream().anyMatch(line -> line.startsWith("image/1 = AveragePool") && line.endsWith(" <- image/tap")), lines.toString());
		assertTrue(lines.contains("scale2/conv2 = Convolution 32 <- scale2/relu1"), lines.toString());
		assertEquals("outputs scale1/relu1/tap, scale1/relu2/tap, scale1/relu3/tap, scale1/relu4/tap, scale1/output, "
				+ "scale2/relu1/tap, scale2/relu2/tap, scale2/relu3/tap, scale2/relu4/tap, scale2/output", lines.get(lines.size() - 1));
	}

	@Test
	void concatenationKeepsTheOrderOfTheEdges() throws Exception {
		Sketch sketch = Sketch.blank().withSmallestDiscriminator();
		LabelMapInput map = sketch.node(sketch.generator(), Sketch.NEW.createLabelMapInput(), "map");
		Convolution seed = sketch.convolution(map, "seed", "4");
		Convolution left = sketch.convolution(seed, "left", "5");
		Convolution right = sketch.convolution(seed, "right", "6");
		Concatenation joined = sketch.node(sketch.generator(), Sketch.NEW.createConcatenation(), "joined");
		sketch.edge(right, joined);
		sketch.edge(seed, joined);
		sketch.edge(left, joined);
		sketch.output(sketch.tanh(sketch.residual(joined, map, "block", "15")));
		List<String> lines = generator(sketch);
		assertTrue(lines.contains("joined = Concatenate[] <- right, seed, left"), lines.toString());
		assertTrue(lines.contains("block/sum = Sum[] <- block/skip, block/conv1"), lines.toString());
	}

	@Test
	void expressionsHaveTheirValueWhateverTheFunctions() throws Exception {
		Sketch sketch = Sketch.blank().withSmallestDiscriminator();
		sketch.parameter("width", "7");
		sketch.parameter("in", "width / 2");
		sketch.parameter("class", "max(width, 3, in)");
		LabelMapInput map = sketch.node(sketch.generator(), Sketch.NEW.createLabelMapInput(), "map");
		Node last = sketch.convolution(map, "seed", "4");
		String[] expressions = { "round(width/2)", "floor(7/2)", "ceil(in)", "log2(64)", "2*class", "min(512, 8*width)", "-(-width)", "round(-in) + 9", "(width+1)*(width-1)/2", "2*in",
				"floor(log2(width*width*1000))", "1e1", "round(width*1.5*0.5)" };
		int[] values = { 4, 3, 4, 6, 14, 56, 7, 5, 24, 7, 15, 10, 5 };
		for (int i = 0; i < expressions.length; i++) {
			last = sketch.convolution(last, "c" + i, expressions[i]);
		}
		sketch.output(sketch.tanh(last));
		List<String> lines = generator(sketch);
		for (int i = 0; i < values.length; i++) {
			String line = "c" + i + " = Convolution " + values[i] + " <- " + (i == 0 ? "seed" : "c" + (i - 1));
			assertTrue(lines.contains(line), expressions[i] + ": " + lines);
		}
	}

	@Test
	void tapsMayBeOnAnyNode() throws Exception {
		Sketch sketch = Sketch.blank().withSmallestGenerator().withSmallestDiscriminator();
		sketch.discriminator().getNodes().forEach(node -> node.setTap(true));
		List<String> lines = discriminator(sketch);
		assertTrue(lines.contains("scale1/output/tap = Tap[] <- scale1/score"), lines.toString());
		assertEquals("outputs label map/tap, image/tap/tap, scale1/both/tap, scale1/features/tap, scale1/score/tap, scale1/output/tap, scale1/output, "
				+ "label map/1/tap, image/1/tap, scale2/both/tap, scale2/features/tap, scale2/score/tap, scale2/output/tap, scale2/output", lines.get(lines.size() - 1));
	}

	@Test
	void aTapKeepsABranchThatLeadsNowhereAndOtherDeadEndsAreLeftOut() throws Exception {
		Sketch sketch = Sketch.blank().withSmallestGenerator().withSmallestDiscriminator();
		Node features = sketch.discriminator().getNodes().get(3);
		sketch.convolution(features, "watched", "2").setTap(true);
		sketch.convolution(features, "forgotten", "2");
		List<String> lines = discriminator(sketch);
		assertTrue(lines.stream().anyMatch(line -> line.startsWith("scale2/watched = ")), lines.toString());
		assertFalse(lines.toString().contains("forgotten"), lines.toString());
	}

	@Test
	void aDiscriminatorMayJudgeTheImageAlone() throws Exception {
		Sketch sketch = Sketch.blank().withSmallestGenerator();
		sketch.node(sketch.discriminator(), Sketch.NEW.createLabelMapInput(), "label map");
		ImageInput image = sketch.node(sketch.discriminator(), Sketch.NEW.createImageInput(), "image");
		Convolution features = sketch.convolution(image, "features", "4");
		features.setTap(true);
		sketch.output(sketch.convolution(features, "score", "1"));
		List<String> lines = discriminator(sketch);
		assertTrue(lines.contains("inputs label map, image"), lines.toString());
		assertFalse(lines.toString().contains("label map/1"), lines.toString());
	}

	@Test
	void everyScaleLooksAtTheLabelMapOfItsOwnSize() throws Exception {
		Sketch sketch = Sketch.blank().withSmallestGenerator();
		LabelMapInput map = sketch.node(sketch.discriminator(), Sketch.NEW.createLabelMapInput(), "label map");
		ImageInput image = sketch.node(sketch.discriminator(), Sketch.NEW.createImageInput(), "image");
		sketch.discriminator().setScales("3");
		Node block = sketch.residual(image, map, "block", "4");
		block.setTap(true);
		sketch.output(sketch.convolution(block, "score", "1"));
		List<String> lines = discriminator(sketch);
		assertTrue(lines.contains("scale1/block/norm0/map = ResizeNearest[LIKE] <- label map, image/tap"), lines.toString());
		assertTrue(lines.contains("scale3/block/norm0/map = ResizeNearest[LIKE] <- label map/2, image/2"), lines.toString());
		assertTrue(lines.contains("scale3/block/tap = Tap[] <- scale3/block/sum"), lines.toString());
	}

	@ParameterizedTest
	@EnumSource
	void theNextScaleIsHalfAsLargeRoundedUp(Halving halving) throws Exception {
		Sketch sketch = Sketch.blank().withSmallestGenerator().withSmallestDiscriminator();
		sketch.study.getParameters().stream().filter(p -> p.getName().equals("crop")).forEach(p -> p.setValue("37"));
		sketch.discriminator().setScales("3");
		sketch.discriminator().setHalving(halving);
		GeneratedProject project = CodeGenerator.generate(sketch.experiment, null);
		try (URLClassLoader loader = Engine.compile(project, folder)) {
			ShapeCheck.network(sketch.discriminator(), sketch.experiment, Engine.graph(loader, project.packageName() + ".PatchDiscriminator"));
		}
	}

	@Test
	void aNetworkTooLargeForOneMethodIsBuiltInParts() throws Exception {
		Sketch sketch = Sketch.blank().withSmallestDiscriminator();
		LabelMapInput map = sketch.node(sketch.generator(), Sketch.NEW.createLabelMapInput(), "map");
		Node last = sketch.convolution(map, "seed", "2");
		for (int i = 0; i < 1500; i++) {
			last = sketch.convolution(last, "layer " + i, "2");
		}
		sketch.output(sketch.tanh(last));
		List<String> lines = generator(sketch);
		assertTrue(lines.contains("layer 1499 = Convolution 2 <- layer 1498"));
	}

	@Test
	void stridesFactorsAndWideImagesArriveAsDrawn() throws Exception {
		Sketch sketch = Sketch.blank().withSmallestDiscriminator();
		sketch.study.getParameters().stream().filter(p -> p.getName().equals("aspect")).forEach(p -> p.setValue("2"));
		sketch.experiment.getDataset().setPreprocess(Preprocess.FIXED);
		LabelMapInput map = sketch.node(sketch.generator(), Sketch.NEW.createLabelMapInput(), "map");
		Convolution down = sketch.convolution(map, "down", "8");
		down.setStride("4");
		Upsample up = sketch.node(sketch.generator(), Sketch.NEW.createUpsample(), "up");
		up.setFactor("2*2");
		sketch.edge(down, up);
		sketch.output(sketch.tanh(up));
		List<String> lines = generator(sketch);
		assertTrue(lines.contains("down = Convolution 8 <- map"), lines.toString());
		assertTrue(lines.contains("up = UpsampleNearest[4] <- down"), lines.toString());
	}

	@Test
	void aNetworkThatCannotBeTrainedIsRefusedWithTheElementsName() {
		Sketch sketch = Sketch.landscapes();
		Node middle = sketch.generator().getNodes().stream().filter(node -> node.getName().equals("middle0")).findFirst().orElseThrow();
		middle.getIncoming().get(0).setSource(null);
		GenerationException refusal = assertThrows(GenerationException.class, () -> CodeGenerator.generate(sketch.experiment, null));
		assertTrue(refusal.getMessage().contains("middle0"), refusal.getMessage());
	}

	@Test
	void anExperimentWithoutPartsIsRefusedWithTheirNames() {
		Sketch sketch = Sketch.landscapes();
		sketch.experiment.setPlan(null);
		sketch.experiment.setDiscriminator(null);
		GenerationException refusal = assertThrows(GenerationException.class, () -> CodeGenerator.generate(sketch.experiment, null));
		assertTrue(refusal.getMessage().contains("no discriminator, no training plan"), refusal.getMessage());
	}

	@Test
	void anotherExperimentsFaultIsNoneOfThisOne() throws GenerationException {
		Sketch sketch = Sketch.landscapes();
		Experiment other = Sketch.NEW.createExperiment();
		other.setId("other");
		other.setName("unfinished");
		sketch.study.getExperiments().add(other);
		assertEquals("landscapes.spade", CodeGenerator.generate(sketch.experiment, null).packageName());
		sketch.study.setName("Java");
		assertEquals("javastudy.spade", CodeGenerator.generate(sketch.experiment, null).packageName(), "no class loader takes classes below java");
	}

	private List<String> generator(Sketch sketch) throws Exception {
		return wiring(sketch, "SpadeGenerator");
	}

	private List<String> discriminator(Sketch sketch) throws Exception {
		return wiring(sketch, "PatchDiscriminator");
	}

	private List<String> wiring(Sketch sketch, String className) throws Exception {
		GeneratedProject project = CodeGenerator.generate(sketch.experiment, null);
		try (URLClassLoader loader = Engine.compile(project, folder)) {
			return Engine.wiring(loader, project.packageName() + "." + className);
		}
	}
}
