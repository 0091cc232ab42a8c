package io.spadework.model.nodes;

import io.spadework.model.Cost;
import io.spadework.model.ExpressionException;
import io.spadework.model.Shape;
import io.spadework.model.study.Port;
import io.spadework.model.study.SpadeBlock;
import io.spadework.model.study.StudyPackage.Literals;

/**
 * SPADE residual block (arXiv 1903.07291): features C x H x W and the label map at any size to filters x H x W. Main path: SPADE, LeakyReLU, 3 x 3 convolution
 * to min(C, filters), SPADE, LeakyReLU, 3 x 3 convolution to filters. Where C differs from filters the skip is SPADE and a 1 x 1 convolution without bias.
 */
final class SpadeBlockRule extends NodeRule<SpadeBlock> {

	private static final int MAIN_KERNEL = 3;
	private static final int SKIP_KERNEL = 1;

	SpadeBlockRule() {
		super(Literals.SPADE_BLOCK, SpadeBlock.class, 1, 1, Port.LABEL_MAP);
	}

	@Override
	Shape shape(SpadeBlock node, Inputs inputs) throws MisfitException, ExpressionException {
		Modulation.of(node, inputs, Literals.SPADE_BLOCK__HIDDEN, Literals.SPADE_BLOCK__KERNEL);
		return new Shape(inputs.number(node, Literals.WEIGHTED_NODE__FILTERS), inputs.data().height(), inputs.data().width());
	}

	@Override
	Cost cost(SpadeBlock node, Inputs inputs, Shape output) throws ExpressionException {
		Modulation spade = Modulation.unchecked(node, inputs, Literals.SPADE_BLOCK__HIDDEN, Literals.SPADE_BLOCK__KERNEL);
		Shape in = inputs.data();
		Shape middle = new Shape(Math.min(in.channels(), output.channels()), output.height(), output.width());
		Cost cost = spade.cost(in).plus(Cost.activation(in)).plus(Cost.convolution(in.channels(), middle, MAIN_KERNEL, MAIN_KERNEL, true));
		cost = cost.plus(spade.cost(middle)).plus(Cost.activation(middle)).plus(Cost.convolution(middle.channels(), output, MAIN_KERNEL, MAIN_KERNEL, true));
		if (in.channels() != output.channels()) {
			cost = cost.plus(spade.cost(in)).plus(Cost.convolution(in.channels(), output, SKIP_KERNEL, SKIP_KERNEL, false));
		}
		return cost.plus(Cost.activation(output));
	}
}
