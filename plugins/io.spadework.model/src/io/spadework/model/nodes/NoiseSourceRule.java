package io.spadework.model.nodes;

import io.spadework.model.ExpressionException;
import io.spadework.model.Shape;
import io.spadework.model.study.NoiseSource;
import io.spadework.model.study.StudyPackage.Literals;

/** Noise source: gives channels x height x width out of nothing. */
final class NoiseSourceRule extends NodeRule<NoiseSource> {

	NoiseSourceRule() {
		super(Literals.NOISE_SOURCE, NoiseSource.class, 0, 0);
	}

	@Override
	Shape shape(NoiseSource node, Inputs inputs) throws ExpressionException {
		return new Shape(inputs.number(node, Literals.NOISE_SOURCE__CHANNELS), inputs.number(node, Literals.NOISE_SOURCE__HEIGHT),
				inputs.number(node, Literals.NOISE_SOURCE__WIDTH));
	}
}
