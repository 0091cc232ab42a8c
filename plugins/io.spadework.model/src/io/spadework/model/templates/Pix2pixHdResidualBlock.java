package io.spadework.model.templates;

import io.spadework.model.study.Block;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;
import io.spadework.model.study.StudyFactory;

/** pix2pixHD's residual block (arXiv 1711.11585): C x H x W to the same, through two convolutions that reflect at the border, each normalised. */
final class Pix2pixHdResidualBlock {

	private Pix2pixHdResidualBlock() {
	}

	/** The block as published, normalised by instance. */
	static Block plain() {
		return draw("Two convolutions, each normalised by instance, beside the unchanged input.", false);
	}

	/** The block with SPADE as its norm; the label map enters, too. */
	static Block spade() {
		return draw("Two convolutions, each with a SPADE behind it, beside the unchanged input.", true);
	}

	private static Block draw(String description, boolean spade) {
		Block block = StudyFactory.eINSTANCE.createBlock();
		block.setId("residual");
		block.setName("residual block");
		block.setDescription(description);
		Drawing drawing = new Drawing(block, "residual_");
		Node x = drawing.input("x", Port.DATA, "fin");
		Node labelMap = spade ? drawing.input("label map", Port.LABEL_MAP, null) : null;
		Node last = x;
		for (int i = 0; i < 2; i++) {
			last = i == 0 ? last : drawing.after(last, "relu", Layers.relu());
			last = drawing.after(last, "conv" + i, Layers.reflecting("fin", 3));
			last = spade ? drawing.spade(last, labelMap, "norm" + i) : drawing.after(last, "norm" + i, Layers.instanceNorm());
		}
		drawing.output(drawing.sum("sum", x, last));
		return block;
	}
}
