package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import io.spadework.engine.networks.kernels.NativeOperation;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Spectral normalisation of one weight matrix W (filters x C k k): W / sigma, sigma its largest singular value (arXiv 1802.05957).
 * <p>
 * The singular vectors u and v follow W by one step of power iteration per training pass and stay as they are in evaluation. They are constants in the gradient,
 * sigma is not: dL/dW = (g - &lt;g, W / sigma&gt; u v^T) / sigma with g the gradient with respect to W / sigma.
 */
final class SpectralNorm {

	private static final double SMALLEST_LENGTH = 1e-12;

	private final INDArray weights;
	private final INDArray normed;
	private final INDArray left;
	private final INDArray right;
	private final INDArray image;
	private final Buffers scratch;
	private double sigma = 1;

	/** For weights, and the array their normalised values go to; scratch may be shared with others. */
	SpectralNorm(INDArray weights, INDArray normed, Random random, Buffers scratch) {
		long rows = weights.size(0);
		long columns = weights.length() / rows;
		this.weights = weights.reshape('c', rows, columns);
		this.normed = normed.reshape('c', rows, columns);
		this.scratch = scratch;
		left = direction(rows, random, weights).reshape('c', rows, 1);
		right = direction(columns, random, weights).reshape('c', 1, columns);
		image = Nd4j.create(weights.dataType(), new long[] { rows, 1 }, 'c');
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
		left.reshape('c', 1, left.length()).mmuli(weights, right);
		normalise(right);
		weights.mmuli(right.reshape('c', right.length(), 1), image);
		left.assign(image);
		normalise(left);
		divide();
	}

	/** Writes W / sigma for the singular vectors as they are. */
	void apply() {
		weights.mmuli(right.reshape('c', right.length(), 1), image);
		divide();
	}

	private void divide() {
		sigma = Nd4j.getBlasWrapper().dot(left.reshape(left.length()), image.reshape(image.length()));
		weights.divi(sigma, normed);
	}

	/** Turns the gradient with respect to W / sigma into the one with respect to W, in place. */
	void unfold(INDArray gradient) {
		INDArray matrix = gradient.reshape('c', weights.shape());
		INDArray product = scratch.get(0, matrix.dataType(), matrix.shape());
		matrix.muli(normed, product);
		double along = product.sumNumber().doubleValue();
		left.muli(along, image);
		NativeOperation.run("multiply", image, right, product);
		matrix.subi(product);
		matrix.divi(sigma);
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
