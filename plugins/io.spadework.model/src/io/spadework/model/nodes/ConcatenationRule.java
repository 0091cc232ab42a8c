package io.spadework.model.nodes;

import io.spadework.model.Names;
import io.spadework.model.Range;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.Concatenation;
import io.spadework.model.study.Edge;
import io.spadework.model.study.StudyPackage;

/** Concatenation: C1 x H x W, C2 x H x W, ... to (C1 + C2 + ...) x H x W. */
final class ConcatenationRule extends NodeRule<Concatenation> {

	ConcatenationRule() {
		super(StudyPackage.Literals.CONCATENATION, Concatenation.class, 2, Integer.MAX_VALUE);
	}

	@Override
	Shape shape(Concatenation node, Inputs inputs) throws MisfitException {
		Edge first = inputs.dataEdges().get(0);
		int channels = 0;
		for (Edge edge : inputs.dataEdges()) {
			if (!inputs.shape(edge).sameSize(inputs.shape(first))) {
				throw new MisfitException(Rule.SIZE_MISMATCH,
						inputs.describe(first) + " and " + inputs.describe(edge) + " meet in a concatenation, so their heights and widths must be the same");
			}
			channels = Math.addExact(channels, inputs.shape(edge).channels());
		}
		if (channels > Range.MOST_CHANNELS) {
			throw new MisfitException(Rule.TOO_LARGE,
					"concatenation " + Names.of(node) + " would have " + channels + " channels; at most " + Range.MOST_CHANNELS + " are possible");
		}
		return new Shape(channels, inputs.data().height(), inputs.data().width());
	}
}
