package io.spadework.model.nodes;

import io.spadework.model.Cost;
import io.spadework.model.ExpressionException;
import io.spadework.model.Shape;
import io.spadework.model.study.Port;
import io.spadework.model.study.Spade;
import io.spadework.model.study.StudyPackage.Literals;

/** SPADE alone: features C x H x W and the label map at any size to C x H x W. */
final class SpadeRule extends NodeRule<Spade> {

	SpadeRule() {
		super(Literals.SPADE, Spade.class, 1, 1, Port.LABEL_MAP);
	}

	@Override
	Shape shape(Spade node, Inputs inputs) throws MisfitException, ExpressionException {
		Modulation.of(node, inputs, Literals.SPADE__HIDDEN, Literals.SPADE__KERNEL);
		return inputs.data();
	}

	@Override
	Cost cost(Spade node, Inputs inputs, Shape output) throws ExpressionException {
		return Modulation.unchecked(node, inputs, Literals.SPADE__HIDDEN, Literals.SPADE__KERNEL).cost(output);
	}
}
