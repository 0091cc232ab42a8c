package io.spadework.engine.networks.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Parts of arrays, as views.
 * <p>
 * {@code INDArray.get} with several indices answers an empty array for some parts of an array that doesn't lie at the start of its buffer: it compares where the part begins in the
 * buffer with the array's own length. Arrays of a plan lie anywhere in theirs.
 */
public final class Slice {

	private Slice() {
	}

	/** The part of an array between two places of an axis, the last one excluded; throws IllegalArgumentException unless it lies on the array. */
	public static INDArray of(INDArray array, int axis, long first, long end) {
		if (first < 0 || first >= end || end > array.size(axis)) {
			throw new IllegalArgumentException("Places " + first + " to " + end + " of an axis of " + array.size(axis) + " values.");
		}
		long[] shape = array.shape().clone();
		shape[axis] = end - first;
		long[] strides = array.stride().clone();
		return Nd4j.create(array.data(), shape, strides, array.offset() + first * strides[axis], Shape.getOrder(shape, strides, -1));
	}
}
