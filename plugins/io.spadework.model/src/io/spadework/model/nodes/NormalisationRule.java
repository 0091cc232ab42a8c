package io.spadework.model.nodes;

import io.spadework.model.Cost;
import io.spadework.model.Shape;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.StudyPackage;

/** Normalisation: gives the shape it gets; its affine part, if any, has a scale and a shift per channel. Of kind none it is not there at all. */
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
		boolean learns = node.isAffine() && node.getKind() != NormKind.NONE;
		return Cost.activation(output).plus(learns ? Cost.weights(2L * output.channels(), 0) : Cost.NONE);
	}
}
