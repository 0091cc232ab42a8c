package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.spadework.model.Shape;
import io.spadework.model.Shapes;
import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.AdaptiveInstanceNorm;
import io.spadework.model.study.AdaptivePooling;
import io.spadework.model.study.ConditionalBatchNorm;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Crop;
import io.spadework.model.study.Downsample;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.Linear;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Padding;
import io.spadework.model.study.PaddingMode;
import io.spadework.model.study.Pooling;
import io.spadework.model.study.PoolingKind;
import io.spadework.model.study.Port;
import io.spadework.model.study.Reshape;
import io.spadework.model.study.ResizeToHere;
import io.spadework.model.study.Spade;
import io.spadework.model.study.StudyPackage;
import io.spadework.model.study.StyleCodeInput;
import io.spadework.model.study.TransposedConvolution;
import io.spadework.model.study.Upsample;

/** Compares with windows that are laid out and counted one by one. */
class NodeShapesTest {

	private final Bench bench = Bench.generator();

	/** Windows that lie within the padded side, one for every stride. */
	private static int windows(int side, int before, int after, int kernel, int dilation, int stride) {
		int count = 0;
		for (int start = -before; start + dilation * (kernel - 1) < side + after; start += stride) {
			count++;
		}
		return count;
	}

	@ParameterizedTest
	@CsvSource({ "17, 9, 3, , 1, , 1, 1", "17, 9, 3, 5, 2, 1, 1, 2", "64, 33, 1, 7, 1, 3, 1, 3", "31, 32, 4, 4, 2, 2, 1, 2", "29, 30, 3, 3, 1, 1, 4, 4",
			"23, 57, 5, 2, 3, 2, 3, 0", "5, 5, 5, 5, 1, 1, 1, 0", "7, 64, 7, 1, 255, 1, 1, 0" })
	void aConvolutionHasAsManyWindowsAsFit(int height, int width, int kernel, Integer kernelWidth, int stride, Integer strideWidth, int dilation, int padding) {
		Convolution node = bench.node(Bench.NEW.createConvolution(), bench.map(6, height, width));
		node.setFilters("10");
		node.setKernel("" + kernel);
		node.setKernelWidth(kernelWidth == null ? null : "" + kernelWidth);
		node.setStride("" + stride);
		node.setStrideWidth(strideWidth == null ? " " : "" + strideWidth);
		node.setDilation("" + dilation);
		node.setPadding("" + padding);
		assertEquals(new Shape(10, windows(height, padding, padding, kernel, dilation, stride),
				windows(width, padding, padding, kernelWidth == null ? kernel : kernelWidth, dilation, strideWidth == null ? stride : strideWidth)), bench.shape(node));
	}

	@ParameterizedTest
	@EnumSource(PaddingMode.class)
	void eachSideOfAConvolutionHasItsOwnPadding(PaddingMode mode) {
		Convolution node = bench.node(Bench.NEW.createConvolution(), bench.map(4, 11, 13));
		node.setFilters("6");
		node.setGroups("2");
		node.setPaddingMode(mode);
		node.setPadding("2");
		node.setPaddingTop("0");
		node.setPaddingRight("5");
		assertEquals(new Shape(6, windows(11, 0, 2, 3, 1, 1), windows(13, 2, 5, 3, 1, 1)), bench.shape(node));
		node.setPaddingBottom("10");
		node.setPaddingLeft("12");
		assertEquals(new Shape(6, windows(11, 0, 10, 3, 1, 1), windows(13, 12, 5, 3, 1, 1)), bench.shape(node));
	}

	/** A transposed convolution gives a size from which the convolution with the same settings leads back. */
	@ParameterizedTest
	@CsvSource({ "4, 2, 1, 0", "3, 2, 1, 1", "3, 1, 1, 0", "5, 3, 2, 2", "2, 2, 0, 0", "7, 4, 0, 3", "1, 5, 0, 4" })
	void aTransposedConvolutionIsTheWayBack(int kernel, int stride, int padding, int outputPadding) {
		for (int side : new int[] { 1, 2, 5, 16, 33 }) {
			TransposedConvolution node = Bench.NEW.createTransposedConvolution();
			Bench fresh = Bench.generator();
			fresh.node(node, fresh.map(3, side, side + 2));
			node.setFilters("8");
			node.setKernel("" + kernel);
			node.setStride("" + stride);
			node.setPadding("" + padding);
			node.setOutputPadding("" + outputPadding);
			Shape shape = fresh.shape(node);
			assertEquals(8, shape.channels());
			assertEquals(side, windows(shape.height(), padding, padding, kernel, 1, stride));
			assertEquals(side + 2, windows(shape.width(), padding, padding, kernel, 1, stride));
			assertEquals(kernel == stride && padding == 0 ? side * stride : shape.height(), shape.height());
		}
		TransposedConvolution twice = Bench.NEW.createTransposedConvolution();
		twice.setFilters("1");
		twice.setStride("2");
		twice.setOutputPadding("1");
		bench.node(twice, bench.map(2, 9, 12));
		assertEquals(new Shape(1, 18, 24), bench.shape(twice), "the usual one doubles");
		twice.setStrideWidth("3");
		twice.setOutputPaddingWidth("2");
		twice.setKernelWidth("5");
		twice.setPaddingLeft("0");
		assertEquals(new Shape(1, 18, 11 * 3 + 5 - 1 + 2), bench.shape(twice), "height and width may differ");
		twice.setDilation("2");
		assertEquals(new Shape(1, 8 * 2 + 5 - 2 + 1, 11 * 3 + 9 - 1 + 2), bench.shape(twice));
	}

	/** Side, kernel, stride, padding, then the sizes in floor and ceil mode that PyTorch documents, worked out by hand. */
	@ParameterizedTest
	@CsvSource({ "6, 3, 2, 0, 2, 3", "7, 3, 2, 1, 4, 4", "5, 2, 2, 1, 3, 3", "8, 2, 2, 0, 4, 4", "9, 2, 2, 0, 4, 5", "256, 3, 2, 1, 128, 129", "5, 3, 3, 1, 2, 2", "6, 3, 4, 1, 2, 2",
			"5, 2, 3, 1, 2, 2", "8, 2, 3, 0, 3, 3", "7, 2, 3, 0, 2, 3", "10, 4, 3, 2, 4, 4", "1, 1, 1, 0, 1, 1" })
	void poolingCountsItsWindows(int side, int kernel, int stride, int padding, int floor, int ceil) {
		Pooling node = bench.node(Bench.NEW.createPooling(), bench.map(5, side, side));
		node.setKernel("" + kernel);
		node.setStride("" + stride);
		node.setPadding("" + padding);
		assertEquals(new Shape(5, floor, floor), bench.shape(node));
		assertEquals(floor, windows(side, padding, padding, kernel, 1, stride));
		node.setCeil(true);
		node.setKind(PoolingKind.AVERAGE);
		assertEquals(new Shape(5, ceil, ceil), bench.shape(node));
		assertEquals(ceil, reaching(side, kernel, stride, padding));
	}

	/** Windows that cover something new, and begin in the map or in the padding before it. */
	private static int reaching(int side, int kernel, int stride, int padding) {
		int count = 0;
		int covered = -padding;
		for (int start = -padding; start < side && covered < side + padding; start += stride) {
			count++;
			covered = start + kernel;
		}
		return count;
	}

	@Test
	void whatIsSizedByItsSettingsHasThatSize() {
		AdaptivePooling pooling = bench.node(Bench.NEW.createAdaptivePooling(), bench.map(7, 13, 29));
		assertEquals(new Shape(7, 1, 1), bench.shape(pooling));
		pooling.setHeight("5");
		pooling.setWidth("29");
		assertEquals(new Shape(7, 5, 29), bench.shape(pooling));
		Reshape reshape = bench.node(Bench.NEW.createReshape(), pooling);
		reshape.setChannels("29");
		reshape.setHeight("7");
		reshape.setWidth("5");
		assertEquals(new Shape(29, 7, 5), bench.shape(reshape));
		Linear linear = bench.node(Bench.NEW.createLinear(), reshape);
		linear.setFilters("6*16");
		assertEquals(new Shape(96, 1, 1), bench.shape(linear));
		StyleCodeInput style = bench.node(Bench.NEW.createStyleCodeInput());
		assertEquals(new Shape(256, 1, 1), bench.shape(style));
	}

	@Test
	void bordersAreAddedAndTakenAwaySideBySide() {
		Padding padding = bench.node(Bench.NEW.createPadding(), bench.map(3, 5, 9));
		assertEquals(new Shape(3, 7, 11), bench.shape(padding));
		padding.setTop("4");
		padding.setBottom("0");
		padding.setLeft("8");
		padding.setRight("3");
		assertEquals(new Shape(3, 9, 20), bench.shape(padding));
		Crop crop = bench.node(Bench.NEW.createCrop(), padding);
		assertEquals(new Shape(3, 9, 20), bench.shape(crop));
		crop.setTop("4");
		crop.setLeft("8");
		crop.setRight("3");
		assertEquals(new Shape(3, 5, 9), bench.shape(crop));
	}

	@ParameterizedTest
	@EnumSource(Interpolation.class)
	void downsamplingRoundsDown(Interpolation mode) {
		Downsample node = bench.node(Bench.NEW.createDownsample(), bench.map(2, 17, 32));
		node.setMode(mode);
		assertEquals(new Shape(2, 8, 16), bench.shape(node));
		node.setFactor("17");
		assertEquals(new Shape(2, 1, 1), bench.shape(node));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void upsamplingMultiplies(boolean aligned) {
		Upsample node = bench.node(Bench.NEW.createUpsample(), bench.map(2, 3, 5));
		node.setFactor("3");
		node.setMode(Interpolation.BILINEAR);
		node.setAligned(aligned);
		assertEquals(new Shape(2, 9, 15), bench.shape(node));
	}

	@Test
	void aResizeTakesTheSizeOfItsSecondInputAndTheChannelsOfItsFirst() {
		ResizeToHere node = bench.node(Bench.NEW.createResizeToHere(), bench.map(2, 30, 5), bench.map(7, 13, 64));
		assertEquals(new Shape(2, 13, 64), bench.shape(node));
		bench.network.getEdges().move(0, 1);
		assertEquals(new Shape(7, 30, 5), bench.shape(node), "the order of the edges decides");
	}

	@Test
	void sumsAndProductsHaveTheShapeOfTheirInputs() {
		for (Node node : new Node[] { Bench.NEW.createSum(), Bench.NEW.createProduct() }) {
			bench.node(node, bench.map(2, 3, 4), bench.map(2, 3, 4), bench.map(2, 3, 4));
			assertEquals(new Shape(2, 3, 4), bench.shape(node));
		}
	}

	@Test
	void normalisationsActivationsAndDropoutKeepTheShape() {
		Node map = bench.map(6, 9, 5);
		for (NormKind kind : NormKind.values()) {
			Normalisation norm = bench.node(Bench.NEW.createNormalisation(), map);
			norm.setKind(kind);
			Spade spade = bench.node(Bench.NEW.createSpade(), map);
			spade.setInnerNorm(kind);
			bench.feed(bench.labelMap(), spade, Port.LABEL_MAP);
			assertEquals(new Shape(6, 9, 5), bench.shape(norm));
			assertEquals(new Shape(6, 9, 5), bench.shape(spade));
		}
		for (ActivationFunction function : ActivationFunction.values()) {
			Activation activation = bench.node(Bench.NEW.createActivation(), map);
			activation.setFunction(function);
			assertEquals(new Shape(6, 9, 5), bench.shape(activation));
		}
		assertEquals(new Shape(6, 9, 5), bench.shape(bench.node(Bench.NEW.createDropout(), map)));
		ConditionalBatchNorm conditional = bench.node(Bench.NEW.createConditionalBatchNorm(), map);
		conditional.setClasses("10 - 1");
		bench.feed(bench.map(9, 1, 1), conditional, Port.CONDITION);
		assertEquals(new Shape(6, 9, 5), bench.shape(conditional));
		AdaptiveInstanceNorm adaptive = bench.node(Bench.NEW.createAdaptiveInstanceNorm(), map);
		bench.feed(bench.map(33, 1, 1), adaptive, Port.STYLE);
		assertEquals(new Shape(6, 9, 5), bench.shape(adaptive));
	}

	@Test
	void anEdgeMapHasOneChannelAndIsPooledLikeTheLabelMap() {
		Bench judge = Bench.discriminator();
		judge.network.eSet(StudyPackage.Literals.DISCRIMINATOR__SCALES, "3");
		Node edges = judge.node(Bench.NEW.createEdgeMapInput());
		assertEquals(new Shape(1, 64, 64), judge.shape(edges));
		assertEquals(new Shape(1, 16, 16), Shapes.infer(judge.network, Samples.experiment(judge.study)).scale(3).of(edges));
	}
}
