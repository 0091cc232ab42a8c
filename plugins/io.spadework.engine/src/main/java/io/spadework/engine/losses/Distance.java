package io.spadework.engine.losses;

import io.spadework.engine.networks.kernels.NativeOperation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The mean absolute difference of two arrays. */
final class Distance {

	private Distance() {
	}

	/**
	 * Weight times the mean over all values of |generated - real|, or of mask |generated - real| where a mask (broadcast, not negative) is given; writes the derivative with
	 * respect to what was generated into the gradient.
	 */
	static double mean(INDArray generated, INDArray real, INDArray mask, double weight, INDArray gradient) {
		double scale = weight / gradient.length();
		generated.subi(real, gradient);
		mask(gradient, mask);
		double distance = scale * gradient.norm1Number().doubleValue();
		Transforms.sign(gradient, false);
		gradient.muli(scale);
		mask(gradient, mask);
		return distance;
	}

	private static void mask(INDArray values, INDArray mask) {
		if (mask != null) {
			NativeOperation.run("multiply", values, mask, values);
		}
	}
}
