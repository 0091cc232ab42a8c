package io.spadework.model;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EObject;

/** Reads the numbers that an element states as expressions, and holds them to their {@link Range}. */
public final class Numbers {

	private Numbers() {
	}

	/** The whole number that an attribute states; throws, naming element and attribute, where there is none within the range. */
	public static int whole(EObject element, EAttribute attribute, Scope scope) throws ExpressionException {
		return (int) real(element, attribute, scope);
	}

	/** The number that an attribute states; throws, naming element and attribute, where there is none within the range. */
	public static double real(EObject element, EAttribute attribute, Scope scope) throws ExpressionException {
		String expression = (String) element.eGet(attribute);
		Range range = Range.of(element.eClass(), attribute);
		double value;
		try {
			value = range.whole() ? scope.integer(expression) : scope.value(expression);
		} catch (ExpressionException e) {
			throw new ExpressionException(place(element, attribute) + ": " + e.getMessage(), e.parameter());
		}
		if (!range.contains(value)) {
			String computed = Scope.text(value).equals(expression) ? expression : expression + " = " + Scope.text(value);
			throw new ExpressionException(place(element, attribute) + " is " + computed + "; it must be " + range);
		}
		return value;
	}

	/** Whether an attribute says anything; one that is not required may be empty, and then another stands for it. */
	public static boolean isStated(EObject element, EAttribute attribute) {
		return element.eGet(attribute) instanceof String expression && !expression.isBlank();
	}

	/** An attribute of an element in words, as in "filters of convolution conv1". */
	public static String place(EObject element, EAttribute attribute) {
		return attribute.getName() + " of " + Names.kind(element) + " " + Names.of(element);
	}
}
