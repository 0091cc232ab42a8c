package io.spadework.engine.networks.kernels;

import static io.spadework.engine.networks.kernels.NativeOperation.of;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Convolution by ND4J's operation, which knows neither groups nor different paddings on opposite sides, and fails on dilation where oneDNN stands behind it: runs of
 * channels, padded copies of the input and weights with zeros between them stand in.
 */
final class PortableConvolution implements ConvolutionKernel {

	private static final int INPUT_GRADIENT = 0;
	private static final int WEIGHT_GRADIENT = 1;
	private static final int BIAS = 2;
	private static final int PADDED = 6;
	private static final int PADDED_GRADIENT = 7;
	private static final int SPREAD = 8;
	private static final int GROUP = 20;

	private final Window window;
	private final int groups;
	private final int[] arguments;
	private final Buffers scratch;

	PortableConvolution(Window window, int groups, Buffers scratch) {
		this.window = window;
		this.groups = groups;
		this.scratch = scratch;
		int rows = window.symmetric() ? window.top() : 0;
		int columns = window.symmetric() ? window.left() : 0;
		// kernel, stride, padding, dilation, then: padding as given, N x C x H x W, weights F x C x k x k
		arguments = new int[] { window.spanHeight(), window.spanWidth(), window.strideHeight(), window.strideWidth(), rows, columns, 1, 1, 0, 0, 1 };
	}

	@Override
	public void forward(INDArray input, INDArray dense, INDArray bias, INDArray output) {
		INDArray weights = spread(dense);
		INDArray padded = padded(input);
		if (groups == 1) {
			convolve(padded, weights, bias, output);
			return;
		}
		for (int g = 0; g < groups; g++) {
			INDArray part = scratch.get(GROUP, output.dataType(), groupShape(output));
			convolve(copy(GROUP + 1, channels(padded, g)), run(weights, g), bias == null ? null : run(bias, g), part);
			channels(output, g).assign(part);
		}
	}

	private void convolve(INDArray input, INDArray weights, INDArray bias, INDArray output) {
		NativeOperation.run("conv2d", bias == null ? of(input, weights) : of(input, weights, bias), of(output), arguments);
	}

	@Override
	public void backward(INDArray input, INDArray dense, INDArray outputGradient, INDArray inputGradient, INDArray weightGradient, INDArray biasGradient) {
		INDArray weights = spread(dense);
		INDArray padded = padded(input);
		// the operation computes all gradients or none: what is not wanted goes to scratch
		INDArray forInput = inputGradient != null && window.symmetric() ? inputGradient : scratch.get(PADDED_GRADIENT, padded.dataType(), padded.shape());
		INDArray forWeights = weightGradient != null && window.dilation() == 1 ? weightGradient : scratch.get(WEIGHT_GRADIENT, weights.dataType(), weights.shape());
		if (groups == 1) {
			differentiate(padded, weights, outputGradient, forInput, forWeights, biasGradient);
		} else {
			for (int g = 0; g < groups; g++) {
				INDArray part = scratch.get(GROUP, padded.dataType(), groupShape(padded));
				differentiate(copy(GROUP + 1, channels(padded, g)), run(weights, g), copy(GROUP + 2, channels(outputGradient, g)), part, run(forWeights, g),
						biasGradient == null ? null : run(biasGradient, g));
				channels(forInput, g).assign(part);
			}
		}
		if (inputGradient != null && !window.symmetric()) {
			inputGradient.assign(interior(forInput, inputGradient));
		}
		if (weightGradient != null && window.dilation() > 1) {
			weightGradient.assign(dense(forWeights));
		}
	}

	private void differentiate(INDArray input, INDArray weights, INDArray outputGradient, INDArray inputGradient, INDArray weightGradient,
			INDArray biasGradient) {
		if (biasGradient == null) {
			NativeOperation.run("conv2d_bp", of(input, weights, outputGradient), of(inputGradient, weightGradient), arguments);
		} else {
			INDArray bias = scratch.get(BIAS, weights.dataType(), weights.size(0)); // its values play no part in the gradient
			NativeOperation.run("conv2d_bp", of(input, weights, bias, outputGradient), of(inputGradient, weightGradient, biasGradient), arguments);
		}
	}

	/** The weights with zeros between them where they see values that are not adjacent. */
	private INDArray spread(INDArray weights) {
		if (window.dilation() == 1) {
			return weights;
		}
		INDArray spread = scratch.get(SPREAD, weights.dataType(), weights.size(0), weights.size(1), window.spanHeight(), window.spanWidth()).assign(0);
		dense(spread).assign(weights);
		return spread;
	}

	/** The weights among their zeros. */
	private INDArray dense(INDArray spread) {
		return spread.get(NDArrayIndex.all(), NDArrayIndex.all(), strided(spread.size(2)), strided(spread.size(3)));
	}

	/** Every so many of a number of rows or columns; ND4J takes no stride beyond the last one. */
	private INDArrayIndex strided(long size) {
		return NDArrayIndex.interval(0, Math.min(window.dilation(), size), size);
	}

	/** The input with its zeros around it where the operation can't add them. */
	private INDArray padded(INDArray input) {
		if (window.symmetric()) {
			return input;
		}
		INDArray padded = scratch.get(PADDED, input.dataType(), input.size(0), input.size(1), input.size(2) + window.top() + window.bottom(),
				input.size(3) + window.left() + window.right());
		padded.assign(0);
		interior(padded, input).assign(input);
		return padded;
	}

	private INDArray interior(INDArray padded, INDArray input) {
		return Slice.of(Slice.of(padded, 2, window.top(), window.top() + input.size(2)), 3, window.left(), window.left() + input.size(3));
	}

	private long[] groupShape(INDArray array) {
		return new long[] { array.size(0), array.size(1) / groups, array.size(2), array.size(3) };
	}

	/** The channels of one group. */
	private INDArray channels(INDArray array, int group) {
		long each = array.size(1) / groups;
		return Slice.of(array, 1, group * each, (group + 1) * each);
	}

	/** The part of weights or bias that belongs to the filters of one group. */
	private INDArray run(INDArray parameter, int group) {
		long each = parameter.length() / groups;
		long[] shape = parameter.shape().clone();
		shape[0] /= groups;
		return parameter.reshape(parameter.length()).get(NDArrayIndex.interval(group * each, (group + 1) * each)).reshape('c', shape);
	}

	private INDArray copy(int slot, INDArray view) {
		return scratch.get(slot, view.dataType(), view.shape()).assign(view);
	}
}
