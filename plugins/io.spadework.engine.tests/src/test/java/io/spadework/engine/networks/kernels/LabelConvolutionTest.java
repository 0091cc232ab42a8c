package io.spadework.engine.networks.kernels;

import static io.spadework.engine.Tensors.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.Tensors;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("A convolution that looks weights up")
class LabelConvolutionTest {

	private static final int LABELS = 5;
	private static final int FILTERS = 16;
	private static final int BLOCK = 8;

	static List<Window> windows() {
		return List.of(Window.square(1, 1, 0), Window.square(3, 1, 1), Window.square(5, 1, 2), new Window(3, 2, 1, 1, 1, 0, 2, 1, 0), new Window(3, 3, 1, 1, 2, 2, 2, 2, 2));
	}

	/** Runs of one label, and pixels without any. */
	private static INDArray oneHot(int samples, int height, int width) {
		Random random = new Random(1);
		INDArray map = Nd4j.zeros(DataType.FLOAT, samples, LABELS, height, width);
		int label = 0;
		for (int n = 0; n < samples; n++) {
			for (int y = 0; y < height; y++) {
				for (int x = 0; x < width; x++) {
					label = random.nextInt(3) == 0 ? random.nextInt(LABELS + 1) : label;
					if (label < LABELS) {
						map.putScalar(new long[] { n, label, y, x }, 1);
					}
				}
			}
		}
		return map;
	}

	/** From N x C x H x W to blocks of channels, or back. */
	private static INDArray blocks(INDArray array, boolean back) {
		long[] shape = array.shape();
		INDArray copy = Nd4j.create(DataType.FLOAT, shape);
		long block = shape[2] * shape[3];
		for (long n = 0; n < shape[0]; n++) {
			for (long c = 0; c < shape[1]; c++) {
				for (long p = 0; p < block; p++) {
					long plain = (n * shape[1] + c) * block + p;
					long blocked = ((n * shape[1] / BLOCK + c / BLOCK) * block + p) * BLOCK + c % BLOCK;
					copy.data().put(back ? plain : blocked, array.data().getFloat(back ? blocked : plain));
				}
			}
		}
		return copy;
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("windows")
	@DisplayName("computes what the general convolution computes, and the same gradients of weights and bias")
	void equalsGeneral(Window window) {
		INDArray map = oneHot(2, 9, 7);
		INDArray weights = Tensors.normal(DataType.FLOAT, 2, FILTERS, LABELS, window.height(), window.width());
		INDArray bias = Tensors.normal(DataType.FLOAT, 3, FILTERS);
		long[] shape = { 2, FILTERS, window.rows(9), window.columns(7) };
		ConvolutionKernel general = PortableKernels.INSTANCE.convolution(window, 1);
		INDArray expected = Nd4j.create(DataType.FLOAT, shape);
		general.forward(map, weights, bias, expected);
		LabelMap labels = new LabelMap();
		labels.read(map);
		assertTrue(labels.oneHot());
		LabelConvolution lookup = new LabelConvolution(window, weights.shape(), BLOCK);
		INDArray output = Nd4j.create(DataType.FLOAT, shape);
		lookup.forward(labels, weights, bias, Double.NaN, output);
		assertClose("output", expected, blocks(output, true), 1e-6);
		lookup.forward(labels, weights, null, 0.2, output);
		general.forward(map, weights, null, expected);
		PortableKernels.INSTANCE.rectifier(0.2).forward(expected, expected);
		assertClose("rectified output", expected, blocks(output, true), 1e-6);
		INDArray gradient = Tensors.normal(DataType.FLOAT, 4, shape);
		INDArray expectedWeights = Nd4j.create(DataType.FLOAT, weights.shape());
		INDArray expectedBias = Nd4j.create(DataType.FLOAT, FILTERS);
		general.backward(map, weights, gradient, null, expectedWeights, expectedBias);
		INDArray weightGradient = Nd4j.create(DataType.FLOAT, weights.shape());
		INDArray biasGradient = Nd4j.create(DataType.FLOAT, FILTERS);
		lookup.backward(labels, blocks(gradient, false), weightGradient, biasGradient);
		assertClose("gradient of weights", expectedWeights, weightGradient, 1e-5);
		assertClose("gradient of bias", expectedBias, biasGradient, 1e-5);
	}

	@Test
	@DisplayName("is not for maps with a value other than 1 or two labels in one place")
	void others() {
		LabelMap labels = new LabelMap();
		INDArray map = oneHot(2, 4, 4);
		map.data().put(0, 0.5f);
		labels.read(map);
		assertFalse(labels.oneHot());
		map = Nd4j.zeros(DataType.FLOAT, 1, 2, 3, 3);
		map.putScalar(new long[] { 0, 0, 1, 1 }, 1);
		map.putScalar(new long[] { 0, 1, 1, 1 }, 1);
		labels.read(map);
		assertFalse(labels.oneHot());
	}

	@Test
	@DisplayName("sees a resized map as resizing by the nearest pixel makes it")
	void resized() {
		INDArray map = oneHot(2, 9, 7);
		LabelMap whole = new LabelMap();
		whole.read(map);
		LabelMap small = new LabelMap();
		small.resize(whole, 4, 5);
		for (int n = 0; n < 2; n++) {
			for (int y = 0; y < 4; y++) {
				for (int x = 0; x < 5; x++) {
					assertEquals(whole.label(n, y * 9 / 4, x * 7 / 5), small.label(n, y, x));
				}
			}
		}
	}
}
