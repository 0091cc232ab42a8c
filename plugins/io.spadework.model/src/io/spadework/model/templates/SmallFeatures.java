package io.spadework.model.templates;

import io.spadework.model.BuiltInWeights;
import io.spadework.model.study.FeatureNetwork;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.Node;
import io.spadework.model.study.Segmenter;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.Upsample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A small feature network: five 3 x 3 convolutions with ReLU, three of which halve the size. It learns by finding labels, from scores at three depths that are added
 * up as in fully convolutional networks (arXiv 1411.4038), so that each depth has to know what it sees.
 */
final class SmallFeatures {

	/** Base filters of the network that comes with the program. */
	static final int FILTERS = 32;
	private static final StudyFactory FACTORY = StudyFactory.eINSTANCE;
	private static final int[] FACTORS = { 1, 2, 3, 4, 4 };
	private static final int[] STRIDES = { 1, 2, 2, 2, 1 };
	/** Activations that scores are taken from, the deepest first. */
	private static final int[] SCORED = { 5, 3, 2 };

	private SmallFeatures() {
	}

	/** The network that comes with the program, with its weights, for a perceptual loss. */
	static FeatureNetwork builtIn() {
		FeatureNetwork features = FACTORY.createFeatureNetwork();
		features.setId("features");
		features.setName("landscape-features");
		features.setWeights(BuiltInWeights.LANDSCAPE_FEATURES);
		Drawing drawing = new Drawing(features, "features_");
		List<Node> activations = body(drawing, factor -> String.valueOf(factor * FILTERS));
		drawing.output(activations.getLast());
		return features;
	}

	/** A network of that kind that learns by finding labels. */
	static Segmenter learning() {
		Segmenter segmenter = FACTORY.createSegmenter();
		segmenter.setId("features");
		segmenter.setName("feature network");
		Drawing drawing = new Drawing(segmenter, "features_");
		List<Node> activations = body(drawing, factor -> factor == 1 ? "ngf" : factor + "*ngf");
		Node sum = null;
		for (int layer : SCORED) {
			Node scores = drawing.after(activations.get(layer - 1), "scores" + layer, Layers.convolution("labels", 1, 1, 0));
			sum = sum == null ? scores : drawing.sum("sum" + layer, drawing.after(sum, "up" + layer, smoothly()), scores);
		}
		drawing.output(drawing.after(sum, "up1", smoothly()));
		return segmenter;
	}

	private static List<Node> body(Drawing drawing, IntFunction<String> filters) {
		List<Node> activations = new ArrayList<>();
		Node node = drawing.node("image", FACTORY.createImageInput());
		for (int i = 0; i < FACTORS.length; i++) {
			node = drawing.after(node, "conv" + (i + 1), Layers.convolution(filters.apply(FACTORS[i]), 3, STRIDES[i], 1));
			node = drawing.after(node, "relu" + (i + 1), Layers.relu());
			activations.add(node);
		}
		return activations;
	}

	private static Upsample smoothly() {
		Upsample upsample = Layers.upsample();
		upsample.setMode(Interpolation.BILINEAR);
		return upsample;
	}
}
