package io.spadework.model.nodes;

import io.spadework.model.Cost;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.AdaptiveInstanceNorm;
import io.spadework.model.study.Port;
import io.spadework.model.study.StudyPackage.Literals;

/** Adaptive instance normalisation: features C x H x W and a style code z x 1 x 1 to C x H x W; a linear map makes 2 C scales and shifts of the code. */
final class AdaptiveInstanceNormRule extends NodeRule<AdaptiveInstanceNorm> {

	AdaptiveInstanceNormRule() {
		super(Literals.ADAPTIVE_INSTANCE_NORM, AdaptiveInstanceNorm.class, 1, 1, Port.STYLE);
	}

	@Override
	Shape shape(AdaptiveInstanceNorm node, Inputs inputs) throws MisfitException {
		Shape style = inputs.shape(Port.STYLE);
		if (style.height() != 1 || style.width() != 1) {
			throw new MisfitException(Rule.STYLE, inputs.describe(inputs.edge(Port.STYLE)) + " enters at style, so it must be a style code, "
					+ style.channels() + " x 1 x 1; a linear map or a global pooling makes one");
		}
		return inputs.data();
	}

	@Override
	Cost cost(AdaptiveInstanceNorm node, Inputs inputs, Shape output) {
		return Cost.linear(inputs.shape(Port.STYLE).channels(), 2 * output.channels(), true).plus(Cost.activation(output));
	}
}
