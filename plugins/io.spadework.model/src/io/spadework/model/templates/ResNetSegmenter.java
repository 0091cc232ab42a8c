package io.spadework.model.templates;

import io.spadework.model.study.Block;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Dropout;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.Node;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Pooling;
import io.spadework.model.study.PoolingKind;
import io.spadework.model.study.Port;
import io.spadework.model.study.ResizeToHere;
import io.spadework.model.study.Segmenter;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.Upsample;

/**
 * The segmenters of torchvision: a ResNet (arXiv 1512.03385) whose last two groups are dilated instead of smaller, with a head of convolutions (FCN, arXiv 1411.4038) or of
 * dilated ones side by side (DeepLabv3, arXiv 1706.05587). Nodes are called as in torchvision's files; the image is normalised first, as those networks want it.
 */
final class ResNetSegmenter {

	private static final StudyFactory FACTORY = StudyFactory.eINSTANCE;
	private static final int[] BLOCKS_50 = { 3, 4, 6, 3 };
	private static final int[] BLOCKS_101 = { 3, 4, 23, 3 };
	private static final int DEEPER = 101;
	private static final int[] STRIDES = { 1, 2, 1, 1 };
	private static final int[] DILATIONS = { 1, 1, 2, 4 };
	/** How much smaller the features are than the image. */
	private static final int REDUCTION = 8;
	private static final int[] ASPP = { 12, 24, 36 };

	private final Drawing drawing;
	private final Block plain;
	private final Block projected;

	private ResNetSegmenter(Drawing drawing, Block plain, Block projected) {
		this.drawing = drawing;
		this.plain = plain;
		this.projected = projected;
	}

	/** With the head of FCN. */
	static Segmenter fcn(Draft draft) {
		return draw(draft, false);
	}

	/** With the head of DeepLabv3. */
	static Segmenter deepLab(Draft draft) {
		return draw(draft, true);
	}

	private static Segmenter draw(Draft draft, boolean deepLab) {
		int depth = draft.settings().whole("depth", 50, DEEPER);
		if (depth != 50 && depth != DEEPER) {
			throw Settings.wrong("depth", String.valueOf(depth), "50 or 101");
		}
		Block plain = draft.block(bottleneck("bottleneck", false));
		Block projected = draft.block(bottleneck("projected bottleneck", true));
		Segmenter segmenter = FACTORY.createSegmenter();
		segmenter.setId("segmenter");
		segmenter.setName((deepLab ? "DeepLabv3" : "FCN") + " ResNet-" + depth);
		new ResNetSegmenter(new Drawing(segmenter, "segmenter_"), plain, projected).draw(depth == DEEPER ? BLOCKS_101 : BLOCKS_50, deepLab);
		return segmenter;
	}

	private void draw(int[] blocks, boolean deepLab) {
		Normalisation colours = Layers.batchNorm();
		colours.setAffine(false);
		Node node = drawing.after(drawing.node("image", FACTORY.createImageInput()), "normalised image", colours);
		node = drawing.after(node, "backbone.conv1", Layers.unbiased(Layers.convolution("ngf", 7, 2, 3)));
		node = drawing.after(drawing.after(node, "backbone.bn1", Layers.batchNorm()), "backbone.relu", Layers.relu());
		Pooling pooling = Layers.pooling(PoolingKind.MAX);
		pooling.setKernel("3");
		pooling.setPadding("1");
		node = drawing.after(node, "backbone.maxpool", pooling);
		for (int group = 0; group < blocks.length; group++) {
			for (int i = 0; i < blocks[group]; i++) {
				// the first block of a dilated group sees as its predecessors do
				int dilation = i == 0 && group > 0 ? DILATIONS[group - 1] : DILATIONS[group];
				node = bottleneck(node, "backbone.layer" + (group + 1) + "." + i, i == 0, (1 << group) + "*ngf", i == 0 ? STRIDES[group] : 1, dilation);
			}
		}
		Node features = deepLab ? asppHead(node) : fcnHead(node);
		Upsample larger = FACTORY.createUpsample();
		larger.setFactor(String.valueOf(REDUCTION));
		larger.setMode(Interpolation.BILINEAR);
		drawing.output(drawing.after(drawing.after(features, "classifier.4", Layers.convolution("labels", 1, 1, 0)), "larger", larger));
	}

	private Node bottleneck(Node before, String name, boolean first, String width, int stride, int dilation) {
		BlockUse use = Drawing.with(drawing.use(before, name, first ? projected : plain), "width", width);
		if (first) {
			Drawing.with(use, "s", String.valueOf(stride));
		}
		return Drawing.with(use, "d", String.valueOf(dilation));
	}

	private Node fcnHead(Node node) {
		Dropout dropout = FACTORY.createDropout();
		dropout.setRate("0.1");
		return drawing.after(normalised(node, "classifier.0", "classifier.1", Layers.convolution("8*ngf", 3, 1, 1)), "classifier.3", dropout);
	}

	private Node asppHead(Node node) {
		String name = "classifier.0.convs.";
		Node[] views = new Node[ASPP.length + 2];
		views[0] = normalised(node, name + "0.0", name + "0.1", Layers.convolution("4*ngf", 1, 1, 0));
		for (int i = 1; i <= ASPP.length; i++) {
			views[i] = normalised(node, name + i + ".0", name + i + ".1", dilated("4*ngf", String.valueOf(ASPP[i - 1])));
		}
		String pooled = name + (ASPP.length + 1);
		Node mean = normalised(drawing.after(node, pooled + ".0", FACTORY.createAdaptivePooling()), pooled + ".1", pooled + ".2", Layers.convolution("4*ngf", 1, 1, 0));
		ResizeToHere everywhere = drawing.after(mean, pooled + ".everywhere", FACTORY.createResizeToHere());
		everywhere.setMode(Interpolation.BILINEAR);
		drawing.data(node, everywhere);
		views[views.length - 1] = everywhere;
		Dropout dropout = FACTORY.createDropout();
		dropout.setRate("0.5");
		Node joined = normalised(drawing.concatenation("classifier.0.views", views), "classifier.0.project.0", "classifier.0.project.1", Layers.convolution("4*ngf", 1, 1, 0));
		return normalised(drawing.after(joined, "classifier.0.project.3", dropout), "classifier.1", "classifier.2", Layers.convolution("4*ngf", 3, 1, 1));
	}

	/** A convolution without a bias, batch norm, ReLU. */
	private Node normalised(Node before, String convolution, String norm, Convolution node) {
		return drawing.after(drawing.after(drawing.after(before, convolution, Layers.unbiased(node)), norm, Layers.batchNorm()), norm + ".relu", Layers.relu());
	}

	private static Convolution dilated(String filters, String dilation) {
		Convolution convolution = Layers.convolution(filters, 3, 1, 0);
		convolution.setPadding(dilation);
		convolution.setDilation(dilation);
		return convolution;
	}

	/** Narrower, seen widely, four times as wide; added to what came, which the first of a group brings to its width and size. */
	private static Block bottleneck(String name, boolean projected) {
		Block block = FACTORY.createBlock();
		block.setId(name.replace(' ', '_'));
		block.setName(name);
		block.setDescription(projected ? "The first residual block of a group." : "A residual block.");
		Drawing.parameter(block, "width", null, "Channels inside; four times as many leave.");
		if (projected) {
			Drawing.parameter(block, "s", null, "Stride.");
		}
		Drawing.parameter(block, "d", null, "Dilation.");
		Drawing inside = new Drawing(block, block.getId() + "_");
		Node x = inside.input("x", Port.DATA, null);
		Convolution wide = Layers.unbiased(dilated("width", "d"));
		wide.setStride(projected ? "s" : "1");
		Node node = norm(inside, inside.after(x, "conv1", Layers.unbiased(Layers.convolution("width", 1, 1, 0))), "1");
		node = norm(inside, inside.after(node, "conv2", wide), "2");
		node = inside.after(inside.after(node, "conv3", Layers.unbiased(Layers.convolution("4*width", 1, 1, 0))), "bn3", Layers.batchNorm());
		Node skip = x;
		if (projected) {
			Convolution projection = Layers.unbiased(Layers.convolution("4*width", 1, 1, 0));
			projection.setStride("s");
			skip = inside.after(inside.after(x, "downsample.0", projection), "downsample.1", Layers.batchNorm());
		}
		inside.output(inside.after(inside.sum("sum", node, skip), "relu", Layers.relu()));
		return block;
	}

	private static Node norm(Drawing inside, Node before, String number) {
		return inside.after(inside.after(before, "bn" + number, Layers.batchNorm()), "relu" + number, Layers.relu());
	}
}
