package io.spadework.engine.weights;

import java.io.IOException;

/** A tensor in a file, of which type and shape are known; its values are read when asked for, and kept by nobody. */
public interface StoredTensor {

	ElementType type();

	long[] shape();

	/** Its values; throws an IOException that says what is wrong with those that can't be read. */
	Tensor read() throws IOException;

	/** One that is in memory already. */
	static StoredTensor of(Tensor tensor) {
		return new StoredTensor() {

			@Override
			public ElementType type() {
				return tensor.type();
			}

			@Override
			public long[] shape() {
				return tensor.shape();
			}

			@Override
			public Tensor read() {
				return tensor;
			}
		};
	}
}
