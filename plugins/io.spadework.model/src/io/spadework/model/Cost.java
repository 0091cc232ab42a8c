package io.spadework.model;

/**
 * What a node or a network costs for one image.
 *
 * @param parameters    learned weights
 * @param multiplyAdds  multiply-adds of its convolutions and linear maps
 * @param forwardBytes  float activations of the forward pass
 * @param trainingBytes what a training step holds: activations with their gradients, and weights with theirs and the two moments of Adam
 */
public record Cost(long parameters, long multiplyAdds, long forwardBytes, long trainingBytes) {

	/** No cost at all. */
	public static final Cost NONE = new Cost(0, 0, 0, 0);

	private static final int FLOAT_BYTES = 4;
	/** An activation and its gradient. */
	private static final int ACTIVATION_COPIES = 2;
	/** A weight, its gradient, and Adam's means of the gradient and of its square. */
	private static final int WEIGHT_COPIES = 4;

	/** The cost of an activation without weights, C x H x W floats. */
	public static Cost activation(Shape shape) {
		long bytes = FLOAT_BYTES * shape.size();
		return new Cost(0, 0, bytes, ACTIVATION_COPIES * bytes);
	}

	/** The cost of so many weights and multiply-adds, without what they give. */
	public static Cost weights(long parameters, long multiplyAdds) {
		return new Cost(parameters, multiplyAdds, 0, WEIGHT_COPIES * FLOAT_BYTES * parameters);
	}

	/** The cost of a convolution that turns C channels, those of one group, into the output's; its multiply-adds count the padding, and no bias. */
	public static Cost convolution(int channels, Shape output, int kernelHeight, int kernelWidth, boolean bias) {
		long weights = (long) channels * output.channels() * kernelHeight * kernelWidth;
		return weights(weights + (bias ? output.channels() : 0), weights * output.height() * output.width()).plus(activation(output));
	}

	/** The cost of a linear map from so many values to so many. */
	public static Cost linear(long in, int out, boolean bias) {
		return weights(in * out + (bias ? out : 0), in * out).plus(activation(new Shape(out, 1, 1)));
	}

	/** Both together. */
	public Cost plus(Cost other) {
		return new Cost(parameters + other.parameters, multiplyAdds + other.multiplyAdds, forwardBytes + other.forwardBytes, trainingBytes + other.trainingBytes);
	}
}
