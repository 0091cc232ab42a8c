package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import io.spadework.engine.networks.kernels.NativeOperation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The map y = scale x + shift with one scale and one shift per channel, x and y N x C x H x W.
 * <p>
 * Scales and shifts are 1 x C, the same for all samples, or N x C.
 */
final class ChannelScale {

	private static final int PRODUCT = 0;
	private static final int[] PER_CHANNEL = { 0, 2, 3 };
	private static final int[] PER_SAMPLE_AND_CHANNEL = { 2, 3 };

	private final Buffers buffers = new Buffers();

	/** Writes y. */
	static void forward(INDArray x, INDArray scale, INDArray shift, INDArray y) {
		NativeOperation.run("multiply", x, broadcast(scale), y);
		shift(y, shift);
	}

	/** Adds the shift in place. */
	static void shift(INDArray x, INDArray shift) {
		NativeOperation.run("add", x, broadcast(shift), x);
	}

	/** Writes the gradients with respect to scale and shift. */
	void backwardToScale(INDArray x, INDArray gradient, INDArray scaleGradient, INDArray shiftGradient) {
		INDArray product = buffers.get(PRODUCT, x.dataType(), x.shape());
		gradient.muli(x, product);
		sum(product, scaleGradient);
		sum(gradient, shiftGradient);
	}

	private static void sum(INDArray values, INDArray sums) {
		values.sum(broadcast(sums), true, sums.size(0) == values.size(0) && values.size(0) > 1 ? PER_SAMPLE_AND_CHANNEL : PER_CHANNEL);
	}

	/** The gradient with respect to x, in an array that the next call writes over. */
	INDArray backwardToInput(INDArray gradient, INDArray scale) {
		INDArray result = buffers.get(PRODUCT, gradient.dataType(), gradient.shape());
		NativeOperation.run("multiply", gradient, broadcast(scale), result);
		return result;
	}

	private static INDArray broadcast(INDArray perChannel) {
		return perChannel.reshape('c', perChannel.size(0), perChannel.size(1), 1, 1);
	}
}
