package io.spadework.notation.training;

import io.spadework.model.study.Element;
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
}
