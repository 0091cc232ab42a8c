package io.spadework.model.templates;

import io.spadework.model.study.Block;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Node;
import io.spadework.model.study.StudyFactory;

/** pix2pixHD's global generator G1 (arXiv 1711.11585): four convolutions halve the label map, nine residual blocks follow, four transposed convolutions double again. */
final class GlobalGenerator {

	/** How many times smaller its residual blocks see the image. */
	static final int REDUCTION = 16;

	private static final StudyFactory FACTORY = StudyFactory.eINSTANCE;
	private static final String[] WIDTHS = { "ngf", "2*ngf", "4*ngf", "8*ngf", "16*ngf" };
	private static final String BLOCKS = "9";

	private GlobalGenerator() {
	}

	/** Draws it with a residual block, which the label map feeds, too, where it takes one. */
	static FeatureGenerator draw(Block residual) {
		Generator generator = FACTORY.createGenerator();
		generator.setId("global_generator");
		generator.setName("Global generator");
		Drawing drawing = new Drawing(generator, "g1_");
		Node labelMap = drawing.node("label map", FACTORY.createLabelMapInput());
		Node last = drawing.normalised(labelMap, "first", Layers.reflecting(WIDTHS[0], 7), Layers.instanceNorm());
		int halvings = WIDTHS.length - 1;
		for (int i = 1; i <= halvings; i++) {
			last = drawing.normalised(last, "down" + i, Layers.convolution(WIDTHS[i], 3, 2, 1), Layers.instanceNorm());
		}
		BlockUse blocks = drawing.use(last, labelMap, "blocks", residual);
		blocks.setRepeat(BLOCKS);
		last = blocks;
		for (int i = 1; i <= halvings; i++) {
			last = drawing.normalised(last, "up" + i, Layers.doubling(WIDTHS[halvings - i], 3), Layers.instanceNorm());
		}
		drawing.image(last, Layers.reflecting("3", 7));
		return new FeatureGenerator(generator, last);
	}
}
