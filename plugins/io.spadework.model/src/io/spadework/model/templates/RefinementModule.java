package io.spadework.model.templates;

import io.spadework.model.study.Block;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;
import io.spadework.model.study.ResizeToHere;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.Upsample;

/**
 * CRN's refinement module (arXiv 1707.09405): features and the label map to features of twice the size. The features are doubled, the label map is averaged to their new
 * size, and two convolutions refine both together.
 */
final class RefinementModule {

	private static final StudyFactory FACTORY = StudyFactory.eINSTANCE;

	private RefinementModule() {
	}

	/** The two convolutions, each normalised over the whole layer, or by SPADE, which the label map enters. */
	static Block convolutions(boolean spade) {
		Block block = FACTORY.createBlock();
		block.setId("refinement");
		block.setName("refinement");
		block.setDescription("Two convolutions, each with " + (spade ? "a SPADE" : "a layer norm") + " behind it.");
		Drawing.parameter(block, "fout", null, "Channels that leave.");
		Drawing drawing = new Drawing(block, "refinement_");
		Node last = drawing.input("x", Port.DATA, null);
		Node labelMap = spade ? drawing.input("label map", Port.LABEL_MAP, null) : null;
		for (int i = 0; i < 2; i++) {
			last = drawing.after(last, "conv" + i, Layers.unbiased(Layers.convolution("fout", 3, 1, 1)));
			last = spade ? drawing.spade(last, labelMap, "norm" + i) : drawing.after(last, "norm" + i, Layers.layerNorm());
			last = drawing.after(last, "relu" + i, Layers.leakyRelu());
		}
		drawing.output(last);
		return block;
	}

	/** The whole module around its convolutions. */
	static Block module(Block convolutions) {
		Block block = FACTORY.createBlock();
		block.setId("module");
		block.setName("module");
		block.setDescription("Twice the size, refined with the label map.");
		Drawing.parameter(block, "fout", null, "Channels that leave.");
		Drawing drawing = new Drawing(block, "module_");
		Node x = drawing.input("x", Port.DATA, null);
		Node labelMap = drawing.input("label map", Port.LABEL_MAP, null);
		Upsample doubling = Layers.upsample();
		doubling.setMode(Interpolation.BILINEAR);
		doubling.setAligned(true);
		Node doubled = drawing.after(x, "up", doubling);
		ResizeToHere resize = FACTORY.createResizeToHere();
		resize.setMode(Interpolation.AREA);
		Node map = drawing.after(labelMap, "small map", resize);
		drawing.data(doubled, map);
		drawing.output(Drawing.with(drawing.use(drawing.concatenation("concat", doubled, map), labelMap, "refine", convolutions), "fout", "fout"));
		return block;
	}
}
