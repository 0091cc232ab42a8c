package io.spadework.codegen;

import io.spadework.model.ExpressionException;
import io.spadework.model.Scope;
import io.spadework.model.study.Element;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.Study;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a study as fields of one generated class, and the study's expressions as Java over these fields.
 * What Java computes is checked against what the model says; where they would differ, the value itself is written.
 */
final class ParameterFields {

	private final Scope scope;
	private final Map<String, Parameter> parameters = new HashMap<>();
	private final Map<Parameter, ParameterOverride> overrides = new HashMap<>();
	private final Map<String, JavaExpression.Named> names = new HashMap<>();
	private final Map<String, Parameter> byField = new HashMap<>();
	/** Declarations in an order in which each reads only those before it. */
	private final Map<String, String> declarations = new LinkedHashMap<>();

	/** @param reserved names that the generated class gives another meaning */
	ParameterFields(Study study, Experiment experiment, Scope scope, Collection<String> reserved) {
		this.scope = scope;
		experiment.getOverrides().forEach(o -> overrides.put(o.getParameter(), o));
		List<String> other = new ArrayList<>(CodeGenerator.TAKEN);
		other.addAll(reserved);
		JavaNames fields = new JavaNames(other);
		Map<String, Double> values = scope.values();
		for (Parameter parameter : study.getParameters()) {
			Double value = values.get(parameter.getName());
			if (value != null && !Double.isNaN(value) && !Double.isInfinite(value) && parameters.putIfAbsent(parameter.getName(), parameter) == null) {
				String field = fields.field(parameter.getName(), "parameter");
				names.put(parameter.getName(), new JavaExpression.Named(field, value));
				byField.put(field, parameter);
			}
		}
	}

	/** An expression as Java text of type {@code int}. */
	String integer(String expression, Element owner, String attribute) throws GenerationException {
		int expected;
		try {
			expected = scope.integer(expression);
		} catch (ExpressionException e) {
			throw unusable(expression, owner, attribute, e);
		}
		JavaExpression formula = translated(expression, expected);
		return formula == null ? literal(expected, expression) : asInteger(formula);
	}

	/** An expression as Java text of a type that widens to {@code double}. */
	String decimal(String expression, Element owner, String attribute) throws GenerationException {
		double expected = value(expression, owner, attribute);
		JavaExpression formula = translated(expression, expected);
		return formula == null ? literal(expected, expression) : formula.java(0);
	}

	/** As {@link #decimal}, for use as a factor. */
	String factor(String expression, Element owner, String attribute) throws GenerationException {
		double expected = value(expression, owner, attribute);
		JavaExpression formula = translated(expression, expected);
		if (formula == null) {
			return literal(expected, expression);
		}
		return formula.isInteger() ? "(double) " + formula.java(JavaExpression.SIGN) : formula.java(JavaExpression.ATOM);
	}

	/** The value of an expression. */
	double value(String expression, Element owner, String attribute) throws GenerationException {
		try {
			return scope.value(expression);
		} catch (ExpressionException e) {
			throw unusable(expression, owner, attribute, e);
		}
	}

	/** Writes the fields that the expressions so far read. */
	void declare(SourceFile file, String modifiers) {
		declarations.forEach((field, declaration) -> {
			Parameter parameter = byField.get(field);
			String meaning = parameter.getDescription() == null || parameter.getDescription().isBlank() ? "" : parameter.getDescription().strip();
			if (!field.equals(parameter.getName())) {
				meaning = "\"" + parameter.getName() + "\"" + (meaning.isEmpty() ? "" : ": " + meaning);
			}
			ParameterOverride override = overrides.get(parameter);
			if (override != null) {
				meaning += (meaning.isEmpty() ? "T" : " (t") + "he study has " + parameter.getValue() + (meaning.isEmpty() ? "." : ")");
			}
			if (!meaning.isEmpty()) {
				file.line("/** " + JavaText.comment(meaning) + (meaning.endsWith(".") ? "" : ".") + " */");
			}
			file.line(modifiers + " " + declaration + ";");
		});
		if (!declarations.isEmpty()) {
			file.gap();
		}
	}

	/** The expression in Java, its fields declared; null where Java text would not have the value that the model says. */
	private JavaExpression translated(String expression, double expected) {
		JavaExpression formula = parsed(expression, expected);
		if (formula != null) {
			formula.fields().forEach(this::declare);
		}
		return formula;
	}

	private JavaExpression parsed(String expression, double expected) {
		try {
			JavaExpression formula = JavaExpression.parse(expression, names);
			double difference = Math.abs(formula.value() - expected);
			return difference <= 1e-12 * Math.abs(expected) ? formula : null;
		} catch (JavaExpression.UnknownSyntax e) {
			return null;
		}
	}

	private void declare(String field) {
		if (declarations.containsKey(field)) {
			return;
		}
		Parameter parameter = byField.get(field);
		ParameterOverride override = overrides.get(parameter);
		String expression = override == null ? parameter.getValue() : override.getValue();
		double value = names.get(parameter.getName()).value();
		JavaExpression formula = parsed(expression, value);
		if (formula != null) {
			formula.fields().forEach(this::declare);
		}
		String java = formula == null ? literal(value, expression) : JavaExpression.isInt(value) ? asInteger(formula) : formula.java(0);
		declarations.put(field, (JavaExpression.isInt(value) ? "int " : "double ") + field + " = " + java);
	}

	private static String asInteger(JavaExpression formula) {
		return formula.isInteger() ? formula.java(0) : "(int) Math.round(" + formula.java(0) + ")";
	}

	private static String literal(double value, String expression) {
		return JavaExpression.number(value) + " /* " + JavaText.comment(expression) + " */";
	}

	private static GenerationException unusable(String expression, Element owner, String attribute, ExpressionException e) {
		return new GenerationException(Elements.describe(owner) + ": " + attribute + " \"" + JavaText.clip(String.valueOf(expression)) + "\" has no value: " + e.getMessage(), e);
	}
}
