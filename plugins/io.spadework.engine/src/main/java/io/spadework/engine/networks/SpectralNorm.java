package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import io.spadework.engine.networks.kernels.NativeOperation;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Spectral normalisation of one array of weights W, read as a matrix with a row for each output (filters x C k k): W / sigma, sigma its largest singular value
 * (arXiv 1802.05957).
 * <p>
 * The singular vectors u and v follow W by one step of power iteration per training pass and stay as they are in evaluation. They are constants in the gradient,
 * sigma is not: dL/dW = (g - &lt;g, W / sigma&gt; u v^T) / sigma with g the gradient with respect to W / sigma.
 */
final class SpectralNorm {

	private static final double SMALLEST_LENGTH = 1e-12;

	private static final int MATRIX = 0;

	private final INDArray weights;
	private final INDArray normed;
	private final INDArray left;
	private final INDArray right;
	private final INDArray image;
	private final Buffers scratch;
	private final boolean outputsSecond;
	private final long rows;
	private final long columns;
	private double sigma = 1;

	/** For weights whose axis 0 or 1 counts outputs, and the array their normalised values go to; scratch may be shared with others. */
	SpectralNorm(INDArray weights, int outputAxis, INDArray normed, Random random, Buffers scratch) {
		rows = weights.size(outputAxis);
		columns = weights.length() / rows;
		outputsSecond = outputAxis == 1;
		this.weights = weights;
		this.normed = normed;
		this.scratch = scratch;
		left = direction(rows, random, weights).reshape('c', rows, 1);
		right = direction(columns, random, weights).reshape('c', 1, columns);
		image = Nd4j.create(weights.dataType(), new long[] { rows, 1 }, 'c');
	}

	/** The weights with a row for each output: themselves, or a copy in scratch. */
	private INDArray matrix() {
		if (!outputsSecond) {
			return weights.reshape('c', rows, columns);
		}
		INDArray turned = turned(weights);
		return scratch.get(MATRIX, weights.dataType(), turned.shape()).assign(turned).reshape('c', rows, columns);
	}

	/** A view with outputs on axis 0. */
	private INDArray turned(INDArray array) {
		int[] order = new int[array.rank()];
		for (int i = 0; i < order.length; i++) {
			order[i] = i;
		}
		order[0] = 1;
		order[1] = 0;
		return outputsSecond ? array.permute(order) : array;
	}

	private static INDArray direction(long length, Random random, INDArray like) {
		double[] values = new double[Math.toIntExact(length)];
		for (int i = 0; i < values.length; i++) {
			values[i] = random.nextGaussian();
		}
		INDArray direction = Nd4j.createFromArray(values).castTo(like.dataType());
		normalise(direction);
		return direction;
	}

	/** Divides a vector by its length, which it returns. */
	private static double normalise(INDArray vector) {
		double length = vector.norm2Number().doubleValue();
		vector.divi(Math.max(length, SMALLEST_LENGTH));
		return length;
	}

	/** One step of power iteration, then {@link #apply}. */
	void advance() {
		INDArray matrix = matrix();
		left.reshape('c', 1, rows).mmuli(matrix, right);
		normalise(right);
		matrix.mmuli(right.reshape('c', columns, 1), image);
		left.assign(image);
		normalise(left);
		divide();
	}

	/** Writes W / sigma for the singular vectors as they are. */
	void apply() {
		matrix().mmuli(right.reshape('c', columns, 1), image);
		divide();
	}

	private void divide() {
		sigma = Nd4j.getBlasWrapper().dot(left.reshape(rows), image.reshape(rows));
		weights.divi(sigma, normed);
	}

	/** Turns the gradient with respect to W / sigma into the one with respect to W, in place. */
	void unfold(INDArray gradient) {
		double along = Nd4j.getBlasWrapper().dot(gradient.reshape(gradient.length()), normed.reshape(normed.length()));
		left.muli(along, image);
		INDArray turned = turned(gradient);
		INDArray outer = scratch.get(MATRIX, gradient.dataType(), turned.shape());
		NativeOperation.run("multiply", image, right, outer.reshape('c', rows, columns));
		turned.subi(outer);
		gradient.divi(sigma);
	}

	/** Left singular vector, filters values. */
	INDArray left() {
		return left;
	}

	/** Right singular vector, C k k values. */
	INDArray right() {
		return right;
	}
}
