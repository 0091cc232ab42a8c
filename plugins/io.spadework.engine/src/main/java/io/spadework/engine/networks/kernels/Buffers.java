package io.spadework.engine.networks.kernels;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Arrays that are made once per shape and then used again in every step.
 * <p>
 * Java's collector sees only the small Java side of an array, so arrays made anew in each step pile up in native memory.
 */
public final class Buffers {

	private record Key(int slot, DataType type, Shape shape) {
	}

	private record Shape(long[] sizes) {

		@Override
		public boolean equals(Object other) {
			return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
		}

		@Override
		public int hashCode() {
			return Arrays.hashCode(sizes);
		}
	}

	private final Map<Key, INDArray> arrays = new HashMap<>();

	/** The array of this slot, type and shape, zero when first made and afterwards as it was left. */
	public INDArray get(int slot, DataType type, long... shape) {
		return arrays.computeIfAbsent(new Key(slot, type, new Shape(shape)), key -> Nd4j.create(type, shape.clone(), 'c'));
	}
}
