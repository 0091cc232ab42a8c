package io.spadework.codegen;

import io.spadework.codegen.JavaExpression.Variable;
import io.spadework.model.ExpressionException;
import io.spadework.model.Scope;
import io.spadework.model.study.Element;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * The expressions of a study as Java over the variables that stand for its names.
 * What Java computes is checked against what the model says; where they would differ, the value itself is written.
 */
abstract class Expressions {

	private static final double NEAR = 1e-12;

	private final Scope scope;
	private final Map<String, Variable> variables = new HashMap<>();

	Expressions(Scope scope) {
		this.scope = scope;
	}

	/** Takes note that Java text reads a variable. */
	abstract void read(Variable variable);

	/** What stands for the names of the study. */
	final Map<String, Variable> variables() {
		return Collections.unmodifiableMap(variables);
	}

	/** Lets a variable stand for a name of the study. */
	final void define(String name, Variable variable) {
		variables.put(name, variable);
	}

	/** An expression as Java text of type {@code int}. */
	final String integer(String expression, Element owner, String attribute) throws GenerationException {
		int expected;
		try {
			expected = scope.integer(expression);
		} catch (ExpressionException e) {
			throw unusable(expression, owner, attribute, e);
		}
		JavaExpression formula = formula(expression, expected);
		return formula == null ? literal(expected, expression) : integer(formula);
	}

	/** An expression as Java text of a type that widens to {@code double}. */
	final String decimal(String expression, Element owner, String attribute) throws GenerationException {
		double expected = value(expression, owner, attribute);
		JavaExpression formula = formula(expression, expected);
		return formula == null ? literal(expected, expression) : text(formula, 0);
	}

	/** As {@link #decimal}, for use as a factor, in a product of type {@code double}. */
	final String factor(String expression, Element owner, String attribute) throws GenerationException {
		double expected = value(expression, owner, attribute);
		JavaExpression formula = formula(expression, expected);
		if (formula == null) {
			return literal(expected, expression);
		}
		return formula.isInteger() ? "(double) " + text(formula, JavaExpression.SIGN) : text(formula, JavaExpression.ATOM);
	}

	/** An expression as Java text of type {@code double}. */
	final String real(String expression, Element owner, String attribute) throws GenerationException {
		double expected = value(expression, owner, attribute);
		JavaExpression formula = formula(expression, expected);
		boolean number = formula == null || formula.variables().isEmpty() && formula.isInteger();
		if (number) {
			return JavaExpression.isInt(expected) ? (int) expected + ".0" : literal(expected, expression);
		}
		return formula.isInteger() ? "(double) " + text(formula, JavaExpression.SIGN) : text(formula, 0);
	}

	/** The value of an expression. */
	final double value(String expression, Element owner, String attribute) throws GenerationException {
		try {
			return scope.value(expression);
		} catch (ExpressionException e) {
			throw unusable(expression, owner, attribute, e);
		}
	}

	/** A formula as Java text of type {@code int}. */
	final String integer(JavaExpression formula) {
		return formula.isInteger() ? text(formula, 0) : "(int) Math.round(" + text(formula, 0) + ")";
	}

	/** A formula as Java text, in parentheses where it binds less than the given strength. */
	final String text(JavaExpression formula, int strength) {
		formula.variables().forEach(this::read);
		return formula.java(strength);
	}

	/** The declaration of a variable with what an expression says. */
	final String declaration(Variable variable, String expression) {
		JavaExpression formula = formula(expression, variable.value());
		String java = formula == null ? literal(variable.value(), expression) : variable.isInteger() ? integer(formula) : text(formula, 0);
		return (variable.isInteger() ? "int " : "double ") + variable.name() + " = " + java + ";";
	}

	/** The expression as a formula; null where Java text would not have the value that the model says. */
	private JavaExpression formula(String expression, double expected) {
		return formula(expression, expected, variables);
	}

	/** The expression as a formula over what the names stand for; null where Java text would not have the value that the model says. */
	static JavaExpression formula(String expression, double expected, Map<String, ? extends JavaExpression> names) {
		try {
			JavaExpression formula = JavaExpression.parse(expression, names);
			return Math.abs(formula.value() - expected) <= NEAR * Math.abs(expected) ? formula : null;
		} catch (JavaExpression.UnknownSyntax e) {
			return null;
		}
	}

	private static String literal(double value, String expression) {
		return JavaExpression.number(value) + " /* " + JavaText.comment(expression) + " */";
	}

	private static GenerationException unusable(String expression, Element owner, String attribute, ExpressionException e) {
		return new GenerationException(Elements.describe(owner) + ": " + attribute + " \"" + JavaText.clip(String.valueOf(expression)) + "\" has no value: " + e.getMessage(), e);
	}
}
