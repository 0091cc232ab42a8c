package io.spadework.model.nodes;

import io.spadework.model.Cost;
import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
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
		int kernel = inputs.number(node, Literals.CONVOLUTION__KERNEL);
		int kernelWidth = inputs.number(node, Literals.CONVOLUTION__KERNEL_WIDTH, kernel);
		int stride = inputs.number(node, Literals.CONVOLUTION__STRIDE);
		int strideWidth = inputs.number(node, Literals.CONVOLUTION__STRIDE_WIDTH, stride);
		int dilation = inputs.number(node, Literals.CONVOLUTION__DILATION);
		int groups = inputs.number(node, Literals.CONVOLUTION__GROUPS);
		Shape data = inputs.data();
		if (data.channels() % groups != 0 || filters % groups != 0) {
			throw new MisfitException(Rule.GROUPS, "convolution " + Names.of(node) + " has " + groups + " groups, which must divide the channels of "
					+ inputs.describeData() + " and its " + filters + " filters");
		}
		Border border = border(node, inputs);
		if (node.getPaddingMode() == PaddingMode.REFLECT) {
			border.checkReflection(node, inputs);
		}
		Shape padded = border.around(data);
		int reach = dilation * (kernel - 1) + 1;
		int reachWidth = dilation * (kernelWidth - 1) + 1;
		if (padded.height() < reach || padded.width() < reachWidth) {
			throw new MisfitException(Rule.TOO_SMALL, inputs.describeData() + " is too small for a " + kernel + " x " + kernelWidth + " kernel"
					+ (dilation == 1 ? "" : " with dilation " + dilation + ", which reaches over " + reach + " x " + reachWidth + ",") + " with padding " + border
					+ ": nothing would be left; more padding or a smaller kernel is needed");
		}
		return new Shape(filters, (padded.height() - reach) / stride + 1, (padded.width() - reachWidth) / strideWidth + 1);
	}

	@Override
	Cost cost(Convolution node, Inputs inputs, Shape output) throws ExpressionException {
		int kernel = inputs.number(node, Literals.CONVOLUTION__KERNEL);
		int kernelWidth = inputs.number(node, Literals.CONVOLUTION__KERNEL_WIDTH, kernel);
		int channels = inputs.data().channels() / inputs.number(node, Literals.CONVOLUTION__GROUPS);
		Cost cost = Cost.convolution(channels, output, kernel, kernelWidth, node.isBias());
		Border border = border(node, inputs);
		boolean reflected = node.getPaddingMode() == PaddingMode.REFLECT && !border.isNone();
		return reflected ? cost.plus(Cost.activation(border.around(inputs.data()))) : cost;
	}

	private static Border border(Convolution node, Inputs inputs) throws ExpressionException {
		int padding = inputs.number(node, Literals.CONVOLUTION__PADDING);
		return new Border(inputs.number(node, Literals.CONVOLUTION__PADDING_TOP, padding), inputs.number(node, Literals.CONVOLUTION__PADDING_BOTTOM, padding),
				inputs.number(node, Literals.CONVOLUTION__PADDING_LEFT, padding), inputs.number(node, Literals.CONVOLUTION__PADDING_RIGHT, padding));
	}
}
