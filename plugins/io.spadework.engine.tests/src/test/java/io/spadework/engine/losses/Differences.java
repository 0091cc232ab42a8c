package io.spadework.engine.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Derivatives by central differences, to compare with. */
final class Differences {

	private static final double STEP = 1e-5;
	private static final double TOLERANCE = 1e-7;

	private Differences() {
	}

	/** Fails unless the gradient is the one of a loss that reads the values, which are in double precision. */
	static void assertGradient(DoubleSupplier loss, INDArray values, INDArray gradient) {
		double scale = Math.max(1, gradient.amaxNumber().doubleValue());
		for (long i = 0; i < values.length(); i++) {
			double value = values.data().getDouble(i);
			values.data().put(i, value + STEP);
			double above = loss.getAsDouble();
			values.data().put(i, value - STEP);
			double below = loss.getAsDouble();
			values.data().put(i, value);
			assertEquals((above - below) / (2 * STEP), gradient.data().getDouble(i), TOLERANCE * scale, "value " + i);
		}
	}
}
