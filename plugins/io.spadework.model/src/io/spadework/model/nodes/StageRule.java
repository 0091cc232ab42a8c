package io.spadework.model.nodes;

import io.spadework.model.Cost;
import io.spadework.model.Shape;
import io.spadework.model.study.Port;
import io.spadework.model.study.Stage;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.model.study.StyleCodeInput;

/** Stage: takes a label map, and a style code where its generator does. What it gives and costs follows from the generator inside. */
final class StageRule extends NodeRule<Stage> {

	StageRule() {
		super(Literals.STAGE, Stage.class, 0, 0, Port.LABEL_MAP);
	}

	@Override
	int most(Stage node, Port port) {
		return port == Port.STYLE && node.getNetwork() != null && node.getNetwork().getNodes().stream().anyMatch(StyleCodeInput.class::isInstance) ? 1
				: super.most(node, port);
	}

	@Override
	int least(Stage node, Port port) {
		return port == Port.STYLE ? most(node, port) : super.least(node, port);
	}

	@Override
	Shape shape(Stage node, Inputs inputs) {
		throw new UnsupportedOperationException("the generator inside a stage says what it gives");
	}

	/** All is inside. */
	@Override
	Cost cost(Stage node, Inputs inputs, Shape output) {
		return Cost.NONE;
	}
}
