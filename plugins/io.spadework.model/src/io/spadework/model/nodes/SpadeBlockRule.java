package io.spadework.model.nodes;

import io.spadework.model.Cost;
import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.SpadeBlock;
import io.spadework.model.study.StudyPackage;

/**
 * SPADE residual block (arXiv 1903.07291): features C x H x W and the label map at any size to filters x H x W. Main path: SPADE, LeakyReLU, 3 x 3 convolution
 * to min(C, filters), SPADE, LeakyReLU, 3 x 3 convolution to filters. Where C differs from filters the skip is SPADE and a 1 x 1 convolution without bias.
 */
final class SpadeBlockRule extends NodeRule<SpadeBlock> {

	private static final int MAIN_KERNEL = 3;
	private static final int SKIP_KERNEL = 1;

	SpadeBlockRule() {
		super(StudyPackage.Literals.SPADE_BLOCK, SpadeBlock.class, 1, 1, 1);
	}

	@Override
	Shape shape(SpadeBlock node, Inputs inputs) throws MisfitException, ExpressionException {
		LabelMapSource.check(node, inputs);
		int filters = inputs.number(node, StudyPackage.Literals.WEIGHTED_NODE__FILTERS);
		hidden(node, inputs);
		if (kernel(node, inputs) % 2 == 0) {
			throw new MisfitException(Rule.EVEN_KERNEL, "kernel of spade block " + Names.of(node) + " is " + kernel(node, inputs)
					+ "; it must be odd, so that the modulation keeps the size of the features");
		}
		return new Shape(filters, inputs.data().height(), inputs.data().width());
	}

	@Override
	Cost cost(SpadeBlock node, Inputs inputs, Shape output) throws ExpressionException {
		Shape in = inputs.data();
		Shape middle = new Shape(Math.min(in.channels(), output.channels()), output.height(), output.width());
		Cost cost = modulation(node, inputs, in).plus(Cost.activation(in)).plus(Cost.convolution(in.channels(), middle, MAIN_KERNEL, true));
		cost = cost.plus(modulation(node, inputs, middle)).plus(Cost.activation(middle)).plus(Cost.convolution(middle.channels(), output, MAIN_KERNEL, true));
		if (in.channels() != output.channels()) {
			cost = cost.plus(modulation(node, inputs, in)).plus(Cost.convolution(in.channels(), output, SKIP_KERNEL, false));
		}
		return cost.plus(Cost.activation(output));
	}

	/** One SPADE: label map resized, convolution to the hidden width, ReLU, convolutions to gamma and beta, features modulated. */
	private static Cost modulation(SpadeBlock node, Inputs inputs, Shape features) throws ExpressionException {
		Shape map = new Shape(inputs.labelMap().channels(), features.height(), features.width());
		Shape hidden = new Shape(hidden(node, inputs), features.height(), features.width());
		Cost shared = Cost.activation(map).plus(Cost.convolution(map.channels(), hidden, kernel(node, inputs), true)).plus(Cost.activation(hidden));
		Cost scaleOrShift = Cost.convolution(hidden.channels(), features, kernel(node, inputs), true);
		return shared.plus(scaleOrShift).plus(scaleOrShift).plus(Cost.activation(features));
	}

	private static int hidden(SpadeBlock node, Inputs inputs) throws ExpressionException {
		return inputs.number(node, StudyPackage.Literals.SPADE_BLOCK__HIDDEN);
	}

	private static int kernel(SpadeBlock node, Inputs inputs) throws ExpressionException {
		return inputs.number(node, StudyPackage.Literals.SPADE_BLOCK__KERNEL);
	}
}
