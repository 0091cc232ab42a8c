package io.spadework.engine.networks.kernels;

import static io.spadework.engine.Tensors.assertClose;
import static io.spadework.engine.Tensors.normal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.abort;

import io.spadework.engine.networks.Norm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

@DisplayName("oneDNN's kernels compute what the portable ones compute")
class KernelSetsTest {

	private static final double TOLERANCE = 1e-5;

	private Kernels onednn;

	@BeforeEach
	void load() {
		Kernels loaded = null;
		try {
			loaded = OneDnnKernels.load();
		} catch (LinkageError absent) {
			abort("oneDNN doesn't load here");
		}
		onednn = loaded;
	}

	@ParameterizedTest(name = "{0} samples of {1} x {2} x {3}, {4} filters, kernel {5}, stride {6}, padding {7}")
	@CsvSource({ "2, 3, 8, 8, 5, 3, 1, 1", "1, 1, 7, 5, 1, 3, 1, 1", "3, 11, 2, 2, 128, 3, 1, 1", "2, 14, 9, 13, 16, 4, 2, 2", "1, 6, 5, 5, 1, 4, 1, 2",
			"2, 4, 1, 1, 3, 3, 1, 1", "1, 5, 6, 10, 7, 1, 1, 0", "2, 3, 10, 6, 4, 5, 2, 0", "1, 2, 4, 4, 2, 3, 2, 0" })
	void convolutionAndItsGradients(int samples, int channels, int height, int width, int filters, int kernel, int stride, int padding) {
		INDArray x = normal(DataType.FLOAT, 1, samples, channels, height, width);
		INDArray w = normal(DataType.FLOAT, 2, filters, channels, kernel, kernel);
		INDArray b = normal(DataType.FLOAT, 3, filters);
		long rows = (height + 2 * padding - kernel) / stride + 1;
		long columns = (width + 2 * padding - kernel) / stride + 1;
		INDArray gradient = normal(DataType.FLOAT, 4, samples, filters, rows, columns);
		for (INDArray bias : new INDArray[] { b, null }) {
			INDArray[][] results = new INDArray[2][];
			Kernels[] sets = { PortableKernels.INSTANCE, onednn };
			for (int i = 0; i < 2; i++) {
				INDArray y = Nd4j.create(DataType.FLOAT, gradient.shape());
				INDArray gx = Nd4j.create(DataType.FLOAT, x.shape());
				INDArray gw = Nd4j.create(DataType.FLOAT, w.shape());
				INDArray gb = bias == null ? null : Nd4j.create(DataType.FLOAT, b.shape());
				ConvolutionKernel convolution = sets[i].convolution(Window.square(kernel, stride, padding), 1);
				convolution.forward(x, w, bias, y);
				convolution.backward(x, w, gradient, gx, gw, gb);
				results[i] = new INDArray[] { y, gx, gw, bias == null ? gw : gb };
			}
			String[] names = { "output", "input gradient", "weight gradient", "bias gradient" };
			for (int i = 0; i < names.length; i++) {
				assertClose(names[i], results[0][i], results[1][i], TOLERANCE);
			}
		}
	}

	@ParameterizedTest(name = "{0} norm of {1} samples of {2} x {3} x {4}")
	@CsvSource({ "BATCH, 4, 3, 8, 8", "BATCH, 1, 1, 5, 7", "BATCH, 4, 16, 1, 1", "INSTANCE, 4, 3, 8, 8", "INSTANCE, 1, 1, 5, 7", "INSTANCE, 3, 32, 9, 2",
			"LAYER, 4, 3, 8, 8", "LAYER, 1, 1, 5, 7", "LAYER, 3, 32, 9, 2" })
	void normalisationAndItsGradient(Norm norm, int samples, int channels, int height, int width) {
		INDArray x = normal(DataType.FLOAT, 5, samples, channels, height, width).addi(3);
		INDArray gradient = normal(DataType.FLOAT, 6, x.shape());
		INDArray[][] results = new INDArray[2][];
		Kernels[] sets = { PortableKernels.INSTANCE, onednn };
		for (int i = 0; i < 2; i++) {
			INDArray mean = Nd4j.create(DataType.FLOAT, norm.statistics(x.shape()));
			INDArray variance = mean.dup();
			INDArray y = Nd4j.create(DataType.FLOAT, x.shape());
			INDArray gx = y.dup();
			NormKernel kernel = sets[i].norm(norm, 1e-5);
			kernel.forward(x, mean, variance, y);
			kernel.backward(x, mean, variance, y, gradient, gx);
			results[i] = new INDArray[] { mean, variance, y, gx };
		}
		String[] names = { "mean", "variance", "normalised", "gradient" };
		for (int i = 0; i < names.length; i++) {
			assertClose(names[i], results[0][i], results[1][i], TOLERANCE);
		}
	}

	@ParameterizedTest(name = "{0} samples of {1} x {2} x {3}, in blocks: {4}")
	@CsvSource({ "4, 64, 1, 1, false", "2, 5, 1, 1, false", "1, 16, 1, 1, false", "3, 16, 1, 1, true", "2, 32, 3, 2, true", "2, 7, 4, 5, false", "2, 16, 1, 3, false" })
	@DisplayName("the gradient of a modulation is scaled channel by channel, also of maps of one pixel")
	void rescaling(int samples, int channels, int height, int width, boolean blocked) {
		OneDnnBlocks blocks = OneDnnBlocks.of((OneDnnKernels) onednn);
		INDArray x = normal(DataType.FLOAT, 13, samples, channels, height, width);
		INDArray factor = normal(DataType.FLOAT, 14, x.shape());
		INDArray perChannel = normal(DataType.FLOAT, 15, channels);
		INDArray expected = x.mul(factor).addi(x).muli(perChannel.reshape(1, channels, 1, 1).broadcast(x.shape()));
		INDArray result = Nd4j.create(DataType.FLOAT, x.shape());
		blocks.rescale(laid(blocks, x, blocked), laid(blocks, factor, blocked), perChannel, blocked, result);
		INDArray plain = result.dup();
		if (blocked) {
			blocks.reorder(result, true, plain);
		}
		assertClose("rescaled", expected, plain, TOLERANCE);
	}

	private static INDArray laid(OneDnnBlocks blocks, INDArray map, boolean blocked) {
		INDArray laid = map.dup();
		if (blocked) {
			blocks.reorder(map, false, laid);
		}
		return laid;
	}

	@ParameterizedTest(name = "slope {0}")
	@CsvSource({ "0", "0.2" })
	void rectifierAndItsGradient(double slope) {
		INDArray x = normal(DataType.FLOAT, 7, 2, 3, 5, 7);
		INDArray gradient = normal(DataType.FLOAT, 8, x.shape());
		INDArray[][] results = new INDArray[2][];
		Kernels[] sets = { PortableKernels.INSTANCE, onednn };
		for (int i = 0; i < 2; i++) {
			INDArray y = Nd4j.create(DataType.FLOAT, x.shape());
			INDArray gx = y.dup();
			RectifierKernel kernel = sets[i].rectifier(slope);
			kernel.forward(x, y);
			kernel.backward(x, gradient, gx);
			results[i] = new INDArray[] { y, gx };
		}
		assertClose("output", results[0][0], results[1][0], 0);
		assertClose("gradient", results[0][1], results[1][1], 0);
	}

	@ParameterizedTest(name = "bilinear resizing of {0} samples of {1} x {2} x {3} to {4} x {5}")
	@CsvSource({ "2, 3, 8, 8, 16, 16", "1, 1, 5, 7, 9, 3", "3, 32, 9, 2, 4, 8", "1, 2, 1, 1, 4, 3", "2, 1, 6, 6, 6, 6" })
	void resamplingAndItsGradient(int samples, int channels, int height, int width, int newHeight, int newWidth) {
		INDArray x = normal(DataType.FLOAT, 10, samples, channels, height, width);
		INDArray gradient = normal(DataType.FLOAT, 11, samples, channels, newHeight, newWidth);
		INDArray[][] results = new INDArray[2][];
		Kernels[] sets = { PortableKernels.INSTANCE, onednn };
		for (int i = 0; i < 2; i++) {
			INDArray y = Nd4j.create(DataType.FLOAT, gradient.shape());
			INDArray gx = Nd4j.create(DataType.FLOAT, x.shape());
			ResamplingKernel kernel = sets[i].resampling(Interpolation.BILINEAR);
			kernel.forward(x, y);
			kernel.backward(gradient, gx);
			results[i] = new INDArray[] { y, gx };
		}
		assertClose("output", results[0][0], results[1][0], TOLERANCE);
		assertClose("gradient", results[0][1], results[1][1], TOLERANCE);
	}

	@Test
	@DisplayName("a resized map may lie at any address")
	void addresses() {
		INDArray x = normal(DataType.FLOAT, 12, 1, 4, 64, 64);
		INDArray expected = Nd4j.create(DataType.FLOAT, 1, 4, 128, 128);
		PortableKernels.INSTANCE.resampling(Interpolation.BILINEAR).forward(x, expected);
		INDArray room = Nd4j.create(DataType.FLOAT, expected.length() + 16);
		ResamplingKernel kernel = onednn.resampling(Interpolation.BILINEAR);
		for (int first = 0; first < 16; first++) {
			INDArray y = room.get(NDArrayIndex.interval(first, first + expected.length())).reshape('c', expected.shape());
			kernel.forward(x, y);
			assertClose("at " + first, expected, y, TOLERANCE);
		}
	}

	@Test
	@DisplayName("a part of a larger array is computed on in place")
	void partsOfArrays() {
		INDArray flat = normal(DataType.FLOAT, 9, 1, 100);
		INDArray part = flat.reshape(100).get(NDArrayIndex.interval(10, 34)).reshape('c', 1, 2, 3, 4);
		INDArray expected = part.dup('c');
		INDArray out = Nd4j.create(DataType.FLOAT, 1, 2, 3, 4);
		onednn.rectifier(0).forward(part, out);
		INDArray reference = out.dup();
		PortableKernels.INSTANCE.rectifier(0).forward(expected, reference);
		assertEquals(reference, out);
	}

	@Test
	@DisplayName("an array in another order is refused instead of misread")
	void otherOrders() {
		INDArray wrong = Nd4j.create(DataType.FLOAT, new long[] { 1, 2, 3, 4 }, 'f');
		INDArray out = Nd4j.create(DataType.FLOAT, 1, 2, 3, 4);
		assertThrows(IllegalArgumentException.class, () -> onednn.rectifier(0).forward(wrong, out));
	}
}
