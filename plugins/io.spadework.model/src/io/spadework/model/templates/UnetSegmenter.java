package io.spadework.model.templates;

import io.spadework.model.study.Block;
import io.spadework.model.study.Node;
import io.spadework.model.study.PoolingKind;
import io.spadework.model.study.Port;
import io.spadework.model.study.Segmenter;
import io.spadework.model.study.StudyFactory;
import java.util.ArrayList;
import java.util.List;

/** A U-Net (arXiv 1505.04597) with padded, normalised convolutions: two of them at each size, on the way down and, joined by what was found there, on the way up. */
final class UnetSegmenter {

	private static final StudyFactory FACTORY = StudyFactory.eINSTANCE;
	/** How often the size is halved. */
	private static final int HALVINGS = 3;
	/** What the sides of an image are a multiple of. */
	static final int UNIT = 1 << HALVINGS;

	private UnetSegmenter() {
	}

	static Segmenter draw(Draft draft) {
		Block pair = draft.block(pair());
		Segmenter segmenter = FACTORY.createSegmenter();
		segmenter.setId("segmenter");
		segmenter.setName("U-Net segmenter");
		Drawing drawing = new Drawing(segmenter, "segmenter_");
		Node last = drawing.node("image", FACTORY.createImageInput());
		List<Node> skips = new ArrayList<>();
		for (int i = 0; i <= HALVINGS; i++) {
			last = Drawing.with(drawing.use(last, "down" + i, pair), "fout", width(i));
			if (i < HALVINGS) {
				skips.add(last);
				last = drawing.after(last, "pool" + i, Layers.pooling(PoolingKind.MAX));
			}
		}
		for (int i = HALVINGS - 1; i >= 0; i--) {
			Node joined = drawing.concatenation("concat" + i, drawing.after(last, "larger" + i, Layers.upsample()), skips.get(i));
			last = Drawing.with(drawing.use(joined, "up" + i, pair), "fout", width(i));
		}
		drawing.output(drawing.after(last, "scores", Layers.convolution("labels", 1, 1, 0)));
		return segmenter;
	}

	private static String width(int level) {
		return level == 0 ? "ngf" : (1 << level) + "*ngf";
	}

	private static Block pair() {
		Block block = FACTORY.createBlock();
		block.setId("pair");
		block.setName("pair");
		block.setDescription("Two normalised convolutions.");
		Drawing.parameter(block, "fout", null, "Channels that leave.");
		Drawing drawing = new Drawing(block, "pair_");
		Node last = drawing.input("x", Port.DATA, null);
		for (int i = 0; i < 2; i++) {
			last = drawing.normalised(last, "conv" + i, Layers.unbiased(Layers.convolution("fout", 3, 1, 1)), Layers.batchNorm());
		}
		drawing.output(last);
		return block;
	}
}
