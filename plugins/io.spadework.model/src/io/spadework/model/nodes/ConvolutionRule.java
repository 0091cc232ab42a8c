package io.spadework.model.nodes;

import io.spadework.model.Cost;
import io.spadework.model.ExpressionException;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.StudyPackage;

/** Convolution: C x H x W to filters x ((H + 2 padding - kernel) / stride + 1), rounded down, and W alike. */
final class ConvolutionRule extends NodeRule<Convolution> {

	ConvolutionRule() {
		super(StudyPackage.Literals.CONVOLUTION, Convolution.class, 1, 1, 0);
	}

	@Override
	Shape shape(Convolution node, Inputs inputs) throws MisfitException, ExpressionException {
		int filters = inputs.number(node, StudyPackage.Literals.WEIGHTED_NODE__FILTERS);
		int kernel = inputs.number(node, StudyPackage.Literals.CONVOLUTION__KERNEL);
		int stride = inputs.number(node, StudyPackage.Literals.CONVOLUTION__STRIDE);
		int padding = inputs.number(node, StudyPackage.Literals.CONVOLUTION__PADDING);
		Shape data = inputs.data();
		if (Math.min(data.height(), data.width()) + 2 * padding < kernel) {
			throw new MisfitException(Rule.TOO_SMALL, inputs.describe(inputs.dataEdges().get(0)) + " is too small for a " + kernel + " x " + kernel
					+ " kernel with padding " + padding + ": nothing would be left; more padding or a smaller kernel is needed");
		}
		return new Shape(filters, (data.height() + 2 * padding - kernel) / stride + 1, (data.width() + 2 * padding - kernel) / stride + 1);
	}

	@Override
	Cost cost(Convolution node, Inputs inputs, Shape output) throws ExpressionException {
		int kernel = inputs.number(node, StudyPackage.Literals.CONVOLUTION__KERNEL);
		return Cost.convolution(inputs.data().channels(), output, kernel, node.isBias());
	}
}
