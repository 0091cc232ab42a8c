package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.NativeOperation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** How a feature network wants its images, which are N x 3 x H x W with values in [-1, 1]. */
public enum ImageScaling {

	/** As they are. */
	AS_IS,

	/** In 0 to 255, with ImageNet's mean colour (123.68, 116.779, 103.939) subtracted from red, green and blue. */
	MEAN_SUBTRACTED;

	private static final double HALF_RANGE = 127.5;
	private static final double[] MEAN_COLOUR = { 123.68, 116.779, 103.939 };

	/** Writes an image as the network wants it. */
	void forward(INDArray image, INDArray scaled) {
		if (this == AS_IS) {
			scaled.assign(image);
			return;
		}
		image.muli(HALF_RANGE, scaled);
		INDArray shift = Nd4j.createFromArray(MEAN_COLOUR).rsub(HALF_RANGE).castTo(image.dataType()).reshape('c', 1, MEAN_COLOUR.length, 1, 1);
		NativeOperation.run("add", scaled, shift, scaled);
	}

	/** Turns the gradient with respect to what {@link #forward} wrote into the one with respect to the image, in place. */
	void backward(INDArray gradient) {
		if (this == MEAN_SUBTRACTED) {
			gradient.muli(HALF_RANGE);
		}
	}
}
