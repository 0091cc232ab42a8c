package io.spadework.model.templates;

import io.spadework.model.study.Block;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Node;
import io.spadework.model.study.Stage;
import io.spadework.model.study.StudyFactory;

/**
 * pix2pixHD's local enhancer (arXiv 1711.11585), twice the size of the generator that it builds on: its own features at half the size and that generator's last ones are
 * added up, three residual blocks and a transposed convolution follow. Each enhancer is half as wide as what it builds on.
 */
final class LocalEnhancer {

	private static final StudyFactory FACTORY = StudyFactory.eINSTANCE;
	private static final String BLOCKS = "3";

	private LocalEnhancer() {
	}

	/** Draws the first enhancer, around the global generator, or the second, around the first. */
	static FeatureGenerator draw(int number, FeatureGenerator coarser, Block residual) {
		Generator generator = FACTORY.createGenerator();
		generator.setId("enhancer" + number);
		generator.setName(number == 1 ? "Local enhancer" : "Local enhancer " + number);
		Drawing drawing = new Drawing(generator, "g" + (number + 1) + "_");
		Node labelMap = drawing.node("label map", FACTORY.createLabelMapInput());
		Node halved = drawing.after(labelMap, "half map", Layers.halving());
		Stage stage = drawing.stage(halved, "coarser", coarser.generator(), coarser.features());
		Node last = drawing.normalised(labelMap, "first", Layers.reflecting(width(number), 7), Layers.instanceNorm());
		last = drawing.normalised(last, "down", Layers.convolution(width(number - 1), 3, 2, 1), Layers.instanceNorm());
		BlockUse blocks = drawing.use(drawing.sum("sum", last, stage), "blocks", residual);
		blocks.setRepeat(BLOCKS);
		last = drawing.normalised(blocks, "up", Layers.doubling(width(number), 3), Layers.instanceNorm());
		drawing.image(last, Layers.reflecting("3", 7));
		return new FeatureGenerator(generator, last);
	}

	private static String width(int number) {
		return number == 0 ? "ngf" : "ngf/" + (1 << number);
	}
}
