package io.spadework.model.nodes;

import io.spadework.model.Shape;
import io.spadework.model.study.Dropout;
import io.spadework.model.study.StudyPackage;

/** Dropout: gives the shape it gets. */
final class DropoutRule extends NodeRule<Dropout> {

	DropoutRule() {
		super(StudyPackage.Literals.DROPOUT, Dropout.class, 1, 1);
	}

	@Override
	Shape shape(Dropout node, Inputs inputs) {
		return inputs.data();
	}
}
