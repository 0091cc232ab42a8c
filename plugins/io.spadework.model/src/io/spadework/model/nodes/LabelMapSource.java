package io.spadework.model.nodes;

import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Node;

/** A label map port takes the label map itself: nothing learned stands before it, so no gradient flows back through it. */
final class LabelMapSource {

	private LabelMapSource() {
	}

	static void check(Node node, Inputs inputs) throws MisfitException {
		if (!(inputs.labelMapEdge().getSource() instanceof LabelMapInput)) {
			throw new MisfitException(Rule.LABEL_MAP_SOURCE,
					inputs.describe(inputs.labelMapEdge()) + " enters at label_map, so it must come from a label map input, not from "
							+ Names.kind(inputs.labelMapEdge().getSource()) + " "
							+ Names.of(inputs.labelMapEdge().getSource()));
		}
	}
}
