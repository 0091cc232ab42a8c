package io.spadework.model.nodes;

import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.Downsample;
import io.spadework.model.study.StudyPackage;

/** Downsampling: C x H x W to C x H / factor x W / factor, rounded down. */
final class DownsampleRule extends NodeRule<Downsample> {

	DownsampleRule() {
		super(StudyPackage.Literals.DOWNSAMPLE, Downsample.class, 1, 1);
	}

	@Override
	Shape shape(Downsample node, Inputs inputs) throws MisfitException, ExpressionException {
		int factor = inputs.number(node, StudyPackage.Literals.DOWNSAMPLE__FACTOR);
		Shape data = inputs.data();
		if (Math.min(data.height(), data.width()) < factor) {
			throw new MisfitException(Rule.TOO_SMALL, inputs.describeData() + " is too small to be made " + factor + " times smaller by downsample "
					+ Names.of(node) + ": nothing would be left; a smaller factor is needed");
		}
		return new Shape(data.channels(), data.height() / factor, data.width() / factor);
	}
}
