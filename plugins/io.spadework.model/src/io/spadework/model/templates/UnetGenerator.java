package io.spadework.model.templates;

import java.util.ArrayList;
import java.util.List;

import io.spadework.model.study.Activation;
import io.spadework.model.study.Block;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Generator;
import io.spadework.model.study.KernelNode;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;
import io.spadework.model.study.StudyFactory;

/**
 * pix2pix's U-Net (arXiv 1611.07004): convolutions halve the label map until a side is a single pixel, transposed convolutions double again, each joined by the
 * features of its size from the way down.
 */
final class UnetGenerator {

	private static final StudyFactory FACTORY = StudyFactory.eINSTANCE;
	private static final int WIDEST = 8;
	private static final int DROPOUTS = 3;

	private UnetGenerator() {
	}

	/** Draws it with so many halvings. */
	static Generator draw(Draft draft, int depth) {
		Block down = draft.block(down());
		Block up = draft.block(up());
		Generator generator = FACTORY.createGenerator();
		generator.setId("generator");
		generator.setName("U-Net");
		Drawing drawing = new Drawing(generator, "");
		Node labelMap = drawing.node("label map", FACTORY.createLabelMapInput());
		List<Node> skips = new ArrayList<>(List.of(drawing.after(labelMap, "down1", halving(width(1)))));
		for (int i = 2; i < depth; i++) {
			skips.add(Drawing.with(drawing.use(skips.getLast(), "down" + i, down), "fout", width(i)));
		}
		// not normalised: of a single pixel of a single image, batch norm would leave nothing
		Node last = drawing.after(drawing.after(skips.getLast(), "relu" + depth, Layers.leakyRelu()), "down" + depth, halving(width(depth)));
		for (int i = 1; i < depth; i++) {
			last = Drawing.with(drawing.use(last, "up" + i, up), "fout", width(depth - i));
			last = i > DROPOUTS ? last : drawing.after(last, "dropout" + i, FACTORY.createDropout());
			last = drawing.concatenation("concat" + i, last, skips.get(depth - i - 1));
		}
		drawing.image(drawing.after(last, "relu", Layers.relu()), Layers.doubling("3", 4));
		return generator;
	}

	private static String width(int layer) {
		int factor = Math.min(1 << layer - 1, WIDEST);
		return factor == 1 ? "ngf" : factor + "*ngf";
	}

	private static Convolution halving(String filters) {
		return Layers.unbiased(Layers.convolution(filters, 4, 2, 1));
	}

	private static Block down() {
		return block("down", "Half the size, normalised.", Layers.leakyRelu(), halving("fout"));
	}

	private static Block up() {
		return block("up", "Twice the size, normalised.", Layers.relu(), Layers.unbiased(Layers.doubling("fout", 4)));
	}

	private static Block block(String name, String description, Activation activation, KernelNode convolution) {
		Block block = FACTORY.createBlock();
		block.setId(name);
		block.setName(name);
		block.setDescription(description);
		Drawing.parameter(block, "fout", null, "Channels that leave.");
		Drawing drawing = new Drawing(block, name + "_");
		Node last = drawing.after(drawing.input("x", Port.DATA, null), "relu", activation);
		drawing.output(drawing.after(drawing.after(last, "conv", convolution), "norm", Layers.batchNorm()));
		return block;
	}
}
