package io.spadework.engine.networks;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;

/**
 * A segmenter: an image (N x 3 x H x W, values in [-1, 1]) in, a score for each label and pixel (N x labels x H x W, before softmax) out.
 *
 * @param configuration the graph as DL4J configures it
 * @param image         name of its input
 * @param scores        name of its output
 */
public record SegmenterGraph(ComputationGraphConfiguration configuration, String image, String scores) {

	/** Throws IllegalArgumentException where the graph has other inputs than the image. */
	public SegmenterGraph {
		GraphInput.IMAGE.requireOnly(configuration.getNetworkInputs(), image, "segmenter");
	}

	/** How many labels it scores in images of this size; throws IllegalArgumentException where it doesn't score every pixel. */
	public int labels(int height, int width) {
		InputTypeConvolutional output = (InputTypeConvolutional) configuration.getLayerActivationTypes(false, false, InputType.convolutional(height, width, 3)).get(scores);
		if (output.getHeight() != height || output.getWidth() != width) {
			throw new IllegalArgumentException("The segmenter's output \"" + scores + "\" has " + output.getHeight() + " x " + output.getWidth() + " places for an image of "
					+ height + " x " + width + " pixels; it needs one for each pixel.");
		}
		return Math.toIntExact(output.getChannels());
	}
}
