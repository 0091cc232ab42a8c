package io.spadework.model;

import org.eclipse.emf.ecore.EObject;

/** Something wrong with one element of a study: a stable rule name, and a message for the person who can mend it. */
public record Problem(Severity severity, String rule, EObject element, String message) {

	@Override
	public String toString() {
		return severity + " [" + rule + "] " + message;
	}
}
