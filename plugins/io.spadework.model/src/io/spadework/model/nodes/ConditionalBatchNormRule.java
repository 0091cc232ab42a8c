package io.spadework.model.nodes;

import io.spadework.model.Cost;
import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.ConditionalBatchNorm;
import io.spadework.model.study.Port;
import io.spadework.model.study.StudyPackage.Literals;

/** Conditional batch normalisation: features C x H x W and a condition classes x 1 x 1 to C x H x W; a scale and a shift per class and channel. */
final class ConditionalBatchNormRule extends NodeRule<ConditionalBatchNorm> {

	ConditionalBatchNormRule() {
		super(Literals.CONDITIONAL_BATCH_NORM, ConditionalBatchNorm.class, 1, 1, Port.CONDITION);
	}

	@Override
	Shape shape(ConditionalBatchNorm node, Inputs inputs) throws MisfitException, ExpressionException {
		Shape condition = new Shape(inputs.number(node, Literals.CONDITIONAL_BATCH_NORM__CLASSES), 1, 1);
		if (!inputs.shape(Port.CONDITION).equals(condition)) {
			throw new MisfitException(Rule.CONDITION, inputs.describe(inputs.edge(Port.CONDITION)) + " enters at condition, so it must be " + condition
					+ ", one channel for each class of conditional batch norm " + Names.of(node));
		}
		return inputs.data();
	}

	@Override
	Cost cost(ConditionalBatchNorm node, Inputs inputs, Shape output) {
		return Cost.linear(inputs.shape(Port.CONDITION).channels(), 2 * output.channels(), false).plus(Cost.activation(output));
	}
}
