package io.spadework.model.nodes;

import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.AdaptivePooling;
import io.spadework.model.study.StudyPackage.Literals;

/** Adaptive pooling: C x H x W to C x height x width; part i of n covers floor(i H / n) up to ceil((i + 1) H / n). */
final class AdaptivePoolingRule extends NodeRule<AdaptivePooling> {

	AdaptivePoolingRule() {
		super(Literals.ADAPTIVE_POOLING, AdaptivePooling.class, 1, 1);
	}

	@Override
	Shape shape(AdaptivePooling node, Inputs inputs) throws MisfitException, ExpressionException {
		Shape data = inputs.data();
		Shape output = new Shape(data.channels(), inputs.number(node, Literals.ADAPTIVE_POOLING__HEIGHT), inputs.number(node, Literals.ADAPTIVE_POOLING__WIDTH));
		if (output.height() > data.height() || output.width() > data.width()) {
			throw new MisfitException(Rule.AREA, inputs.describeData() + " cannot be pooled to the larger " + output + " by adaptive pooling " + Names.of(node)
					+ "; pooling only makes maps smaller, an upsampling makes them larger");
		}
		return output;
	}
}
