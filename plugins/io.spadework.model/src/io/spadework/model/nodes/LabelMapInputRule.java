package io.spadework.model.nodes;

import io.spadework.model.Shape;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.StudyPackage;

/** Label map input: gives S x H x W, one channel a label, then don't-care, then instance edges. */
final class LabelMapInputRule extends NodeRule<LabelMapInput> {

	LabelMapInputRule() {
		super(StudyPackage.Literals.LABEL_MAP_INPUT, LabelMapInput.class, 0, 0);
	}

	@Override
	Shape shape(LabelMapInput node, Inputs inputs) {
		return inputs.frame().labelMap();
	}
}
