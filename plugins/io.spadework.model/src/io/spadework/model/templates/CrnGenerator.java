package io.spadework.model.templates;

import io.spadework.model.study.Block;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.Node;
import io.spadework.model.study.StudyFactory;

/** CRN (arXiv 1707.09405): refinement modules from a height of 4 pixels on, each twice the size of the one before, to the image, which nothing squashes. */
final class CrnGenerator {

	/** Height of the first module, in pixels. */
	static final int FIRST = 4;
	/** Height of the largest published module, in pixels. */
	static final int LARGEST = 1024;

	private static final StudyFactory FACTORY = StudyFactory.eINSTANCE;

	private CrnGenerator() {
	}

	/** Draws it for images of a height that is 4 times a power of two. */
	static Generator draw(Draft draft, int height, boolean spade) {
		Block convolutions = draft.block(RefinementModule.convolutions(spade));
		Block module = draft.block(RefinementModule.module(convolutions));
		Generator generator = FACTORY.createGenerator();
		generator.setId("generator");
		generator.setName("Cascaded refinement network");
		Drawing drawing = new Drawing(generator, "");
		Node labelMap = drawing.node("label map", FACTORY.createLabelMapInput());
		Node map = drawing.after(labelMap, "small map", Layers.resize(Interpolation.AREA, String.valueOf(FIRST), "round(" + FIRST + "*aspect)"));
		Node last = Drawing.with(drawing.use(map, labelMap, "module" + FIRST, convolutions), "fout", width(FIRST));
		for (int side = 2 * FIRST; side <= height; side *= 2) {
			last = Drawing.with(drawing.use(last, labelMap, "module" + side, module), "fout", width(side));
		}
		drawing.output(drawing.after(last, "to image", Layers.convolution("3", 1, 1, 0)));
		return generator;
	}

	/** Published: 1024 channels up to a height of 64 pixels, then 512, 128 and 32. */
	private static String width(int height) {
		return height <= 64 ? "16*ngf" : height <= 256 ? "8*ngf" : height <= 512 ? "2*ngf" : "ngf/2";
	}
}
