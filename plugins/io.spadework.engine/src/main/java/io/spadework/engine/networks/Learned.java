package io.spadework.engine.networks;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/** A part of a network's configuration that has parameters to learn. */
interface Learned {

	/** Its parameters in the order in which they lie in the network's flat vector, and in which they follow the inputs of its operation. */
	List<Parameter> parameters();

	/** Whether the weights are divided by their largest singular value. */
	default boolean spectralNorm() {
		return false;
	}

	/** The axis of the weights that counts outputs: each of its indices is a row of the matrix whose singular values are meant. */
	default int outputAxis() {
		return 0;
	}

	/** A new operation, to compute this part with values of a type; its inputs are the part's own, then the parameters. */
	Operation operation(DataType type);
}
