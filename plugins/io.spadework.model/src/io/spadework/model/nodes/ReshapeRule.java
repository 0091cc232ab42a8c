package io.spadework.model.nodes;

import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.Reshape;
import io.spadework.model.study.StudyPackage.Literals;

/** Reshape: C x H x W to channels x height x width, as many values in the same order. */
final class ReshapeRule extends NodeRule<Reshape> {

	ReshapeRule() {
		super(Literals.RESHAPE, Reshape.class, 1, 1);
	}

	@Override
	Shape shape(Reshape node, Inputs inputs) throws MisfitException, ExpressionException {
		Shape output = new Shape(inputs.number(node, Literals.RESHAPE__CHANNELS), inputs.number(node, Literals.RESHAPE__HEIGHT),
				inputs.number(node, Literals.RESHAPE__WIDTH));
		if (output.size() != inputs.data().size()) {
			throw new MisfitException(Rule.RESHAPE, inputs.describeData() + " has " + inputs.data().size() + " values, but reshape " + Names.of(node)
					+ " makes " + output + ", which has " + output.size() + "; both must be the same");
		}
		return output;
	}
}
