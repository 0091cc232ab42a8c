package io.spadework.model.nodes;

import io.spadework.model.Shape;
import io.spadework.model.study.Activation;
import io.spadework.model.study.StudyPackage;

/** Activation: gives the shape it gets. */
final class ActivationRule extends NodeRule<Activation> {

	ActivationRule() {
		super(StudyPackage.Literals.ACTIVATION, Activation.class, 1, 1);
	}

	@Override
	Shape shape(Activation node, Inputs inputs) {
		return inputs.data();
	}
}
