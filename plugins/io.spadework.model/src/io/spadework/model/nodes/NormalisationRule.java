package io.spadework.model.nodes;

import io.spadework.model.Shape;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.StudyPackage;

/** Normalisation: gives the shape it gets; it has no affine part and so no weights. */
final class NormalisationRule extends NodeRule<Normalisation> {

	NormalisationRule() {
		super(StudyPackage.Literals.NORMALISATION, Normalisation.class, 1, 1, 0);
	}

	@Override
	Shape shape(Normalisation node, Inputs inputs) {
		return inputs.data();
	}
}
