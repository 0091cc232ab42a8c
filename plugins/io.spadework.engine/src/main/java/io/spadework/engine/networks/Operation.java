package io.spadework.engine.networks;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What one layer or vertex of a network computes: a function of its inputs and its derivative, written into arrays that the caller owns.
 * <p>
 * The parameters of a part that learns are inputs too, the last ones. An operation may keep state and, from a forward pass to its backward pass, intermediate
 * results; so each part has one of its own.
 */
public interface Operation {

	/** Values of a forward pass that a backward pass needs, parameters and what the operation keeps itself left out. */
	enum Reads {
		NOTHING, INPUTS, OUTPUT, ALL;

		boolean inputs() {
			return this == INPUTS || this == ALL;
		}

		boolean output() {
			return this == OUTPUT || this == ALL;
		}
	}

	/** Shape of the output for inputs of these shapes, parameters left out. */
	long[] outputShape(long[]... inputs);

	/** Writes the output. */
	void forward(INDArray[] inputs, INDArray output, boolean training);

	/**
	 * Writes the gradient with respect to each input whose array is given, after a {@link #forward} with the same inputs; null means not wanted.
	 * The array of the input that {@link #passedOn} names is never given.
	 */
	void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients);

	/** The input whose gradient is the output's gradient itself, unchanged, or -1. */
	default int passedOn() {
		return -1;
	}

	/** What it computes, where an executor may have a way of its own to compute that; or null. */
	default Form form() {
		return null;
	}

	/** Which values {@link #backward} looks at; shapes it may always ask for. */
	default Reads reads() {
		return Reads.ALL;
	}

	/**
	 * Where it is made of linear pieces, as a rectifier or a maximum is: held, it stays on the piece that its next forward pass is on in all passes after that one, so that
	 * it is linear; let go, it is itself again.
	 */
	default void hold(boolean held) {
	}

	/** Says which numbers it draws, if it draws any: all of them follow from this seed and the passes made. */
	default void seed(long seed) {
	}

	/** Arrays that training changes and evaluation reads, by name; the live ones, empty where there are none. */
	default Map<String, INDArray> state() {
		return Map.of();
	}

	/** Puts arrays that {@link #state} once gave into place. */
	default void restore(Map<String, INDArray> state) {
	}
}
