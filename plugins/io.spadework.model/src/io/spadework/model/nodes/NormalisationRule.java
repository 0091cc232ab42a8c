package io.spadework.model.nodes;

import io.spadework.model.Cost;
import io.spadework.model.Shape;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.StudyPackage;

/** Normalisation: gives the shape it gets; its affine part, if any, has a scale and a shift per channel. */
final class NormalisationRule extends NodeRule<Normalisation> {

	NormalisationRule() {
		super(StudyPackage.Literals.NORMALISATION, Normalisation.class, 1, 1);
	}

	@Override
	Shape shape(Normalisation node, Inputs inputs) {
		return inputs.data();
	}

	@Override
	Cost cost(Normalisation node, Inputs inputs, Shape output) {
		return Cost.activation(output).plus(node.isAffine() ? new Cost(2L * output.channels(), 0, 0) : Cost.NONE);
	}
}
