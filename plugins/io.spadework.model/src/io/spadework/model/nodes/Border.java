package io.spadework.model.nodes;

import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.Node;

/** Rows and columns around a map, or taken away from it. */
record Border(int top, int bottom, int left, int right) {

	/** Whether there is nothing on any side. */
	boolean isNone() {
		return top + bottom + left + right == 0;
	}

	/** The map with the border, C x (H + top + bottom) x (W + left + right). */
	Shape around(Shape map) {
		return new Shape(map.channels(), map.height() + top + bottom, map.width() + left + right);
	}

	/** The map without the border; its sides may turn out 0 or less. */
	Shape within(Shape map) {
		return new Shape(map.channels(), map.height() - top - bottom, map.width() - left - right);
	}

	/** A map is mirrored at its outermost pixels, which are not repeated: a side of n pixels can be reflected by n - 1 at most. */
	void checkReflection(Node node, Inputs inputs) throws MisfitException {
		Shape data = inputs.data();
		if (Math.max(top, bottom) >= data.height() || Math.max(left, right) >= data.width()) {
			throw new MisfitException(Rule.REFLECTION, inputs.describeData() + " is too small for " + Names.kind(node) + " " + Names.of(node)
					+ " to reflect with padding " + this + ": each must be smaller than the side it extends; less padding or zeros are needed");
		}
	}

	/** As in "1", or "0 above, 1 below, 2 left, 3 right" where the sides differ. */
	@Override
	public String toString() {
		return top == bottom && top == left && top == right ? Integer.toString(top)
				: top + " above, " + bottom + " below, " + left + " left, " + right + " right";
	}
}
