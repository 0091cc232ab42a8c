package io.spadework.model.nodes;

import io.spadework.model.Cost;
import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.model.study.TransposedConvolution;

/** Transposed convolution: C x H x W to filters x ((H - 1) stride - 2 padding + kernel + output padding), and W alike. */
final class TransposedConvolutionRule extends NodeRule<TransposedConvolution> {

	TransposedConvolutionRule() {
		super(Literals.TRANSPOSED_CONVOLUTION, TransposedConvolution.class, 1, 1);
	}

	@Override
	Shape shape(TransposedConvolution node, Inputs inputs) throws MisfitException, ExpressionException {
		int filters = inputs.number(node, Literals.WEIGHTED_NODE__FILTERS);
		int kernel = kernel(node, inputs);
		int stride = inputs.number(node, Literals.TRANSPOSED_CONVOLUTION__STRIDE);
		int padding = inputs.number(node, Literals.TRANSPOSED_CONVOLUTION__PADDING);
		int outputPadding = inputs.number(node, Literals.TRANSPOSED_CONVOLUTION__OUTPUT_PADDING);
		if (outputPadding > 0 && outputPadding >= stride) {
			throw new MisfitException(Rule.OUTPUT_PADDING, "output padding of transposed convolution " + Names.of(node) + " is " + outputPadding
					+ "; it must be smaller than the stride, " + stride + ", as it only tells apart the sizes that the stride makes alike");
		}
		int grown = kernel + outputPadding - 2 * padding;
		Shape data = inputs.data();
		Shape output = new Shape(filters, (data.height() - 1) * stride + grown, (data.width() - 1) * stride + grown);
		if (Math.min(output.height(), output.width()) < 1) {
			throw new MisfitException(Rule.TOO_SMALL, inputs.describeData() + " is too small for a transposed " + kernel + " x " + kernel
					+ " convolution that takes " + padding + " away on every side: nothing would be left; less padding is needed");
		}
		return output;
	}

	/** Every value of the input meets the whole kernel once. */
	@Override
	Cost cost(TransposedConvolution node, Inputs inputs, Shape output) throws ExpressionException {
		int kernel = kernel(node, inputs);
		Shape data = inputs.data();
		long weights = (long) data.channels() * output.channels() * kernel * kernel;
		return new Cost(weights + (node.isBias() ? output.channels() : 0), weights * data.height() * data.width(), Cost.activation(output).activationBytes());
	}

	private static int kernel(TransposedConvolution node, Inputs inputs) throws ExpressionException {
		return inputs.number(node, Literals.TRANSPOSED_CONVOLUTION__KERNEL);
	}
}
