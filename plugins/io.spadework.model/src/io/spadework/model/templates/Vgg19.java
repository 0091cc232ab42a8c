package io.spadework.model.templates;

import io.spadework.model.study.FeatureNetwork;
import io.spadework.model.study.ImageScaling;
import io.spadework.model.study.Node;
import io.spadework.model.study.PoolingKind;
import io.spadework.model.study.StudyFactory;

/** VGG-19 (arXiv 1409.1556) as far as a perceptual loss looks: groups of 3 x 3 convolutions, with a pooling that halves the size between them. */
final class Vgg19 {

	private static final StudyFactory FACTORY = StudyFactory.eINSTANCE;
	private static final int[] CONVOLUTIONS = { 2, 2, 4, 4, 4 };
	private static final int[] WIDTHS = { 64, 128, 256, 512, 512 };

	private Vgg19() {
	}

	/** Draws it up to an activation, such as relu5_1; weights may be empty. */
	static FeatureNetwork draw(PoolingKind pooling, ImageScaling scaling, String last, String weights) {
		FeatureNetwork vgg = FACTORY.createFeatureNetwork();
		vgg.setId("vgg");
		vgg.setName("VGG-19");
		vgg.setScaling(scaling);
		vgg.setWeights(weights.isEmpty() ? null : weights);
		Drawing drawing = new Drawing(vgg, "vgg_");
		Node node = drawing.node("image", FACTORY.createImageInput());
		for (int group = 0; group < WIDTHS.length; group++) {
			node = group == 0 ? node : drawing.after(node, "pool" + group, Layers.pooling(pooling));
			for (int i = 1; i <= CONVOLUTIONS[group] && !node.getName().equals(last); i++) {
				String place = group + 1 + "_" + i;
				node = drawing.after(node, "conv" + place, Layers.convolution(String.valueOf(WIDTHS[group]), 3, 1, 1));
				node = drawing.after(node, "relu" + place, Layers.relu());
			}
		}
		drawing.output(node);
		return vgg;
	}
}
