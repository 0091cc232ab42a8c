package io.spadework.notation.training;

import org.eclipse.emf.ecore.EAttribute;

import io.spadework.model.study.AdversarialLoss;
import io.spadework.model.study.Element;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.notation.NodeNotation;

/**
 * What takes part in a training.
 *
 * @param scale   of a discriminator, 1 being the full size; otherwise 0
 * @param element of the study, which says what this is
 * @param look    how it is drawn
 */
public record Part(Role role, int scale, Element element, NodeNotation look) {

	/** What stays the same when numbers and names change. */
	public String id() {
		return role + (scale == 0 ? "" : " " + scale) + " " + element.getId();
	}

	/** The attribute by which this counts, to be changed where it is drawn: the weight of a loss; null for others. */
	public EAttribute weight() {
		return element instanceof AdversarialLoss ? role == Role.DISCRIMINATOR_ADVERSARIAL ? Literals.ADVERSARIAL_LOSS__DISCRIMINATOR_FACTOR : null
				: (EAttribute) element.eClass().getEStructuralFeature("weight");
	}
}
