package io.spadework.model;

/**
 * What a node or a network costs for one image: learned weights, multiply-adds of its convolutions and linear maps, and bytes of float activations in the forward pass.
 */
public record Cost(long parameters, long multiplyAdds, long activationBytes) {

	/** No cost at all. */
	public static final Cost NONE = new Cost(0, 0, 0);

	private static final int FLOAT_BYTES = 4;

	/** The cost of an activation without weights, C x H x W floats. */
	public static Cost activation(Shape shape) {
		return new Cost(0, 0, FLOAT_BYTES * shape.size());
	}

	/** The cost of a convolution that turns C channels, those of one group, into the output's; its multiply-adds count the padding, and no bias. */
	public static Cost convolution(int channels, Shape output, int kernelHeight, int kernelWidth, boolean bias) {
		long weights = (long) channels * output.channels() * kernelHeight * kernelWidth;
		return new Cost(weights + (bias ? output.channels() : 0), weights * output.height() * output.width(), FLOAT_BYTES * output.size());
	}

	/** The cost of a linear map from so many values to so many. */
	public static Cost linear(long in, long out, boolean bias) {
		return new Cost(in * out + (bias ? out : 0), in * out, FLOAT_BYTES * out);
	}

	/** Both together. */
	public Cost plus(Cost other) {
		return new Cost(parameters + other.parameters, multiplyAdds + other.multiplyAdds, activationBytes + other.activationBytes);
	}
}
