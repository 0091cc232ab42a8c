package io.spadework.model.nodes;

import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.ResizeToHere;
import io.spadework.model.study.StudyPackage;

/** Resizing to another map: C x H x W and D x h x w, in this order, to C x h x w. */
final class ResizeToHereRule extends NodeRule<ResizeToHere> {

	ResizeToHereRule() {
		super(StudyPackage.Literals.RESIZE_TO_HERE, ResizeToHere.class, 2, 2);
	}

	@Override
	Shape shape(ResizeToHere node, Inputs inputs) throws MisfitException {
		Edge resized = inputs.dataEdges().get(0);
		Edge here = inputs.dataEdges().get(1);
		Shape from = inputs.shape(resized);
		Shape to = inputs.shape(here);
		if (node.getMode() == Interpolation.AREA && (to.height() > from.height() || to.width() > from.width())) {
			throw new MisfitException(Rule.AREA, inputs.describe(resized) + " would be made larger by " + Names.of(node) + ", to the size of " + inputs.describe(here)
					+ "; averaging over areas only makes maps smaller, nearest or bilinear make them larger");
		}
		return new Shape(from.channels(), to.height(), to.width());
	}
}
