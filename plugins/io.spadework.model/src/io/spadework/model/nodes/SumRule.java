package io.spadework.model.nodes;

import io.spadework.model.Shape;
import io.spadework.model.study.Sum;
import io.spadework.model.study.StudyPackage;

/** Sum: several C x H x W to one, value by value. */
final class SumRule extends NodeRule<Sum> {

	SumRule() {
		super(StudyPackage.Literals.SUM, Sum.class, 2, Integer.MAX_VALUE);
	}

	@Override
	Shape shape(Sum node, Inputs inputs) throws MisfitException {
		return AlikeInputs.of(node, inputs);
	}
}
