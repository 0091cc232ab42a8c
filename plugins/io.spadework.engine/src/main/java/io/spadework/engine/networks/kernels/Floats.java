package io.spadework.engine.networks.kernels;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads and writes the memory of dense single-precision arrays from Java. */
final class Floats {

	private Floats() {
	}

	/** The memory of an array. */
	static FloatBuffer of(INDArray array) {
		return new FloatPointer(OneDnnKernels.address(array)).position(0).capacity(array.length()).asBuffer();
	}
}
