package io.spadework.engine.networks;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A fully connected layer: N x C x H x W, read as C H W values per sample, to N x filters x 1 x 1.
 * <p>
 * It has weights filters x (C H W) and, unless switched off, a bias per filter; the number of inputs follows from its input.
 */
public final class Linear extends WeightedLayer {

	private static final long serialVersionUID = 1L;

	/** For reading from JSON. */
	Linear() {
	}

	private Linear(Builder builder) {
		super(builder);
	}

	@Override
	long inputs(long channels, long height, long width) {
		return channels * height * width;
	}

	@Override
	long[] weights() {
		return new long[] { getNOut(), getNIn() };
	}

	@Override
	long[] outputShape(long[] input) {
		long values = input[1] * input[2] * input[3];
		require(values == getNIn(), "it expects " + getNIn() + " values per sample, but was given " + values + ".");
		return new long[] { input[0], getNOut(), 1, 1 };
	}

	@Override
	public Operation operation(DataType type) {
		return new Mapping();
	}

	private final class Mapping implements Operation {

		private static final int X = 0;
		private static final int WEIGHTS = 1;
		private static final int BIAS = 2;

		@Override
		public long[] outputShape(long[]... inputs) {
			return Linear.this.outputShape(inputs[X]);
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			LinearMap.forward(rows(inputs[X]), inputs[WEIGHTS], inputs.length > BIAS ? inputs[BIAS] : null, rows(output));
		}

		@Override
		public Reads reads() {
			return Reads.INPUTS;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			LinearMap.backward(rows(inputs[X]), inputs[WEIGHTS], rows(outputGradient), inputGradients[X] == null ? null : rows(inputGradients[X]),
					inputGradients[WEIGHTS], inputs.length > BIAS ? inputGradients[BIAS] : null);
		}

		private static INDArray rows(INDArray array) {
			return array.reshape('c', array.size(0), array.length() / array.size(0));
		}
	}

	/** Collects a fully connected layer's settings: with bias and without spectral norm unless said otherwise. */
	@SuppressWarnings("unchecked") // DL4J lets the caller choose the type that is built
	public static final class Builder extends WeightedLayer.Builder<Builder> {

		@Override
		public Linear build() {
			if (nOut < 1) {
				throw new IllegalArgumentException("Linear layer with " + nOut + " filters: there is at least 1.");
			}
			return new Linear(this);
		}
	}
}
