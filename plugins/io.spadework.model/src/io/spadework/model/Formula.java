package io.spadework.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.ezylang.evalex.BaseException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.config.MapBasedOperatorDictionary;
import com.ezylang.evalex.data.DataAccessorIfc;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.AbstractFunction;
import com.ezylang.evalex.functions.FunctionParameter;
import com.ezylang.evalex.functions.basic.CeilingFunction;
import com.ezylang.evalex.functions.basic.FloorFunction;
import com.ezylang.evalex.functions.basic.MaxFunction;
import com.ezylang.evalex.functions.basic.MinFunction;
import com.ezylang.evalex.operators.arithmetic.InfixDivisionOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMultiplicationOperator;
import com.ezylang.evalex.operators.arithmetic.InfixPlusOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixMinusOperator;
import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.Token;

/** An expression, parsed once and evaluated many times; knows nothing beyond arithmetic, so a study can never run code. */
final class Formula {

	private static final int LONGEST = 200;
	private static final int CACHED = 4096;
	/** No large exponents: rounding 1e999999999 would write out a billion digits. */
	private static final Pattern NUMBER = Pattern.compile("\\d{1,20}(\\.\\d{0,20})?([eE][+-]?\\d{1,2})?|\\.\\d{1,20}");
	private static final String ALLOWED = "numbers, parameters, + - * / ( ), min, max, round, floor, ceil, log2";

	private static final ExpressionConfiguration ARITHMETIC = arithmetic();

	private static final Map<String, Formula> PARSED = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Formula> eldest) {
			return size() > CACHED;
		}
	});

	private final Expression expression;
	private final Set<String> names;

	private Formula(Expression expression, Set<String> names) {
		this.expression = expression;
		this.names = names;
	}

	private static ExpressionConfiguration arithmetic() {
		MapBasedOperatorDictionary operators = new MapBasedOperatorDictionary();
		operators.addOperator("+", new InfixPlusOperator());
		operators.addOperator("-", new InfixMinusOperator());
		operators.addOperator("*", new InfixMultiplicationOperator());
		operators.addOperator("/", new InfixDivisionOperator());
		operators.addOperator("-", new PrefixMinusOperator());
		MapBasedFunctionDictionary functions = new MapBasedFunctionDictionary();
		functions.addFunction("min", new MinFunction());
		functions.addFunction("max", new MaxFunction());
		functions.addFunction("round", new Round());
		functions.addFunction("floor", new FloorFunction());
		functions.addFunction("ceil", new CeilingFunction());
		functions.addFunction("log2", new Log2());
		return ExpressionConfiguration.builder().operatorDictionary(operators).functionDictionary(functions).defaultConstants(Map.of())
				.dataAccessorSupplier(ExactNames::new).arraysAllowed(false).structuresAllowed(false)
				.binaryAllowed(false).implicitMultiplicationAllowed(false).singleQuoteStringLiteralsAllowed(false).build();
	}

	static Formula parse(String text) throws ExpressionException {
		if (text == null || text.isBlank()) {
			throw new ExpressionException("the expression is empty; a number or an expression such as 16*ngf is needed");
		}
		if (text.length() > LONGEST) {
			throw new ExpressionException("\"" + text.substring(0, 40) + "...\" is " + text.length() + " characters long; " + LONGEST
					+ " are allowed. Parameters can hold parts of it");
		}
		Formula known = PARSED.get(text);
		if (known != null) {
			return known;
		}
		Formula parsed;
		try {
			Expression expression = new Expression(text, ARITHMETIC);
			Set<String> names = new LinkedHashSet<>();
			inspect(expression.getAbstractSyntaxTree(), text, names);
			parsed = new Formula(expression, Collections.unmodifiableSet(names));
		} catch (BaseException e) {
			throw new ExpressionException(
					"\"" + text + "\": " + e.getMessage() + " at character " + e.getStartPosition() + "; an expression is made of " + ALLOWED);
		}
		PARSED.put(text, parsed);
		return parsed;
	}

	/** The parameters that the expression uses. */
	Set<String> names() {
		return names;
	}

	/** The value, given that of every name; throws where there is none, as on division by zero. */
	double evaluate(Map<String, BigDecimal> values) throws ExpressionException {
		try {
			// a copy shares the parsed tree but has names of its own, so one formula serves many scopes and threads
			EvaluationValue result = expression.copy().withValues(values).evaluate();
			double value = result.isNumberValue() ? result.getNumberValue().doubleValue() : Double.NaN;
			if (!Double.isFinite(value)) {
				throw new ExpressionException("\"" + expression.getExpressionString() + "\" is not a number that can be used");
			}
			return value;
		} catch (BaseException | ArithmeticException e) {
			throw new ExpressionException("\"" + expression.getExpressionString() + "\": " + e.getMessage().toLowerCase());
		}
	}

	private static void inspect(ASTNode node, String text, Set<String> names) throws ExpressionException {
		Token token = node.getToken();
		switch (token.getType()) {
			case NUMBER_LITERAL -> {
				if (!NUMBER.matcher(token.getValue()).matches()) {
					throw new ExpressionException(
							"\"" + text + "\": " + token.getValue() + " is not a number in the way it is written here; 64, 0.5 or 2e-4 are");
				}
			}
			case VARIABLE_OR_CONSTANT -> names.add(token.getValue());
			case INFIX_OPERATOR, PREFIX_OPERATOR, FUNCTION -> {
				for (ASTNode operand : node.getParameters()) {
					inspect(operand, text, names);
				}
			}
			default -> throw new ExpressionException("\"" + text + "\": " + token.getValue() + " is not allowed; an expression is made of " + ALLOWED);
		}
	}

	/** Nearest whole number, halves away from zero. */
	@FunctionParameter(name = "value")
	private static final class Round extends AbstractFunction {
		@Override
		public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... values) {
			return expression.convertValue(values[0].getNumberValue().setScale(0, RoundingMode.HALF_UP));
		}
	}

	/** Logarithm to base 2, exact at powers of two. */
	@FunctionParameter(name = "value")
	private static final class Log2 extends AbstractFunction {
		@Override
		public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... values) {
			double value = values[0].getNumberValue().doubleValue();
			if (value <= 0 || Double.isInfinite(value)) {
				throw new ArithmeticException("log2 of " + Scope.text(value) + " is not a number");
			}
			int exponent = Math.getExponent(value);
			return expression.convertValue(BigDecimal.valueOf(exponent + Math.log(value / Math.scalb(1.0, exponent)) / Math.log(2)));
		}
	}

	/** Looks names up as they are written; EvalEx by itself takes ngf and NGF for one. */
	private static final class ExactNames implements DataAccessorIfc {
		private final Map<String, EvaluationValue> values = new HashMap<>();

		@Override
		public EvaluationValue getData(String name) {
			return values.get(name);
		}

		@Override
		public void setData(String name, EvaluationValue value) {
			values.put(name, value);
		}
	}
}
