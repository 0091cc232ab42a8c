package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EClassifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.spadework.model.Frame;
import io.spadework.model.Problem;
import io.spadework.model.Shape;
import io.spadework.model.Shapes;
import io.spadework.model.Wiring;
import io.spadework.model.nodes.NodeRule;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;
import io.spadework.model.study.Preprocess;
import io.spadework.model.study.Resize;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.StudyPackage;
import io.spadework.model.study.Upsample;

class ShapesTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"64 | 1 | 16 | seed 256 x 2 x 2, head 256 x 2 x 2, up1 256 x 4 x 4, middle1 256 x 4 x 4, block1 128 x 8 x 8, block2 64 x 16 x 16, block3 32 x 32 x 32, block4 16 x 64 x 64, output 3 x 64 x 64",
			"128 | 2 | 8 | seed 128 x 2 x 4, up1 128 x 4 x 8, block1 64 x 8 x 16, block4 8 x 64 x 128, output 3 x 64 x 128",
			"256 | 1 | 64 | seed 1024 x 8 x 8, middle0 1024 x 16 x 16, block1 512 x 32 x 32, block4 64 x 256 x 256, output 3 x 256 x 256" })
	void theGeneratorGrowsFromSeedToImage(String crop, String aspect, String ngf, String expected) {
		Study study = Samples.landscapes("crop", crop, "aspect", aspect, "ngf", ngf);
		Network generator = Samples.generator(study);
		Shapes shapes = Shapes.infer(generator, Samples.experiment(study));
		assertEquals(List.of(), shapes.problems());
		for (String each : expected.split(", ")) {
			String name = each.substring(0, each.indexOf(' '));
			assertEquals(each, name + " " + shapes.of(Samples.node(generator, name)));
		}
	}

	@ParameterizedTest
	@CsvSource({ "RESIZE_AND_CROP, 2, 64, 128", "FIXED, 2, 64, 128", "SCALE_WIDTH, 2, 80, 160", "SCALE_SHORTSIDE, 2, 160, 320",
			"SCALE_SHORTSIDE, 0.5, 320, 160", "NONE, 1, 128, 128" })
	void theNetworksSeeWhatPreprocessingGives(Preprocess preprocess, String aspect, int height, int width) throws Exception {
		Study study = Samples.landscapes("crop", "128", "aspect", aspect);
		Dataset data = study.getDatasets().get(0);
		data.setLoad("160");
		data.setPreprocess(preprocess);
		assertEquals(new Shape(3, height, width), Frame.of(Samples.experiment(study)).image());
	}

	@Test
	void everyScaleOfTheDiscriminatorHasShapesOfItsOwn() {
		Study study = Samples.landscapes("crop", "64", "ndf", "16", "scales", "3");
		Network discriminator = Samples.discriminator(study);
		Shapes shapes = Shapes.infer(discriminator, Samples.experiment(study));
		assertEquals(List.of(), shapes.problems());
		assertEquals(3, shapes.scales());
		assertEquals(new Shape(14, 64, 64), shapes.of(Samples.node(discriminator, "concat")));
		assertEquals(new Shape(16, 33, 33), shapes.of(Samples.node(discriminator, "conv1")));
		assertEquals(new Shape(128, 10, 10), shapes.of(Samples.node(discriminator, "relu4")));
		assertEquals(new Shape(1, 11, 11), shapes.of(Samples.node(discriminator, "output")));
		assertEquals(new Shape(16, 17, 17), shapes.scale(2).of(Samples.node(discriminator, "conv1")));
		assertEquals(new Shape(14, 16, 16), shapes.scale(3).of(Samples.node(discriminator, "concat")));
		assertThrows(IllegalArgumentException.class, () -> shapes.scale(4));
	}

	@Test
	void anEdgeCarriesTheShapeOfItsSource() {
		Study study = Samples.landscapes("crop", "64");
		Shapes shapes = Shapes.infer(Samples.generator(study), Samples.experiment(study));
		assertEquals("1024 x 2 x 2", shapes.of(Samples.edge(study, "head-up1")).toString());
		assertEquals("11 x 64 x 64", shapes.of(Samples.edge(study, "label_map-head")).toString());
	}

	@Test
	void aWrongPortNamesBothEndsAndTheShape() {
		Study study = Samples.landscapes("crop", "64");
		Samples.edge(study, "head-up1").setPort(Port.LABEL_MAP);
		Problem problem = only("port", problems(study, 0));
		assertEquals("edge head -> up1 (1024 x 2 x 2) enters at label_map, but upsample up1 takes only data", problem.message());
		assertEquals(Samples.edge(study, "head-up1"), problem.element());
	}

	@Test
	void inputsTakeNoEdges() {
		Study study = Samples.landscapes("crop", "64");
		Network discriminator = Samples.discriminator(study);
		Samples.connect(discriminator, Samples.node(study, "d_label_map"), Samples.node(study, "d_image"), Port.DATA);
		assertEquals("edge label map -> image (11 x 64 x 64) enters at data, but image input image takes no inputs",
				only("port", problems(study, 1)).message());
	}

	@Test
	void aMissingInputIsNamedAndWhatFollowsIsUnknown() {
		Study study = Samples.landscapes("crop", "64");
		Samples.generator(study).getEdges().remove(Samples.edge(study, "label_map-middle0"));
		Shapes shapes = Shapes.infer(Samples.generator(study), Samples.experiment(study));
		assertEquals("block use middle0 needs 1 edge at label_map and has 0", only("missing-input", shapes.problems()).message());
		assertNull(shapes.of(Samples.<Node>node(study, "middle0")));
		assertNull(shapes.of(Samples.<Node>node(study, "output")));
		assertEquals(new Shape(1024, 4, 4), shapes.of(Samples.<Node>node(study, "up1")));
	}

	@Test
	void oneInputTooManyNamesAllOfThem() {
		Study study = Samples.landscapes("crop", "64");
		Samples.connect(Samples.generator(study), Samples.node(study, "seed"), Samples.node(study, "up1"), Port.DATA);
		String message = only("extra-input", problems(study, 0)).message();
		assertTrue(message.contains("head -> up1 (1024 x 2 x 2), seed -> up1 (1024 x 2 x 2)"), message);
	}

	@Test
	void aCircleIsNamedNodeByNode() {
		Study study = Samples.landscapes("crop", "64");
		Samples.edge(study, "seed-head").setSource(Samples.node(study, "middle0"));
		assertEquals("nodes feed one another in a circle: head -> up1 -> middle0 -> head; a network must flow one way",
				only("circle", problems(study, 0)).message());
	}

	@Test
	void aNodeThatFeedsItselfIsACircle() {
		Study study = Samples.landscapes("crop", "64");
		Samples.edge(study, "head-up1").setSource(Samples.node(study, "up1"));
		assertTrue(only("circle", problems(study, 0)).message().contains("up1 -> up1"));
	}

	@Test
	void anEdgeWithoutAnEndDangles() {
		Study study = Samples.landscapes("crop", "64");
		Samples.edge(study, "head-up1").setTarget(null);
		assertEquals("edge head -> ? (id head-up1) must lead from one node of SPADE generator to another",
				only("dangling-edge", problems(study, 0)).message());
	}

	@Test
	void anEdgeIntoAnotherNetworkDangles() {
		Study study = Samples.landscapes("crop", "64");
		Samples.edge(study, "image-output").setTarget(Samples.node(study, "d_output"));
		only("dangling-edge", problems(study, 0));
	}

	@Test
	void concatenatedSizesMustMatchAndBothEdgesAreNamed() {
		Study study = Samples.landscapes("crop", "64");
		Network discriminator = Samples.discriminator(study);
		Upsample up = Samples.add(discriminator, "up", StudyFactory.eINSTANCE.createUpsample());
		Samples.connect(discriminator, Samples.node(study, "d_image"), up, Port.DATA);
		Samples.edge(study, "d_image-concat").setSource(up);
		assertEquals(
				"edge label map -> concat (11 x 64 x 64) and edge up -> concat (3 x 128 x 128) meet in a concatenation, so their heights and widths must be the same",
				only("size-mismatch", problems(study, 1)).message());
	}

	@Test
	void aKernelThatDoesNotFitIsNamedWithItsScale() {
		Study study = Samples.landscapes("crop", "64", "scales", "5");
		Convolution patches = Samples.node(study, "d_patches");
		patches.setPadding("0");
		patches.setKernel("6");
		String message = only("too-small", problems(study, 1)).message();
		assertTrue(message.startsWith("at scale 3: edge relu4 -> patches (512 x 4 x 4) is too small for a 6 x 6 kernel with padding 0"), message);
	}

	@Test
	void theGeneratorMustAnswerTheImage() {
		Study study = Samples.landscapes("crop", "64");
		Samples.<Upsample>node(study, "up3").setFactor("3");
		assertEquals("edge image -> output (3 x 96 x 96) must be the image, 3 x 64 x 64", only("output-shape", problems(study, 0)).message());
		Samples.<Convolution>node(study, "d_patches").setFilters("2");
		assertTrue(only("output-shape", problems(study, 1)).message().contains("(2 x 11 x 11) must be one score a patch"));
	}

	@Test
	void aLabelMapPortTakesTheLabelMapItself() {
		Study study = Samples.landscapes("crop", "64");
		Samples.edge(study, "label_map-head").setSource(Samples.node(study, "seed"));
		assertTrue(only("label-map-source", problems(study, 0)).message().startsWith("in head: edge label map -> norm0 (1024 x 2 x 2) enters at label_map"));
	}

	@Test
	void numbersOutsideTheirRangeAreNamed() {
		Study study = Samples.landscapes("crop", "64");
		Samples.<Convolution>node(study, "seed").setFilters("ngf - 64");
		assertEquals("filters of convolution seed is ngf - 64 = 0; it must be 1 to 65536", only("number", problems(study, 0)).message());
		Samples.<Convolution>node(study, "seed").setFilters("ngf/3");
		assertTrue(only("number", problems(study, 0)).message().startsWith("filters of convolution seed: \"ngf/3\" is 21.33"));
		Samples.<Convolution>node(study, "seed").setFilters("16*ngf");
		Samples.<Resize>node(study, "small_map").setHeight("0");
		assertEquals("height of resize small map is 0; it must be 1 to 16384", only("number", problems(study, 0)).message());
		Samples.<Resize>node(study, "small_map").setHeight("2");
		Samples.<Spade>inner(study, "residual_norm0").setKernel("4");
		only("even-kernel", problems(study, 0));
	}

	@Test
	void sizesBeyondAllBoundsAreRefusedWithoutOverflow() {
		Study study = Samples.landscapes("crop", "64");
		for (int i = 1; i <= 5; i++) {
			Samples.<Upsample>node(study, "up" + i).setFactor("64");
		}
		only("too-large", problems(study, 0));
	}

	@Test
	void withoutADataSetNothingIsKnown() {
		Study study = Samples.landscapes("crop", "64");
		Samples.experiment(study).setDataset(null);
		Shapes shapes = Shapes.infer(Samples.generator(study), Samples.experiment(study));
		assertTrue(only("number", shapes.problems()).message().contains("has no data set"));
		assertNull(shapes.of(Samples.<Node>node(study, "seed")));
	}

	@Test
	void inputsComeInTheOrderOfTheEdges() {
		Study study = Samples.landscapes("crop", "64");
		Network discriminator = Samples.discriminator(study);
		discriminator.getEdges().move(0, Samples.edge(study, "d_image-concat"));
		List<String> names = Wiring.of(discriminator).into(Samples.node(study, "d_concat"), Port.DATA).stream().map(Edge::getId).toList();
		assertEquals(List.of("d_image-concat", "d_label_map-concat"), names);
	}

	@Test
	void nodesAreOrderedAsDrawnWhereThatIsAnOrder() {
		Study study = Samples.landscapes("crop", "64");
		assertEquals(Samples.generator(study).getNodes(), Wiring.of(Samples.generator(study)).order());
		Samples.generator(study).getNodes().move(0, Samples.<Node>node(study, "output"));
		List<Node> order = Wiring.of(Samples.generator(study)).order();
		assertEquals("output", order.get(order.size() - 1).getName());
	}

	@Test
	void everyKindOfNodeHasARule() {
		for (EClassifier classifier : StudyPackage.eINSTANCE.getEClassifiers()) {
			if (classifier instanceof EClass kind && !kind.isAbstract() && StudyPackage.Literals.NODE.isSuperTypeOf(kind)) {
				assertEquals(kind, NodeRule.of(kind).kind());
			}
		}
	}

	private static List<Problem> problems(Study study, int network) {
		return Shapes.infer(study.getNetworks().get(network), Samples.experiment(study)).problems();
	}

	private static Problem only(String rule, List<Problem> problems) {
		List<Problem> found = problems.stream().filter(problem -> problem.rule().equals(rule)).toList();
		assertEquals(1, found.size(), problems.toString());
		return found.get(0);
	}
}
