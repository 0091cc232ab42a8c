package io.spadework.model.nodes;

import io.spadework.model.Cost;
import io.spadework.model.ExpressionException;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.PaddingMode;
import io.spadework.model.study.StudyPackage.Literals;

/** Convolution: C x H x W to filters x ((H + top + bottom - dilation (kernel - 1) - 1) / stride + 1), rounded down, and W alike. */
final class ConvolutionRule extends NodeRule<Convolution> {

	ConvolutionRule() {
		super(Literals.CONVOLUTION, Convolution.class, 1, 1);
	}

	@Override
	Shape shape(Convolution node, Inputs inputs) throws MisfitException, ExpressionException {
		int filters = inputs.number(node, Literals.WEIGHTED_NODE__FILTERS);
		Kernel kernel = Kernel.of(node, inputs);
		kernel.checkGroups(node, inputs, filters);
		if (node.getPaddingMode() == PaddingMode.REFLECT) {
			kernel.border().checkReflection(node, inputs);
		}
		Shape padded = kernel.border().around(inputs.data());
		if (padded.height() < kernel.reach() || padded.width() < kernel.reachWidth()) {
			throw new MisfitException(Rule.TOO_SMALL, inputs.describeData() + " is too small for a " + kernel + " with padding " + kernel.border()
					+ ": nothing would be left; more padding or a smaller kernel is needed");
		}
		return new Shape(filters, (padded.height() - kernel.reach()) / kernel.stride() + 1, (padded.width() - kernel.reachWidth()) / kernel.strideWidth() + 1);
	}

	@Override
	Cost cost(Convolution node, Inputs inputs, Shape output) throws ExpressionException {
		Kernel kernel = Kernel.of(node, inputs);
		Cost cost = Cost.convolution(inputs.data().channels() / kernel.groups(), output, kernel.height(), kernel.width(), node.isBias());
		boolean reflected = node.getPaddingMode() == PaddingMode.REFLECT && !kernel.border().isNone();
		return reflected ? cost.plus(Cost.activation(kernel.border().around(inputs.data()))) : cost;
	}
}
