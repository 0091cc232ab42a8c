package io.spadework.model.templates;

import io.spadework.model.study.Block;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.Node;
import io.spadework.model.study.Reshape;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.StyleCodeInput;

/** SPADE's generator (arXiv 1903.07291): a small seed that residual blocks refine and upsamplings double, seven or eight blocks in all. */
final class SpadeGenerator {

	private static final StudyFactory FACTORY = StudyFactory.eINSTANCE;
	private static final String[] WIDTHS = { "8*ngf", "4*ngf", "2*ngf", "ngf" };

	private final Generator generator = FACTORY.createGenerator();
	private final Drawing drawing = new Drawing(generator, "");
	private final Node labelMap = drawing.node("label map", FACTORY.createLabelMapInput());
	private final Block keeping;
	private final Block changing;
	private int ups;

	private SpadeGenerator(Block keeping, Block changing) {
		this.keeping = keeping;
		this.changing = changing;
	}

	/** Draws it with its blocks; the seed is made of a style code, or else of the label map. */
	static Generator draw(Draft draft, Upsampling upsampling, boolean style) {
		return new SpadeGenerator(draft.block(SpadeResidualBlock.keeping()), draft.block(SpadeResidualBlock.changing())).draw(upsampling, style);
	}

	private Generator draw(Upsampling upsampling, boolean style) {
		generator.setId("generator");
		generator.setName("SPADE generator");
		String width = "crop/" + upsampling.reduction();
		String height = "round(" + width + "/aspect)";
		Node last = style ? styleSeed(height, width) : mapSeed(height, width);
		last = up(keep(last, "head"));
		last = keep(last, "middle0");
		last = upsampling == Upsampling.NORMAL ? last : up(last);
		last = keep(last, "middle1");
		for (int i = 0; i < WIDTHS.length; i++) {
			last = change(up(last), "block" + (i + 1), WIDTHS[i]);
		}
		last = upsampling == Upsampling.MOST ? change(up(last), "block5", "ngf/2") : last;
		drawing.image(drawing.after(last, "lrelu", Layers.leakyRelu()), Layers.convolution("3", 3, 1, 1));
		return generator;
	}

	private Node mapSeed(String height, String width) {
		return drawing.after(drawing.after(labelMap, "small map", Layers.resize(Interpolation.NEAREST, height, width)), "seed", Layers.convolution("16*ngf", 3, 1, 1));
	}

	private Node styleSeed(String height, String width) {
		StyleCodeInput code = drawing.node("style code", FACTORY.createStyleCodeInput());
		code.setSize("z");
		Reshape seed = FACTORY.createReshape();
		seed.setChannels("16*ngf");
		seed.setHeight(height);
		seed.setWidth(width);
		return drawing.after(drawing.after(code, "to seed", Layers.linear("16*ngf*" + height + "*" + width)), "seed", seed);
	}

	private Node up(Node before) {
		return drawing.after(before, "up" + ++ups, Layers.upsample());
	}

	private Node keep(Node before, String name) {
		return drawing.use(before, labelMap, name, keeping);
	}

	private Node change(Node before, String name, String channels) {
		return Drawing.with(drawing.use(before, labelMap, name, changing), "fout", channels);
	}
}
