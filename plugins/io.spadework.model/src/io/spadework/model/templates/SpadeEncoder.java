package io.spadework.model.templates;

import java.util.ArrayList;
import java.util.List;

import io.spadework.model.study.Interpolation;
import io.spadework.model.study.Node;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.StyleEncoder;

/** SPADE's style encoder (arXiv 1903.07291): the image, resized, through convolutions that halve it, to mean and log variance of the style code, 2z x 1 x 1. */
final class SpadeEncoder {

	private static final StudyFactory FACTORY = StudyFactory.eINSTANCE;
	/** From this width of the images on there is one convolution more. */
	private static final int LARGE_CROP = 256;

	private SpadeEncoder() {
	}

	/** The convolutions that halve, for images of a width. */
	static int depth(int crop) {
		return widths(crop).size();
	}

	/** Draws it for images of a width. */
	static StyleEncoder draw(int crop) {
		StyleEncoder encoder = FACTORY.createStyleEncoder();
		encoder.setId("encoder");
		encoder.setName("Style encoder");
		Drawing drawing = new Drawing(encoder, "e_");
		Node image = drawing.node("image", FACTORY.createImageInput());
		Node last = drawing.after(image, "small image", Layers.resize(Interpolation.BILINEAR, "encoder_size", "encoder_size"));
		List<String> widths = widths(crop);
		for (int i = 1; i <= widths.size(); i++) {
			last = i == 1 ? last : drawing.after(last, "relu" + (i - 1), Layers.leakyRelu());
			last = drawing.after(last, "conv" + i, Layers.unbiased(Layers.spectral(Layers.convolution(widths.get(i - 1), 3, 2, 1))));
			last = drawing.after(last, "norm" + i, Layers.instanceNorm());
		}
		last = drawing.after(last, "relu" + widths.size(), Layers.leakyRelu());
		Node mean = drawing.after(last, "mean", Layers.linear("z"));
		Node logVariance = drawing.after(last, "log variance", Layers.linear("z"));
		drawing.output(drawing.concatenation("distribution", mean, logVariance));
		return encoder;
	}

	private static List<String> widths(int crop) {
		List<String> widths = new ArrayList<>(List.of("nef", "2*nef", "4*nef", "8*nef", "8*nef"));
		if (crop >= LARGE_CROP) {
			widths.add("8*nef");
		}
		return widths;
	}
}
