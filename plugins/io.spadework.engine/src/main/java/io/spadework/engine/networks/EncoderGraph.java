package io.spadework.engine.networks;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;

/**
 * A style encoder: an image (N x 3 x H x W, values in [-1, 1]) in, the distribution of its style code (N x 2z x 1 x 1: z means, then z logarithms of variances) out.
 *
 * @param configuration the graph as DL4J configures it
 * @param image         name of its input
 * @param code          name of its output
 */
public record EncoderGraph(ComputationGraphConfiguration configuration, String image, String code) {

	/** Throws IllegalArgumentException where the graph has other inputs than the image. */
	public EncoderGraph {
		GraphInput.IMAGE.requireOnly(configuration.getNetworkInputs(), image, "encoder");
	}

	/** The size z of the style code for images of this size; throws IllegalArgumentException where the output is no distribution of one. */
	public int styleCodeSize(int height, int width) {
		InputTypeConvolutional output = (InputTypeConvolutional) configuration.getLayerActivationTypes(false, false, InputType.convolutional(height, width, 3)).get(code);
		if (output.getHeight() != 1 || output.getWidth() != 1 || output.getChannels() % 2 != 0) {
			throw new IllegalArgumentException("The encoder's output \"" + code + "\" has " + output.getChannels() + " x " + output.getHeight() + " x " + output.getWidth()
					+ " values for an image of " + height + " x " + width + " pixels, not 2z x 1 x 1.");
		}
		return Math.toIntExact(output.getChannels() / 2);
	}
}
