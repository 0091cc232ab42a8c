package io.spadework.engine.networks;

import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Draws style codes from the distribution that an encoder gives (arXiv 1312.6114): code = mean + exp(log variance / 2) noise.
 * <p>
 * The distribution is N x 2z x 1 x 1, the z means of a sample before its z logarithms of variances; codes and noise are N x z x 1 x 1. All arrays are dense.
 */
public final class Reparametrisation {

	private Reparametrisation() {
	}

	/** Writes the codes. */
	public static void forward(INDArray distribution, INDArray noise, INDArray codes) {
		DataBuffer parameters = distribution.data();
		long size = codes.size(1);
		for (long i = 0; i < codes.length(); i++) {
			long mean = i / size * size + i;
			codes.data().put(i, parameters.getDouble(mean) + Math.exp(parameters.getDouble(mean + size) / 2) * noise.data().getDouble(i));
		}
	}

	/** Writes the gradient with respect to the distribution from the one with respect to the codes. */
	public static void backward(INDArray distribution, INDArray noise, INDArray codeGradient, INDArray distributionGradient) {
		DataBuffer parameters = distribution.data();
		long size = codeGradient.size(1);
		for (long i = 0; i < codeGradient.length(); i++) {
			long mean = i / size * size + i;
			double gradient = codeGradient.data().getDouble(i);
			distributionGradient.data().put(mean, gradient);
			distributionGradient.data().put(mean + size, gradient * noise.data().getDouble(i) * Math.exp(parameters.getDouble(mean + size) / 2) / 2);
		}
	}
}
