package io.spadework.model.nodes;

import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;

/** A label map port takes the label map itself: nothing learned stands before it, so no gradient flows back through it. */
final class LabelMapSource {

	private LabelMapSource() {
	}

	static void check(Node node, Inputs inputs) throws MisfitException {
		if (!(inputs.edge(Port.LABEL_MAP).getSource() instanceof LabelMapInput)) {
			throw new MisfitException(Rule.LABEL_MAP_SOURCE,
					inputs.describe(inputs.edge(Port.LABEL_MAP)) + " enters at label_map, so it must come from a label map input, not from "
							+ Names.kind(inputs.edge(Port.LABEL_MAP).getSource()) + " "
							+ Names.of(inputs.edge(Port.LABEL_MAP).getSource()));
		}
	}
}
