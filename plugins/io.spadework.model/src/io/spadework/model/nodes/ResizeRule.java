package io.spadework.model.nodes;

import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.Resize;
import io.spadework.model.study.StudyPackage.Literals;

/** Resizing to a stated size: C x H x W to C x height x width. */
final class ResizeRule extends NodeRule<Resize> {

	ResizeRule() {
		super(Literals.RESIZE, Resize.class, 1, 1);
	}

	@Override
	Shape shape(Resize node, Inputs inputs) throws MisfitException, ExpressionException {
		Shape data = inputs.data();
		Shape output = new Shape(data.channels(), inputs.number(node, Literals.RESIZE__HEIGHT), inputs.number(node, Literals.RESIZE__WIDTH));
		if (node.getMode() == Interpolation.AREA && (output.height() > data.height() || output.width() > data.width())) {
			throw new MisfitException(Rule.AREA, inputs.describeData() + " would be made larger by resize " + Names.of(node) + ", to " + output
					+ "; averaging over areas only makes maps smaller, nearest or bilinear make them larger");
		}
		return output;
	}
}
