package io.spadework.model.nodes;

import io.spadework.model.Cost;
import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.model.study.TransposedConvolution;

/** Transposed convolution: C x H x W to filters x ((H - 1) stride - top - bottom + dilation (kernel - 1) + 1 + output padding), and W alike. */
final class TransposedConvolutionRule extends NodeRule<TransposedConvolution> {

	TransposedConvolutionRule() {
		super(Literals.TRANSPOSED_CONVOLUTION, TransposedConvolution.class, 1, 1);
	}

	@Override
	Shape shape(TransposedConvolution node, Inputs inputs) throws MisfitException, ExpressionException {
		int filters = inputs.number(node, Literals.WEIGHTED_NODE__FILTERS);
		Kernel kernel = Kernel.of(node, inputs);
		int added = inputs.number(node, Literals.TRANSPOSED_CONVOLUTION__OUTPUT_PADDING);
		int addedWidth = inputs.number(node, Literals.TRANSPOSED_CONVOLUTION__OUTPUT_PADDING_WIDTH, added);
		kernel.checkGroups(node, inputs, filters);
		checkAdded(node, added, kernel.stride());
		checkAdded(node, addedWidth, kernel.strideWidth());
		Shape data = inputs.data();
		Shape whole = new Shape(filters, (data.height() - 1) * kernel.stride() + kernel.reach() + added,
				(data.width() - 1) * kernel.strideWidth() + kernel.reachWidth() + addedWidth);
		Shape output = kernel.border().within(whole);
		if (Math.min(output.height(), output.width()) < 1) {
			throw new MisfitException(Rule.TOO_SMALL, inputs.describeData() + " is too small for a transposed convolution with a " + kernel
					+ " that takes padding " + kernel.border() + " away: nothing would be left; less padding is needed");
		}
		return output;
	}

	private static void checkAdded(TransposedConvolution node, int added, int stride) throws MisfitException {
		if (added > 0 && added >= stride) {
			throw new MisfitException(Rule.OUTPUT_PADDING, "output padding of transposed convolution " + Names.of(node) + " is " + added
					+ "; it must be smaller than the stride, " + stride + ", as it only tells apart the sizes that the stride makes alike");
		}
	}

	/** Every value of the input meets the whole kernel once. */
	@Override
	Cost cost(TransposedConvolution node, Inputs inputs, Shape output) throws ExpressionException {
		Kernel kernel = Kernel.of(node, inputs);
		Shape data = inputs.data();
		long weights = (long) data.channels() * output.channels() / kernel.groups() * kernel.height() * kernel.width();
		return Cost.activation(output).plus(Cost.weights(weights + (node.isBias() ? output.channels() : 0), weights * data.height() * data.width()));
	}
}
