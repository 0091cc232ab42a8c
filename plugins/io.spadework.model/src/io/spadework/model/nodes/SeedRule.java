package io.spadework.model.nodes;

import io.spadework.model.Cost;
import io.spadework.model.ExpressionException;
import io.spadework.model.Shape;
import io.spadework.model.study.Port;
import io.spadework.model.study.Seed;
import io.spadework.model.study.StudyPackage;

/** Seed: label map resized to height x width, then a 3 x 3 convolution with bias; gives filters x height x width. */
final class SeedRule extends NodeRule<Seed> {

	private static final int KERNEL = 3;

	SeedRule() {
		super(StudyPackage.Literals.SEED, Seed.class, 0, 0, Port.LABEL_MAP);
	}

	@Override
	Shape shape(Seed node, Inputs inputs) throws MisfitException, ExpressionException {
		LabelMapSource.check(node, inputs);
		return new Shape(inputs.number(node, StudyPackage.Literals.WEIGHTED_NODE__FILTERS), inputs.number(node, StudyPackage.Literals.SEED__HEIGHT),
				inputs.number(node, StudyPackage.Literals.SEED__WIDTH));
	}

	@Override
	Cost cost(Seed node, Inputs inputs, Shape output) {
		Shape resized = new Shape(inputs.labelMap().channels(), output.height(), output.width());
		return Cost.activation(resized).plus(Cost.convolution(resized.channels(), output, KERNEL, KERNEL, true));
	}
}
