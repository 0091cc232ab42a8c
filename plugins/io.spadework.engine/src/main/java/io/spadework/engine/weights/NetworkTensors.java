package io.spadework.engine.weights;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The way from files' tensors to networks' arrays. */
public final class NetworkTensors {

	private NetworkTensors() {
	}

	/** An array of the same values: of doubles where they are doubles, of floats otherwise. */
	public static INDArray array(Tensor tensor) {
		INDArray flat = tensor.type() == ElementType.FLOAT64 ? Nd4j.createFromArray(tensor.doubles()) : Nd4j.createFromArray(tensor.floats());
		return flat.reshape('c', tensor.shape());
	}
}
