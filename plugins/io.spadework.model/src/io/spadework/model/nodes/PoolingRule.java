package io.spadework.model.nodes;

import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.Pooling;
import io.spadework.model.study.StudyPackage.Literals;

/**
 * Pooling: C x H x W to C x ((H + 2 padding - kernel) / stride + 1), and W alike, rounded down or, in ceil mode, up; then a last window that would begin in the
 * padding behind the map is left out.
 */
final class PoolingRule extends NodeRule<Pooling> {

	PoolingRule() {
		super(Literals.POOLING, Pooling.class, 1, 1);
	}

	@Override
	Shape shape(Pooling node, Inputs inputs) throws MisfitException, ExpressionException {
		int kernel = inputs.number(node, Literals.POOLING__KERNEL);
		int stride = inputs.number(node, Literals.POOLING__STRIDE);
		int padding = inputs.number(node, Literals.POOLING__PADDING);
		if (2 * padding > kernel) {
			throw new MisfitException(Rule.POOLING_PADDING, "padding of pooling " + Names.of(node) + " is " + padding + "; it must be at most half the kernel, "
					+ kernel + ", so that every window meets the map");
		}
		Shape data = inputs.data();
		if (Math.min(data.height(), data.width()) + 2 * padding < kernel) {
			throw new MisfitException(Rule.TOO_SMALL, inputs.describeData() + " is too small for windows of " + kernel + " x " + kernel + " with padding " + padding
					+ ": no window fits; a smaller kernel is needed");
		}
		return new Shape(data.channels(), windows(data.height(), kernel, stride, padding, node.isCeil()),
				windows(data.width(), kernel, stride, padding, node.isCeil()));
	}

	private static int windows(int side, int kernel, int stride, int padding, boolean ceil) {
		int room = side + 2 * padding - kernel;
		int windows = (ceil ? Math.ceilDiv(room, stride) : room / stride) + 1;
		return ceil && (windows - 1) * stride >= side + padding ? windows - 1 : windows;
	}
}
