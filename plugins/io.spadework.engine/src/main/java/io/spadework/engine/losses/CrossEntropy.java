package io.spadework.engine.losses;

import io.spadework.engine.networks.kernels.Buffers;
import io.spadework.engine.networks.kernels.NativeOperation;
import io.spadework.engine.networks.kernels.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.same.Max;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Weight times the mean of -log p(label) over all pixels that count, p the softmax of a segmenter's scores over labels. */
public final class CrossEntropy {

	private static final int LABELS = 1;

	private static final int COUNTED = 0;
	private static final int REDUCED = 1;
	private static final int OF_LABEL = 2;
	private static final int PRODUCT = 3;

	private final double weight;
	private final Buffers buffers = new Buffers();

	/** With this factor of the loss. */
	public CrossEntropy(double weight) {
		this.weight = weight;
	}

	/**
	 * The loss on scores N x labels x H x W; writes the derivative with respect to them into the gradient.
	 *
	 * @param labelMap N x S x H x W: one-hot labels, then further channels; a pixel without a 1 among the first channels, as many as there are scores, doesn't count, as
	 *                 is the case with a don't-care label behind them
	 */
	public double segmenter(INDArray scores, INDArray labelMap, INDArray gradient) {
		INDArray labels = Slice.of(labelMap, 1, 0, scores.size(1));
		INDArray counted = perPixel(COUNTED, scores);
		labels.sum(counted, true, LABELS);
		double factor = weight / Math.max(1, counted.sumNumber().doubleValue());
		INDArray reduced = perPixel(REDUCED, scores);
		Nd4j.getExecutioner().exec(new Max(scores, reduced, true, LABELS)); // exp of no more than 0 stays finite
		NativeOperation.run("subtract", scores, reduced, gradient);
		INDArray ofLabel = perPixel(OF_LABEL, scores);
		gradient.muli(labels, buffers.get(PRODUCT, scores.dataType(), scores.shape())).sum(ofLabel, true, LABELS);
		Nd4j.getExecutioner().exec(new Exp(gradient, gradient));
		gradient.sum(reduced, true, LABELS);
		NativeOperation.run("divide", gradient, reduced, gradient);
		NativeOperation.run("multiply", gradient, counted, gradient);
		gradient.subi(labels).muli(factor);
		return factor * Transforms.log(reduced, false).subi(ofLabel).muli(counted).sumNumber().doubleValue();
	}

	private INDArray perPixel(int slot, INDArray scores) {
		return buffers.get(slot, scores.dataType(), scores.size(0), 1, scores.size(2), scores.size(3));
	}
}
