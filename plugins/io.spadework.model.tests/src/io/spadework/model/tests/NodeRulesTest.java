package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.spadework.model.Problem;
import io.spadework.model.Severity;
import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.AdaptiveInstanceNorm;
import io.spadework.model.study.AdaptivePooling;
import io.spadework.model.study.ConditionalBatchNorm;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Crop;
import io.spadework.model.study.Downsample;
import io.spadework.model.study.Dropout;
import io.spadework.model.study.EdgeMapInput;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.Linear;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Padding;
import io.spadework.model.study.PaddingMode;
import io.spadework.model.study.Pooling;
import io.spadework.model.study.Port;
import io.spadework.model.study.Reshape;
import io.spadework.model.study.ResizeToHere;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Sum;
import io.spadework.model.study.TransposedConvolution;
import io.spadework.model.study.Upsample;

/** What the kinds of nodes cannot do, and how it is said. */
class NodeRulesTest {

	private final Bench bench = Bench.generator();

	@Test
	void groupsDivideChannelsAndFilters() {
		Convolution node = bench.node(Bench.NEW.createConvolution(), bench.map(6, 9, 9));
		node.setFilters("8");
		node.setGroups("3");
		String message = "convolution node has 3 groups, which must divide the channels of edge map0 -> node (6 x 9 x 9) and its 8 filters";
		assertEquals(message, bench.problem("groups", node));
		node.setFilters("9");
		assertEquals(List.of(), bench.problems("groups"));
		node.setGroups("9");
		bench.problem("groups", node);
	}

	@Test
	void aDilatedKernelMustFit() {
		Convolution node = bench.node(Bench.NEW.createConvolution(), bench.map(6, 9, 20));
		node.setFilters("8");
		node.setDilation("6");
		node.setKernelWidth("1");
		assertEquals("edge map0 -> node (6 x 9 x 20) is too small for a 3 x 1 kernel with dilation 6, which reaches over 13 x 1, with padding 1: nothing would be left; "
				+ "more padding or a smaller kernel is needed", bench.problem("too-small", node));
		node.setPaddingTop("0");
		assertTrue(bench.problem("too-small", node).contains("with padding 0 above, 1 below, 1 left, 1 right"));
		node.setPaddingBottom("4");
		assertEquals(List.of(), bench.problems("too-small"));
	}

	@Test
	void onlyWhatIsThereCanBeReflected() {
		Convolution convolution = bench.node(Bench.NEW.createConvolution(), bench.map(2, 3, 9));
		convolution.setFilters("8");
		convolution.setPadding("3");
		convolution.setPaddingMode(PaddingMode.REFLECT);
		assertEquals("edge map0 -> node (2 x 3 x 9) is too small for convolution node to reflect with padding 3: each must be smaller than the side it extends; "
				+ "less padding or zeros are needed", bench.problem("reflection", convolution));
		convolution.setPadding("2");
		assertEquals(List.of(), bench.problems("reflection"));
		Padding padding = bench.node(Bench.NEW.createPadding(), bench.map(2, 9, 3));
		padding.setRight("3");
		assertTrue(bench.problem("reflection", padding).contains("padding node to reflect with padding 1 above, 1 below, 1 left, 3 right"));
		padding.setMode(PaddingMode.ZERO);
		assertEquals(List.of(), bench.problems("reflection"));
	}

	@Test
	void outputPaddingIsSmallerThanTheStride() {
		TransposedConvolution node = bench.node(Bench.NEW.createTransposedConvolution(), bench.map(2, 3, 9));
		node.setFilters("8");
		node.setStride("2");
		node.setOutputPadding("2");
		assertEquals("output padding of transposed convolution node is 2; it must be smaller than the stride, 2, as it only tells apart the sizes that the stride makes alike",
				bench.problem("output-padding", node));
		node.setOutputPadding("0");
		node.setKernel("2");
		node.setPadding("3");
		assertEquals("edge map0 -> node (2 x 3 x 9) is too small for a transposed convolution with a 2 x 2 kernel that takes padding 3 away: nothing would be left; less padding is needed",
				bench.problem("too-small", node));
	}

	@Test
	void poolingWindowsMeetTheMap() {
		Pooling node = bench.node(Bench.NEW.createPooling(), bench.map(2, 3, 9));
		node.setPadding("2");
		assertEquals("padding of pooling node is 2; it must be at most half the kernel, 2, so that every window meets the map", bench.problem("pooling-padding", node));
		node.setPadding("0");
		node.setKernel("4");
		assertTrue(bench.problem("too-small", node).contains("is too small for windows of 4 x 4 with padding 0"));
	}

	@Test
	void averagesOnlyMakeMapsSmaller() {
		Upsample up = bench.node(Bench.NEW.createUpsample(), bench.map(2, 3, 9));
		up.setMode(Interpolation.AREA);
		assertEquals("upsample node averages over areas, which only makes maps smaller; nearest or bilinear make them larger", bench.problem("area", up));
		up.setMode(Interpolation.NEAREST);
		AdaptivePooling pooling = bench.node(Bench.NEW.createAdaptivePooling(), bench.map(2, 3, 9));
		pooling.setWidth("10");
		assertEquals("edge map2 -> node (2 x 3 x 9) cannot be pooled to the larger 2 x 1 x 10 by adaptive pooling node; pooling only makes maps smaller, "
				+ "an upsampling makes them larger", bench.problem("area", pooling));
		pooling.setWidth("9");
		ResizeToHere resize = bench.node(Bench.NEW.createResizeToHere(), bench.map(2, 3, 9), bench.map(1, 2, 10));
		assertEquals(List.of(), bench.problems("area"));
		resize.setMode(Interpolation.AREA);
		assertEquals("edge map4 -> node (2 x 3 x 9) would be made larger by node, to the size of edge map5 -> node (1 x 2 x 10); "
				+ "averaging over areas only makes maps smaller, nearest or bilinear make them larger", bench.problem("area", resize));
	}

	@Test
	void nothingBecomesSmallerThanAPixel() {
		Downsample down = bench.node(Bench.NEW.createDownsample(), bench.map(2, 3, 9));
		down.setFactor("4");
		assertTrue(bench.problem("too-small", down).contains("too small to be made 4 times smaller by downsample node"));
		down.setFactor("3");
		Crop crop = bench.node(Bench.NEW.createCrop(), bench.map(2, 3, 9));
		crop.setTop("1");
		crop.setBottom("2");
		assertTrue(bench.problem("too-small", crop).contains("crop node, which takes away 1 above, 2 below, 0 left, 0 right: nothing would be left"));
	}

	@Test
	void nothingBecomesLargerThanCanBeComputed() {
		Padding padding = bench.node(Bench.NEW.createPadding(), bench.map(1, 1, 9));
		padding.setMode(PaddingMode.ZERO);
		padding.setTop("16384");
		assertEquals("padding node would give 1 x 16386 x 11; no side may be longer than 16384", bench.problem("too-large", padding));
		TransposedConvolution node = bench.node(Bench.NEW.createTransposedConvolution(), bench.map(2, 16384, 1));
		node.setFilters("8");
		node.setStride("255");
		padding.setTop("1");
		assertTrue(bench.problem("too-large", node).contains("no side may be longer than 16384"));
	}

	@Test
	void aReshapeKeepsTheNumberOfValues() {
		Reshape node = bench.node(Bench.NEW.createReshape(), bench.map(6, 5, 4));
		node.setChannels("60");
		assertEquals("edge map0 -> node (6 x 5 x 4) has 120 values, but reshape node makes 60 x 1 x 1, which has 60; both must be the same", bench.problem("reshape", node));
		node.setWidth("2");
		assertEquals(List.of(), bench.problems("reshape"));
	}

	@ParameterizedTest
	@EnumSource(names = { "SUM", "PRODUCT" })
	void whatIsAddedOrMultipliedHasOneShape(Join join) {
		Node node = bench.node(join == Join.SUM ? Bench.NEW.createSum() : Bench.NEW.createProduct(), bench.map(6, 5, 4), bench.map(6, 5, 4), bench.map(1, 5, 4));
		String name = join == Join.SUM ? "sum" : "product";
		assertEquals("edge map0 -> node (6 x 5 x 4) and edge map2 -> node (1 x 5 x 4) meet in " + name + " node, so their channels, heights and widths must be the same",
				bench.problem("size-mismatch", node));
	}

	enum Join {
		SUM, PRODUCT
	}

	@Test
	void aSumOfOneIsNone() {
		Sum node = bench.node(Bench.NEW.createSum(), bench.map(6, 5, 4));
		assertEquals("sum node needs 2 or more edges at data and has 1", bench.problem("missing-input", node));
		ResizeToHere resize = bench.node(Bench.NEW.createResizeToHere(), node, node, node);
		assertTrue(bench.problem("extra-input", resize).startsWith("resize to here node takes 2 edges at data, but edges"));
	}

	@Test
	void styleCodesAndConditionsAreSinglePixels() {
		AdaptiveInstanceNorm adaptive = bench.node(Bench.NEW.createAdaptiveInstanceNorm(), bench.map(6, 5, 4));
		assertEquals("adaptive instance norm node needs 1 edge at style and has 0", bench.problem("missing-input", adaptive));
		bench.feed(bench.map(9, 1, 2), adaptive, Port.STYLE);
		assertEquals("edge map2 -> node (9 x 1 x 2) enters at style, so it must be a style code, 9 x 1 x 1; a linear map or a global pooling makes one",
				bench.problem("style", adaptive));
		ConditionalBatchNorm conditional = bench.node(Bench.NEW.createConditionalBatchNorm(), bench.map(6, 5, 4));
		conditional.setClasses("10");
		bench.feed(bench.map(9, 1, 1), conditional, Port.CONDITION);
		assertEquals("edge map5 -> node (9 x 1 x 1) enters at condition, so it must be 10 x 1 x 1, one channel for each class of conditional batch norm node",
				bench.problem("condition", conditional));
	}

	@Test
	void portsOfOtherKindsAreRefused() {
		Dropout node = bench.node(Bench.NEW.createDropout(), bench.map(6, 5, 4));
		var edge = bench.feed(bench.map(9, 1, 1), node, Port.STYLE);
		assertEquals("edge map2 -> node (9 x 1 x 1) enters at style, but dropout node takes only data", bench.problem("port", edge));
		edge.setPort(Port.CONDITION);
		assertTrue(bench.problem("port", edge).contains("enters at condition"));
	}

	@Test
	void aSpadeTakesTheLabelMapAndAnOddKernel() {
		Spade node = bench.node(Bench.NEW.createSpade(), bench.map(6, 5, 4));
		var edge = bench.feed(bench.map(9, 1, 1), node, Port.LABEL_MAP);
		assertTrue(bench.problem("label-map-source", node).contains("must come from a label map input, perhaps resized, not from noise source"));
		edge.setSource(bench.labelMap());
		node.setKernel("2");
		assertEquals("kernel of SPADE node is 2; it must be odd, so that the modulation keeps the size of the features", bench.problem("even-kernel", node));
	}

	@Test
	void anEdgeMapNeedsInstances() {
		EdgeMapInput node = bench.node(Bench.NEW.createEdgeMapInput());
		assertEquals(List.of(), bench.problems("edge-map"));
		bench.study.getDatasets().get(0).setEdges(false);
		assertEquals("edge map input node needs instance edges, but the data set has none; set edges of the data set to true", bench.problem("edge-map", node));
	}

	@Test
	void aGeneratorHasOneStyleCodeAndADiscriminatorNone() {
		bench.labelMap();
		for (int i = 0; i < 2; i++) {
			bench.node(Bench.NEW.createStyleCodeInput());
			bench.node(Bench.NEW.createEdgeMapInput());
		}
		List<String> messages = bench.problems("network-inputs").stream().map(Problem::message).toList();
		assertEquals(List.of("generator SPADE generator has 2 nodes of kind edge map input; it can have only 1",
				"generator SPADE generator has 2 nodes of kind style code input; it can have only 1"), messages);
		Bench judge = Bench.discriminator();
		judge.labelMap();
		judge.node(Bench.NEW.createImageInput());
		judge.node(Bench.NEW.createStyleCodeInput());
		assertEquals("discriminator Patch discriminator has 1 node of kind style code input; it can have none", judge.problem("network-inputs", judge.network));
	}

	@Test
	void aBiasBeforeAChannelsMeanIsTakenAwayIsUseless() {
		Convolution convolution = bench.node(Bench.NEW.createConvolution(), bench.map(6, 5, 4));
		convolution.setFilters("3");
		Normalisation norm = bench.node(Bench.NEW.createNormalisation(), convolution);
		for (NormKind kind : NormKind.values()) {
			norm.setKind(kind);
			norm.setAffine(true);
			boolean useless = kind == NormKind.BATCH || kind == NormKind.INSTANCE;
			assertEquals(useless ? 1 : 0, bench.problems("useless-bias").size(), kind + ": layer statistics leave differences between channels");
		}
		Linear linear = bench.node(Bench.NEW.createLinear(), norm);
		linear.setFilters("3");
		ConditionalBatchNorm conditional = bench.node(Bench.NEW.createConditionalBatchNorm(), linear);
		conditional.setClasses("3");
		var condition = bench.feed(linear, conditional, Port.CONDITION);
		assertEquals(List.of(), bench.problems("useless-bias"), "the condition is used with its bias");
		condition.setSource(bench.map(3, 1, 1));
		assertEquals("linear node adds a bias that the normalisation behind it takes away; set bias to false", bench.problem("useless-bias", linear));
		linear.setBias(false);
		TransposedConvolution transposed = bench.node(Bench.NEW.createTransposedConvolution(), norm);
		transposed.setFilters("3");
		Normalisation after = bench.node(Bench.NEW.createNormalisation(), transposed);
		assertTrue(bench.problem("useless-bias", transposed).startsWith("transposed convolution node adds a bias"));
		transposed.setTap(true);
		assertEquals(List.of(), bench.problems("useless-bias"), "what is compared is seen with its bias");
		transposed.setTap(false);
		Spade spade = bench.node(Bench.NEW.createSpade(), transposed);
		bench.feed(bench.labelMap(), spade, Port.LABEL_MAP);
		assertEquals(List.of(), bench.problems("useless-bias"), "published SPADE networks have biases there");
		bench.network.getNodes().remove(after);
	}

	@Test
	void anAffinePartOfNoNormIsSeen() {
		Normalisation norm = bench.node(Bench.NEW.createNormalisation(), bench.map(6, 5, 4));
		norm.setKind(NormKind.NONE);
		assertEquals(List.of(), bench.problems("inert-affine"));
		norm.setAffine(true);
		assertEquals("normalisation node is of kind none, so it changes nothing and has no affine part; choose another kind or set affine to false",
				bench.problem("inert-affine", norm));
		assertEquals(Severity.WARNING, bench.problems("inert-affine").get(0).severity());
	}

	@Test
	void instanceStatisticsOfAPixelAreSeenWhateverUsesThem() {
		AdaptiveInstanceNorm adaptive = bench.node(Bench.NEW.createAdaptiveInstanceNorm(), bench.map(6, 1, 1));
		bench.feed(bench.map(9, 1, 1), adaptive, Port.STYLE);
		assertEquals("adaptive instance norm node normalises 6 x 1 x 1: instance statistics of a single pixel leave only zeros",
				bench.problem("single-pixel-norm", adaptive));
	}

	@Test
	void aSoftmaxOfOneChannelIsSeen() {
		Activation node = bench.node(Bench.NEW.createActivation(), bench.map(1, 5, 4));
		node.setFunction(ActivationFunction.SOFTMAX);
		assertEquals("activation node is a softmax over the channels of 1 x 5 x 4, which is 1 everywhere; a sigmoid keeps a single channel apart",
				bench.problem("single-channel-softmax", node));
	}

	@Test
	void whatIsOnlyMeasuredIsNotUsed() {
		Node ruler = bench.map(7, 2, 9);
		ResizeToHere resize = bench.node(Bench.NEW.createResizeToHere(), bench.map(2, 3, 9), ruler);
		assertEquals(List.of("nothing uses what noise source map0 computes", "nothing uses what resize to here node computes"),
				bench.problems("dead-end").stream().map(Problem::message).toList());
		Sum sum = bench.node(Bench.NEW.createSum(), ruler, ruler);
		assertEquals(List.of(resize, sum), bench.problems("dead-end").stream().map(Problem::element).toList());
	}

	@Test
	void emptyNumbersStandForOthersOnlyWhereTheyMay() {
		Convolution node = bench.node(Bench.NEW.createConvolution(), bench.map(6, 5, 4));
		node.setFilters("3");
		node.setKernelWidth("");
		assertEquals(List.of(), bench.problems("number").stream().filter(problem -> problem.element() == node).toList());
		node.setKernelWidth("0");
		assertEquals("kernelWidth of convolution node is 0; it must be 1 to 255", bench.problem("number", node));
		node.setKernelWidth(null);
		node.setDilation(null);
		assertTrue(bench.problem("number", node).contains("dilation of convolution node: the expression is empty"));
	}
}
