package io.spadework.model.templates;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.spadework.model.study.Convolution;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Node;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.StudyFactory;

/**
 * PatchGAN discriminator (arXiv 1611.07004), at several scales (arXiv 1711.11585): label map and image to one score a patch. Widths double to at most 512; the
 * convolutions between the first and the last are normalised; the activations are taps.
 */
final class PatchDiscriminator {

	private static final StudyFactory FACTORY = StudyFactory.eINSTANCE;
	private static final int LAYERS = 4;

	private PatchDiscriminator() {
	}

	/** As in SPADE: normalised spectrally and by instance, and so without bias there. */
	static Discriminator spade() {
		return draw("scales", 2, convolution -> Layers.unbiased(Layers.spectral(convolution)), Layers::instanceNorm);
	}

	/** As in pix2pixHD: normalised by instance, biases nevertheless. */
	static Discriminator pix2pixHd() {
		return draw("scales", 2, UnaryOperator.identity(), Layers::instanceNorm);
	}

	/** As in pix2pix: a single scale, patches of 70 x 70 pixels, batch norm. */
	static Discriminator pix2pix() {
		return draw("1", 1, Layers::unbiased, Layers::batchNorm);
	}

	private static Discriminator draw(String scales, int padding, UnaryOperator<Convolution> middle, Supplier<Normalisation> norm) {
		Discriminator discriminator = FACTORY.createDiscriminator();
		discriminator.setId("discriminator");
		discriminator.setName("Patch discriminator");
		discriminator.setScales(scales);
		Drawing drawing = new Drawing(discriminator, "d_");
		Node labelMap = drawing.node("label map", FACTORY.createLabelMapInput());
		Node image = drawing.node("image", FACTORY.createImageInput());
		Node last = drawing.concatenation("concat", labelMap, image);
		last = drawing.after(last, "conv1", Layers.convolution("ndf", 4, 2, padding));
		last = Layers.tap(drawing.after(last, "relu1", Layers.leakyRelu()));
		for (int i = 2; i <= LAYERS; i++) {
			Convolution convolution = Layers.convolution("min(512, " + (1 << i - 1) + "*ndf)", 4, i < LAYERS ? 2 : 1, padding);
			last = drawing.after(last, "conv" + i, middle.apply(convolution));
			last = drawing.after(last, "norm" + i, norm.get());
			last = Layers.tap(drawing.after(last, "relu" + i, Layers.leakyRelu()));
		}
		drawing.output(drawing.after(last, "patches", Layers.convolution("1", 4, 1, padding)));
		return discriminator;
	}
}
