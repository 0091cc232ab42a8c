package io.spadework.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Makes and compares the arrays of tests. */
public final class Tensors {

	/** Below this, a largest value is taken for a zero that sums cancelled to. */
	private static final double SMALLEST_SCALE = 1e-6;

	private Tensors() {
	}

	/** Normally distributed values, the same for the same seed and shape. */
	public static INDArray normal(DataType type, long seed, long... shape) {
		Random random = new Random(seed);
		long length = 1;
		for (long size : shape) {
			length *= size;
		}
		double[] values = random.doubles(length).map(u -> random.nextGaussian()).toArray();
		return Nd4j.createFromArray(values).reshape('c', shape).castTo(type).dup('c');
	}

	/** Fails unless the largest difference is at most the tolerance times the largest expected value. */
	public static void assertClose(String what, INDArray expected, INDArray actual, double tolerance) {
		assertArrayEquals(expected.shape(), actual.shape(), what + ": shape");
		double scale = Math.max(expected.amaxNumber().doubleValue(), SMALLEST_SCALE);
		double difference = expected.castTo(DataType.DOUBLE).sub(actual.castTo(DataType.DOUBLE)).amaxNumber().doubleValue();
		assertTrue(difference <= tolerance * scale, () -> what + ": largest difference " + difference + " where the largest value is " + scale);
	}
}
