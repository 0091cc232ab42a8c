package io.spadework.engine.losses;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Feature matching (arXiv 1711.11585): weight times the sum over a discriminator's layers of the mean absolute difference between its features of the real and
 * of the generated image, averaged over scales or summed. The real features are constants.
 *
 * @param weight    factor of the whole loss
 * @param reduction how the scales are put together
 */
public record FeatureMatching(double weight, Reduction reduction) {

	/** The loss, per scale and layer; writes the derivative with respect to the generated image's features into the gradients. */
	public double generator(List<List<INDArray>> generated, List<List<INDArray>> real, List<List<INDArray>> gradients) {
		double loss = 0;
		double factor = weight * reduction.factor(generated.size());
		for (int k = 0; k < generated.size(); k++) {
			for (int i = 0; i < generated.get(k).size(); i++) {
				loss += Distance.mean(generated.get(k).get(i), real.get(k).get(i), null, factor, gradients.get(k).get(i));
			}
		}
		return loss;
	}
}
