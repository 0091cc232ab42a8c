package io.spadework.engine.losses;

import io.spadework.engine.networks.kernels.NativeOperation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Weight times the mean of -log p(label) over all pixels that count, p the softmax of a segmenter's scores over labels.
 *
 * @param weight factor of the loss
 */
public record CrossEntropy(double weight) {

	private static final int LABELS = 1;

	/**
	 * The loss on scores N x labels x H x W; writes the derivative with respect to them into the gradient.
	 *
	 * @param labelMap N x S x H x W: one-hot labels, then further channels; a pixel without a 1 among the first channels, as many as there are scores, doesn't count, as
	 *                 is the case with a don't-care label behind them
	 */
	public double segmenter(INDArray scores, INDArray labelMap, INDArray gradient) {
		INDArray labels = labelMap.get(NDArrayIndex.all(), NDArrayIndex.interval(0, scores.size(1)), NDArrayIndex.all(), NDArrayIndex.all());
		INDArray counted = labels.sum(true, LABELS);
		double pixels = counted.sumNumber().doubleValue();
		NativeOperation.run("log_softmax", NativeOperation.of(scores), NativeOperation.of(gradient), new int[] { LABELS });
		double likelihood = gradient.mul(labels).sumNumber().doubleValue();
		NativeOperation.run("exp", NativeOperation.of(gradient), NativeOperation.of(gradient), new int[0]);
		NativeOperation.run("multiply", gradient, counted, gradient);
		gradient.subi(labels).muli(weight / Math.max(1, pixels));
		return -weight * likelihood / Math.max(1, pixels);
	}
}
