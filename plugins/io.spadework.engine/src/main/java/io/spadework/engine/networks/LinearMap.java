package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.NativeOperation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The linear map y = x W^T + b of every row: x is N x inputs, W outputs x inputs, b outputs, y N x outputs. */
final class LinearMap {

	private LinearMap() {
	}

	/** Writes y; the bias may be null. */
	static void forward(INDArray x, INDArray weights, INDArray bias, INDArray y) {
		x.mmuli(weights.transpose(), y);
		if (bias != null) {
			NativeOperation.run("add", y, bias.reshape(1, bias.length()), y);
		}
	}

	/** Writes those of the gradients whose arrays are given. */
	static void backward(INDArray x, INDArray weights, INDArray gradient, INDArray xGradient, INDArray weightGradient, INDArray biasGradient) {
		if (xGradient != null) {
			gradient.mmuli(weights, xGradient);
		}
		if (weightGradient != null) {
			gradient.transpose().mmuli(x, weightGradient);
		}
		if (biasGradient != null) {
			gradient.sum(biasGradient, 0);
		}
	}
}
