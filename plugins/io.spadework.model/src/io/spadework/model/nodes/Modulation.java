package io.spadework.model.nodes;

import org.eclipse.emf.ecore.EAttribute;

import io.spadework.model.Cost;
import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.Node;

/** One SPADE (arXiv 1903.07291): label map resized, convolution to the hidden width, ReLU, convolutions to gamma and beta, features modulated. */
record Modulation(int labelChannels, int hidden, int kernel) {

	/** The modulation of a node that states hidden width and kernel; throws where the kernel is even. */
	static Modulation of(Node node, Inputs inputs, EAttribute hidden, EAttribute kernel) throws MisfitException, ExpressionException {
		LabelMapSource.check(node, inputs);
		Modulation modulation = unchecked(node, inputs, hidden, kernel);
		if (modulation.kernel % 2 == 0) {
			throw new MisfitException(Rule.EVEN_KERNEL, "kernel of " + Names.kind(node) + " " + Names.of(node) + " is " + modulation.kernel
					+ "; it must be odd, so that the modulation keeps the size of the features");
		}
		return modulation;
	}

	/** The modulation of a node that has been found to fit. */
	static Modulation unchecked(Node node, Inputs inputs, EAttribute hidden, EAttribute kernel) throws ExpressionException {
		return new Modulation(inputs.labelMap().channels(), inputs.number(node, hidden), inputs.number(node, kernel));
	}

	/** What it costs to modulate features of this shape. */
	Cost cost(Shape features) {
		Shape map = new Shape(labelChannels, features.height(), features.width());
		Shape shared = new Shape(hidden, features.height(), features.width());
		Cost toShared = Cost.activation(map).plus(Cost.convolution(labelChannels, shared, kernel, kernel, true)).plus(Cost.activation(shared));
		Cost scaleOrShift = Cost.convolution(hidden, features, kernel, kernel, true);
		return toShared.plus(scaleOrShift).plus(scaleOrShift).plus(Cost.activation(features));
	}
}
