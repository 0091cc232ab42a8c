package io.spadework.model.nodes;

import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
import io.spadework.model.Range;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.StudyPackage;
import io.spadework.model.study.Upsample;

/** Upsampling: C x H x W to C x factor H x factor W. */
final class UpsampleRule extends NodeRule<Upsample> {

	UpsampleRule() {
		super(StudyPackage.Literals.UPSAMPLE, Upsample.class, 1, 1);
	}

	@Override
	Shape shape(Upsample node, Inputs inputs) throws MisfitException, ExpressionException {
		int factor = inputs.number(node, StudyPackage.Literals.UPSAMPLE__FACTOR);
		if (node.getMode() == Interpolation.AREA) {
			throw new MisfitException(Rule.AREA, "upsample " + Names.of(node) + " averages over areas, which only makes maps smaller; nearest or bilinear make them larger");
		}
		Shape data = inputs.data();
		Shape output = new Shape(data.channels(), data.height() * factor, data.width() * factor);
		if (Math.max(output.height(), output.width()) > Range.LARGEST_SIDE) {
			throw new MisfitException(Rule.TOO_LARGE, inputs.describeData() + " upsampled " + factor + " times would be " + output
					+ "; no side may be longer than " + Range.LARGEST_SIDE);
		}
		return output;
	}
}
