package io.spadework.model.templates;

import io.spadework.model.study.Block;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;
import io.spadework.model.study.StudyFactory;

/**
 * SPADE residual block (arXiv 1903.07291): fin x H x W and the label map to fout x H x W. Where it changes the number of channels its skip is learned, SPADE and a 1 x 1
 * convolution; the main path narrows to the smaller number first.
 */
final class SpadeResidualBlock {

	private SpadeResidualBlock() {
	}

	/** The block whose skip is its input. */
	static Block keeping() {
		return draw("residual", "residual block", "Two SPADEs and convolutions beside the unchanged input.", false);
	}

	/** The block that gives another number of channels, fout. */
	static Block changing() {
		return draw("residual_skip", "residual block with learned skip", "Two SPADEs and convolutions beside a learned skip.", true);
	}

	private static Block draw(String id, String name, String description, boolean learnedSkip) {
		Block block = StudyFactory.eINSTANCE.createBlock();
		block.setId(id);
		block.setName(name);
		block.setDescription(description);
		if (learnedSkip) {
			Drawing.parameter(block, "fout", null, "Channels that leave.");
			Drawing.parameter(block, "fmid", "min(fin, fout)", "Channels between the convolutions.");
		}
		Drawing drawing = new Drawing(block, id + "_");
		Node x = drawing.input("x", Port.DATA, "fin");
		Node labelMap = drawing.input("label map", Port.LABEL_MAP, null);
		Node last = x;
		for (int i = 0; i < 2; i++) {
			last = drawing.spade(last, labelMap, "norm" + i);
			last = drawing.after(last, "relu" + i, Layers.leakyRelu());
			last = drawing.after(last, "conv" + i, Layers.spectral(Layers.convolution(learnedSkip ? i == 0 ? "fmid" : "fout" : "fin", 3, 1, 1)));
		}
		Node skip = x;
		if (learnedSkip) {
			skip = drawing.after(drawing.spade(x, labelMap, "skip norm"), "skip", Layers.unbiased(Layers.spectral(Layers.convolution("fout", 1, 1, 0))));
		}
		drawing.output(drawing.sum("sum", skip, last));
		return block;
	}
}
