package io.spadework.model.nodes;

import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.Crop;
import io.spadework.model.study.StudyPackage.Literals;

/** Crop: C x H x W to C x (H - top - bottom) x (W - left - right). */
final class CropRule extends NodeRule<Crop> {

	CropRule() {
		super(Literals.CROP, Crop.class, 1, 1);
	}

	@Override
	Shape shape(Crop node, Inputs inputs) throws MisfitException, ExpressionException {
		Border border = new Border(inputs.number(node, Literals.CROP__TOP), inputs.number(node, Literals.CROP__BOTTOM), inputs.number(node, Literals.CROP__LEFT),
				inputs.number(node, Literals.CROP__RIGHT));
		Shape output = border.within(inputs.data());
		if (Math.min(output.height(), output.width()) < 1) {
			throw new MisfitException(Rule.TOO_SMALL, inputs.describeData() + " is too small for crop " + Names.of(node) + ", which takes away " + border
					+ ": nothing would be left");
		}
		return output;
	}
}
