package io.spadework.model.nodes;

import io.spadework.model.Cost;
import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.Port;
import io.spadework.model.study.Spade;
import io.spadework.model.study.StudyPackage.Literals;

/**
 * SPADE (arXiv 1903.07291): features C x H x W and the label map at any size to C x H x W. The label map is resized, a convolution and a ReLU make the hidden maps of it,
 * and two convolutions gamma and beta of those.
 */
final class SpadeRule extends NodeRule<Spade> {

	SpadeRule() {
		super(Literals.SPADE, Spade.class, 1, 1, Port.LABEL_MAP);
	}

	/** Resizing, a convolution, a ReLU, two convolutions, the modulation. */
	@Override
	public int operations() {
		return 6;
	}

	@Override
	Shape shape(Spade node, Inputs inputs) throws MisfitException, ExpressionException {
		LabelMapSource.check(node, inputs);
		inputs.number(node, Literals.SPADE__HIDDEN);
		int kernel = inputs.number(node, Literals.SPADE__KERNEL);
		if (kernel % 2 == 0) {
			throw new MisfitException(Rule.EVEN_KERNEL, "kernel of SPADE " + Names.of(node) + " is " + kernel
					+ "; it must be odd, so that the modulation keeps the size of the features");
		}
		return inputs.data();
	}

	@Override
	Cost cost(Spade node, Inputs inputs, Shape output) throws ExpressionException {
		int hidden = inputs.number(node, Literals.SPADE__HIDDEN);
		int kernel = inputs.number(node, Literals.SPADE__KERNEL);
		int channels = inputs.labelMap().channels();
		Shape shared = new Shape(hidden, output.height(), output.width());
		Cost toShared = Cost.activation(new Shape(channels, output.height(), output.width())).plus(Cost.convolution(channels, shared, kernel, kernel, true))
				.plus(Cost.activation(shared));
		Cost scaleOrShift = Cost.convolution(hidden, output, kernel, kernel, true);
		return toShared.plus(scaleOrShift).plus(scaleOrShift).plus(Cost.activation(output));
	}
}
