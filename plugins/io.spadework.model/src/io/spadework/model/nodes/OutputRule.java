package io.spadework.model.nodes;

import io.spadework.model.Cost;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Output;
import io.spadework.model.study.Segmenter;
import io.spadework.model.study.StudyPackage;
import io.spadework.model.study.StyleEncoder;

/**
 * Output: a generator must answer an image 3 x H x W, a discriminator one score a patch, 1 x h x w, a style encoder means and log variances, 2z x 1 x 1, a segmenter one
 * score per label and pixel, labels x H x W. Blocks and feature networks may answer anything.
 */
final class OutputRule extends NodeRule<Output> {

	OutputRule() {
		super(StudyPackage.Literals.OUTPUT, Output.class, 1, 1);
	}

	@Override
	Shape shape(Output node, Inputs inputs) throws MisfitException {
		Edge edge = inputs.dataEdges().get(0);
		Shape answer = inputs.data();
		Shape image = inputs.frame().image();
		String wanted = switch (node.eContainer()) {
			case Generator generator -> answer.equals(image) ? null : "the image, " + image;
			case Discriminator discriminator -> answer.channels() == 1 ? null : "one score a patch, 1 x " + answer.height() + " x " + answer.width();
			case StyleEncoder encoder -> answer.size() == answer.channels() && answer.channels() % 2 == 0 ? null
					: "means and then log variances of a style code, 2z x 1 x 1";
			case Segmenter segmenter -> {
				Shape scores = new Shape(inputs.frame().labels().labels(), image.height(), image.width());
				yield answer.equals(scores) ? null : "one score per label and pixel, " + scores;
			}
			default -> null;
		};
		if (wanted != null) {
			throw new MisfitException(Rule.OUTPUT_SHAPE, inputs.describe(edge) + " must be " + wanted);
		}
		return answer;
	}

	/** The output only points at what is there already. */
	@Override
	Cost cost(Output node, Inputs inputs, Shape output) {
		return Cost.NONE;
	}
}
