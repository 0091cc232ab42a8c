package io.spadework.model.templates;

import io.spadework.model.study.Block;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.FeatureNetwork;
import io.spadework.model.study.Node;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Pooling;
import io.spadework.model.study.PoolingKind;
import io.spadework.model.study.Port;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;

/**
 * The Inception v3 (arXiv 1512.00567) that FID is measured with (arXiv 1706.08500). Its average poolings do not count the border, and the last group pools by maxima: that is
 * where torchvision's network differs. Nodes are called as in the file with its weights.
 */
final class FidInception {

	private static final StudyFactory FACTORY = StudyFactory.eINSTANCE;

	private final Drawing drawing;
	private final Block convolution;

	private FidInception(FeatureNetwork network, Block convolution) {
		drawing = new Drawing(network, "inception_");
		this.convolution = convolution;
	}

	/** Adds it to a study, up to its third pooling; weights may be null. */
	static FeatureNetwork draw(Study study, String weights) {
		Block convolution = convolution();
		study.getBlocks().add(convolution);
		FeatureNetwork network = FACTORY.createFeatureNetwork();
		network.setId("inception");
		network.setName("FID Inception");
		network.setWeights(weights);
		study.getNetworks().add(network);
		new FidInception(network, convolution).draw();
		return network;
	}

	private void draw() {
		Node node = drawing.node("image", FACTORY.createImageInput());
		node = square(node, "Conv2d_1a_3x3", 32, 3, 2, 0);
		node = square(node, "Conv2d_2a_3x3", 32, 3, 1, 0);
		node = square(node, "Conv2d_2b_3x3", 64, 3, 1, 1);
		node = largest(node, "pool1", 2, 0);
		node = square(node, "Conv2d_3b_1x1", 80, 1, 1, 0);
		node = square(node, "Conv2d_4a_3x3", 192, 3, 1, 0);
		node = largest(node, "pool2", 2, 0);
		node = a(node, "Mixed_5b", 32);
		node = a(node, "Mixed_5c", 64);
		node = a(node, "Mixed_5d", 64);
		node = b(node, "Mixed_6a");
		node = c(node, "Mixed_6b", 128);
		node = c(node, "Mixed_6c", 160);
		node = c(node, "Mixed_6d", 160);
		node = c(node, "Mixed_6e", 192);
		node = d(node, "Mixed_7a");
		node = e(node, "Mixed_7b", mean(node, "Mixed_7b"));
		node = e(node, "Mixed_7c", largest(node, "Mixed_7c.pool", 1, 1));
		drawing.output(drawing.after(node, "pool3", FACTORY.createAdaptivePooling()));
	}

	private Node a(Node x, String name, int pooled) {
		Node fives = square(square(x, name + ".branch5x5_1", 48, 1, 1, 0), name + ".branch5x5_2", 64, 5, 1, 2);
		Node threes = square(square(square(x, name + ".branch3x3dbl_1", 64, 1, 1, 0), name + ".branch3x3dbl_2", 96, 3, 1, 1), name + ".branch3x3dbl_3", 96, 3, 1, 1);
		return drawing.concatenation(name, square(x, name + ".branch1x1", 64, 1, 1, 0), fives, threes, square(mean(x, name), name + ".branch_pool", pooled, 1, 1, 0));
	}

	private Node b(Node x, String name) {
		Node threes = square(square(square(x, name + ".branch3x3dbl_1", 64, 1, 1, 0), name + ".branch3x3dbl_2", 96, 3, 1, 1), name + ".branch3x3dbl_3", 96, 3, 2, 0);
		return drawing.concatenation(name, square(x, name + ".branch3x3", 384, 3, 2, 0), threes, largest(x, name + ".pool", 2, 0));
	}

	private Node c(Node x, String name, int width) {
		Node sevens = tall(wide(square(x, name + ".branch7x7_1", width, 1, 1, 0), name + ".branch7x7_2", width, 7), name + ".branch7x7_3", 192, 7);
		Node longer = square(x, name + ".branch7x7dbl_1", width, 1, 1, 0);
		longer = wide(tall(longer, name + ".branch7x7dbl_2", width, 7), name + ".branch7x7dbl_3", width, 7);
		longer = wide(tall(longer, name + ".branch7x7dbl_4", width, 7), name + ".branch7x7dbl_5", 192, 7);
		return drawing.concatenation(name, square(x, name + ".branch1x1", 192, 1, 1, 0), sevens, longer, square(mean(x, name), name + ".branch_pool", 192, 1, 1, 0));
	}

	private Node d(Node x, String name) {
		Node threes = square(square(x, name + ".branch3x3_1", 192, 1, 1, 0), name + ".branch3x3_2", 320, 3, 2, 0);
		Node sevens = tall(wide(square(x, name + ".branch7x7x3_1", 192, 1, 1, 0), name + ".branch7x7x3_2", 192, 7), name + ".branch7x7x3_3", 192, 7);
		return drawing.concatenation(name, threes, square(sevens, name + ".branch7x7x3_4", 192, 3, 2, 0), largest(x, name + ".pool", 2, 0));
	}

	private Node e(Node x, String name, Node pooled) {
		Node threes = square(x, name + ".branch3x3_1", 384, 1, 1, 0);
		Node longer = square(square(x, name + ".branch3x3dbl_1", 448, 1, 1, 0), name + ".branch3x3dbl_2", 384, 3, 1, 1);
		return drawing.concatenation(name, square(x, name + ".branch1x1", 320, 1, 1, 0), wide(threes, name + ".branch3x3_2a", 384, 3), tall(threes, name + ".branch3x3_2b", 384, 3),
				wide(longer, name + ".branch3x3dbl_3a", 384, 3), tall(longer, name + ".branch3x3dbl_3b", 384, 3), square(pooled, name + ".branch_pool", 192, 1, 1, 0));
	}

	private Node square(Node before, String name, int filters, int kernel, int stride, int padding) {
		return use(before, name, filters, kernel, kernel, stride, padding, padding);
	}

	private Node wide(Node before, String name, int filters, int kernel) {
		return use(before, name, filters, 1, kernel, 1, 0, kernel / 2);
	}

	private Node tall(Node before, String name, int filters, int kernel) {
		return use(before, name, filters, kernel, 1, 1, kernel / 2, 0);
	}

	private Node use(Node before, String name, int filters, int height, int width, int stride, int vertical, int horizontal) {
		var use = Drawing.with(drawing.use(before, name, convolution), "fout", String.valueOf(filters));
		Drawing.with(use, "kh", String.valueOf(height));
		Drawing.with(use, "kw", String.valueOf(width));
		Drawing.with(use, "s", String.valueOf(stride));
		Drawing.with(use, "ph", String.valueOf(vertical));
		return Drawing.with(use, "pw", String.valueOf(horizontal));
	}

	/** The mean of 3 x 3 pixels of which those beyond the border do not count. */
	private Node mean(Node before, String name) {
		Pooling pooling = pooling(PoolingKind.AVERAGE, 1, 1);
		pooling.setCountPadding(false);
		return drawing.after(before, name + ".pool", pooling);
	}

	private Node largest(Node before, String name, int stride, int padding) {
		return drawing.after(before, name, pooling(PoolingKind.MAX, stride, padding));
	}

	private static Pooling pooling(PoolingKind kind, int stride, int padding) {
		Pooling pooling = Layers.pooling(kind);
		pooling.setKernel("3");
		pooling.setStride(String.valueOf(stride));
		pooling.setPadding(String.valueOf(padding));
		return pooling;
	}

	private static Block convolution() {
		Block block = FACTORY.createBlock();
		block.setId("convolution");
		block.setName("convolution");
		block.setDescription("A convolution, normalised.");
		Drawing.parameter(block, "fout", null, "Channels that leave.");
		Drawing.parameter(block, "kh", null, "Height of the kernel.");
		Drawing.parameter(block, "kw", null, "Width of the kernel.");
		Drawing.parameter(block, "s", null, "Stride.");
		Drawing.parameter(block, "ph", null, "Border above and below.");
		Drawing.parameter(block, "pw", null, "Border to the left and to the right.");
		Drawing inside = new Drawing(block, "convolution_");
		Convolution convolution = Layers.unbiased(Layers.convolution("fout", 1, 1, 0));
		convolution.setKernel("kh");
		convolution.setKernelWidth("kw");
		convolution.setStride("s");
		convolution.setPaddingTop("ph");
		convolution.setPaddingBottom("ph");
		convolution.setPaddingLeft("pw");
		convolution.setPaddingRight("pw");
		Normalisation norm = Layers.batchNorm();
		norm.setEpsilon("0.001");
		Node last = inside.after(inside.after(inside.input("x", Port.DATA, null), "conv", convolution), "bn", norm);
		inside.output(inside.after(last, "relu", Layers.relu()));
		return block;
	}
}
