package io.spadework.model.edit.changes;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EObject;

import io.spadework.model.study.StudyPackage.Literals;

/** The expressions that an element states, and what becomes of them when names in them get other meanings. */
final class Expressions {

	private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
	private static final Pattern SIMPLE = Pattern.compile("[A-Za-z0-9_.]+");

	private Expressions() {
	}

	/** The attributes of an element that hold an expression. */
	static List<EAttribute> of(EObject element) {
		return element.eClass().getEAllAttributes().stream()
				.filter(attribute -> attribute.getEAttributeType() == Literals.EXPRESSION && element.eGet(attribute) instanceof String text && !text.isBlank()).toList();
	}

	/** Puts expressions in the place of names, in parentheses where they need them. */
	static String substituted(String expression, Map<String, String> meanings) {
		Matcher names = NAME.matcher(expression);
		return names.replaceAll(name -> {
			boolean digitBefore = name.start() > 0 && Character.isDigit(expression.charAt(name.start() - 1)); // the e of 2e-4
			String meaning = digitBefore ? null : meanings.get(name.group());
			return Matcher.quoteReplacement(meaning == null ? name.group() : SIMPLE.matcher(meaning).matches() ? meaning : "(" + meaning + ")");
		});
	}

	/** Puts expressions in the place of names in all expressions of an element and of what it contains. */
	static void substitute(EObject element, Map<String, String> meanings) {
		for (EAttribute attribute : of(element)) {
			element.eSet(attribute, substituted((String) element.eGet(attribute), meanings));
		}
		element.eContents().forEach(each -> substitute(each, meanings));
	}
}
