package io.spadework.model;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EObject;

/** Reads the numbers that an element states as expressions, and holds them to their range. */
public final class Numbers {

	private Numbers() {
	}

	/** The whole number that an attribute states; throws, naming element and attribute, where there is none from least to most. */
	public static int read(EObject element, EAttribute attribute, Scope scope, int least, int most) throws ExpressionException {
		int value;
		try {
			value = scope.integer((String) element.eGet(attribute));
		} catch (ExpressionException e) {
			throw new ExpressionException(place(element, attribute) + ": " + e.getMessage());
		}
		if (value < least || value > most) {
			throw outside(element, attribute, Scope.text(value), least + " to " + most);
		}
		return value;
	}

	/** The number that an attribute states; throws, naming element and attribute, where there is none from least to most. */
	public static double read(EObject element, EAttribute attribute, Scope scope, double least, double most) throws ExpressionException {
		double value;
		try {
			value = scope.value((String) element.eGet(attribute));
		} catch (ExpressionException e) {
			throw new ExpressionException(place(element, attribute) + ": " + e.getMessage());
		}
		if (value < least || value > most) {
			throw outside(element, attribute, Scope.text(value), Scope.text(least) + " to " + Scope.text(most));
		}
		return value;
	}

	private static ExpressionException outside(EObject element, EAttribute attribute, String value, String range) {
		Object expression = element.eGet(attribute);
		String computed = value.equals(expression) ? value : expression + " = " + value;
		return new ExpressionException(place(element, attribute) + " is " + computed + "; it must be " + range);
	}

	private static String place(EObject element, EAttribute attribute) {
		return attribute.getName() + " of " + Names.kind(element) + " " + Names.of(element);
	}
}
