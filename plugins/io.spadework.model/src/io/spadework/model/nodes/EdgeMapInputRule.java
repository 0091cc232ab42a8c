package io.spadework.model.nodes;

import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.EdgeMapInput;
import io.spadework.model.study.StudyPackage;

/** Edge map input: gives 1 x H x W, where the data set has instance edges. */
final class EdgeMapInputRule extends NodeRule<EdgeMapInput> {

	EdgeMapInputRule() {
		super(StudyPackage.Literals.EDGE_MAP_INPUT, EdgeMapInput.class, 0, 0);
	}

	@Override
	Shape shape(EdgeMapInput node, Inputs inputs) throws MisfitException {
		if (!inputs.frame().labels().edges()) {
			throw new MisfitException(Rule.EDGE_MAP,
					"edge map input " + Names.of(node) + " needs instance edges, but the data set has none; set edges of the data set to true");
		}
		return inputs.frame().edgeMap();
	}
}
