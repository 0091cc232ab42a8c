package io.spadework.model.nodes;

import io.spadework.model.ExpressionException;
import io.spadework.model.Shape;
import io.spadework.model.study.Padding;
import io.spadework.model.study.PaddingMode;
import io.spadework.model.study.StudyPackage.Literals;

/** Padding: C x H x W to C x (H + top + bottom) x (W + left + right). */
final class PaddingRule extends NodeRule<Padding> {

	PaddingRule() {
		super(Literals.PADDING, Padding.class, 1, 1);
	}

	@Override
	Shape shape(Padding node, Inputs inputs) throws MisfitException, ExpressionException {
		Border border = new Border(inputs.number(node, Literals.PADDING__TOP), inputs.number(node, Literals.PADDING__BOTTOM),
				inputs.number(node, Literals.PADDING__LEFT), inputs.number(node, Literals.PADDING__RIGHT));
		if (node.getMode() == PaddingMode.REFLECT) {
			border.checkReflection(node, inputs);
		}
		return border.around(inputs.data());
	}
}
