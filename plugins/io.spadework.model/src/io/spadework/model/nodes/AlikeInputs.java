package io.spadework.model.nodes;

import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Node;

/** What is joined value by value must have one shape. */
final class AlikeInputs {

	private AlikeInputs() {
	}

	/** The shape of all data inputs; throws where two differ. */
	static Shape of(Node node, Inputs inputs) throws MisfitException {
		Edge first = inputs.dataEdges().get(0);
		for (Edge edge : inputs.dataEdges()) {
			if (!inputs.shape(edge).equals(inputs.shape(first))) {
				throw new MisfitException(Rule.SIZE_MISMATCH, inputs.describe(first) + " and " + inputs.describe(edge) + " meet in " + Names.kind(node) + " "
						+ Names.of(node) + ", so their channels, heights and widths must be the same");
			}
		}
		return inputs.data();
	}
}
