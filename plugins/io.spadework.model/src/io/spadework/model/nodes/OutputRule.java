package io.spadework.model.nodes;

import io.spadework.model.Cost;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Output;
import io.spadework.model.study.StudyPackage;

/** Output: a generator must answer an image 3 x H x W, a discriminator one score a patch, 1 x h x w. */
final class OutputRule extends NodeRule<Output> {

	OutputRule() {
		super(StudyPackage.Literals.OUTPUT, Output.class, 1, 1);
	}

	@Override
	Shape shape(Output node, Inputs inputs) throws MisfitException {
		Edge edge = inputs.dataEdges().get(0);
		Shape answer = inputs.data();
		Shape image = inputs.frame().image();
		if (node.eContainer() instanceof Generator) {
			if (!answer.equals(image)) {
				throw new MisfitException(Rule.OUTPUT_SHAPE, inputs.describe(edge) + " must be the image, " + image);
			}
		} else if (answer.channels() != 1) {
			throw new MisfitException(Rule.OUTPUT_SHAPE, inputs.describe(edge) + " must be one score a patch, 1 x " + answer.height() + " x " + answer.width());
		}
		return answer;
	}

	/** The output only points at what is there already. */
	@Override
	Cost cost(Output node, Inputs inputs, Shape output) {
		return Cost.NONE;
	}
}
