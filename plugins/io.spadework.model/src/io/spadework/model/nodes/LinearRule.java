package io.spadework.model.nodes;

import io.spadework.model.Cost;
import io.spadework.model.ExpressionException;
import io.spadework.model.Shape;
import io.spadework.model.study.Linear;
import io.spadework.model.study.StudyPackage.Literals;

/** Linear map: C x H x W, flattened, to filters x 1 x 1. */
final class LinearRule extends NodeRule<Linear> {

	LinearRule() {
		super(Literals.LINEAR, Linear.class, 1, 1);
	}

	@Override
	Shape shape(Linear node, Inputs inputs) throws ExpressionException {
		return new Shape(inputs.number(node, Literals.WEIGHTED_NODE__FILTERS), 1, 1);
	}

	@Override
	Cost cost(Linear node, Inputs inputs, Shape output) {
		return Cost.linear(inputs.data().size(), output.channels(), node.isBias());
	}
}
