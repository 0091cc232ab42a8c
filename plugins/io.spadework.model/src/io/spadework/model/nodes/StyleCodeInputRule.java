package io.spadework.model.nodes;

import io.spadework.model.ExpressionException;
import io.spadework.model.Shape;
import io.spadework.model.study.StudyPackage;
import io.spadework.model.study.StyleCodeInput;

/** Style code input: gives size x 1 x 1. */
final class StyleCodeInputRule extends NodeRule<StyleCodeInput> {

	StyleCodeInputRule() {
		super(StudyPackage.Literals.STYLE_CODE_INPUT, StyleCodeInput.class, 0, 0);
	}

	@Override
	Shape shape(StyleCodeInput node, Inputs inputs) throws ExpressionException {
		return new Shape(inputs.number(node, StudyPackage.Literals.STYLE_CODE_INPUT__SIZE), 1, 1);
	}
}
