package io.spadework.engine.weights.torch;

import io.spadework.engine.weights.Tensor;
import java.io.IOException;
import java.util.Arrays;

/**
 * A tensor: values of a storage, seen as an array.
 *
 * @param storage where the values are
 * @param offset  which of them is the first
 * @param shape   sizes of the array
 * @param strides how many values lie between neighbours along each axis
 */
record View(Storage storage, long offset, long[] shape, long[] strides) {

	private static final int MOST_AXES = 32;
	/** A tensor may repeat values of its storage, but not be blown up from a few. */
	private static final long MOST_REPEATED = 1 << 16;

	/** Throws an IOException that names the place if the array does not lie within its storage. */
	void check(String place) throws IOException {
		if (shape.length != strides.length || shape.length > MOST_AXES || offset < 0 || Arrays.stream(shape).anyMatch(size -> size < 0)
				|| Arrays.stream(strides).anyMatch(stride -> stride < 0)) {
			throw new IOException(place + " is damaged: " + described() + ".");
		}
		try {
			long length = Tensor.length(shape);
			if (Math.multiplyExact(length, storage.type().width()) > Integer.MAX_VALUE) {
				throw new IOException(place + " has the shape " + Arrays.toString(shape) + ", more than fits into memory.");
			}
			if (length > 0 && Math.addExact(offset, extent()) > storage.length()) {
				throw new IOException(place + " does not lie within its " + storage.length() + " stored values: " + described() + ".");
			}
			if (length > Math.max(storage.length(), MOST_REPEATED)) {
				throw new IOException(place + " has the shape " + Arrays.toString(shape) + ", made of no more than " + storage.length() + " stored values.");
			}
		} catch (ArithmeticException e) {
			throw new IOException(place + " is damaged: " + described() + ".", e);
		}
	}

	/** How many values lie from the first to the last. */
	long extent() {
		long extent = 1;
		for (int axis = 0; axis < shape.length; axis++) {
			if (shape[axis] == 0) {
				return 0;
			}
			extent = Math.addExact(extent, Math.multiplyExact(shape[axis] - 1, strides[axis]));
		}
		return extent;
	}

	private String described() {
		return "shape " + Arrays.toString(shape) + ", strides " + Arrays.toString(strides) + ", offset " + offset;
	}
}
