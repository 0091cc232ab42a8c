package io.spadework.codegen;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An expression of a study as Java computes it: parsed, typed, evaluated with Java's own arithmetic.
 * A part is an {@code int} where every value in it is one, so that {@code 16 * ngf} stays {@code 16 * ngf};
 * a division that leaves a remainder is one of doubles.
 */
sealed interface JavaExpression {

	/** The value that the Java text has. */
	double value();

	/** Whether the Java text is of type {@code int}; otherwise it is a {@code double}. */
	boolean isInteger();

	/** Java text; in parentheses where it binds less than the given strength. */
	String java(int strength);

	/** The variables that the Java text reads. */
	default Set<Variable> variables() {
		return Set.of();
	}

	int SUM = 1;
	int PRODUCT = 2;
	int SIGN = 3;
	int ATOM = 4;

	/** Thrown inside this room only: what the grammar here does not cover is written as its value. */
	final class UnknownSyntax extends Exception {
		private static final long serialVersionUID = 1L;

		UnknownSyntax(String message) {
			super(message);
		}
	}

	/**
	 * @param names what stands for the names of the study
	 * @throws UnknownSyntax where the expression uses what Java text cannot say
	 */
	static JavaExpression parse(String expression, Map<String, ? extends JavaExpression> names) throws UnknownSyntax {
		Parser parser = new Parser(expression, names);
		JavaExpression formula = parser.sum(0);
		parser.end();
		return formula;
	}

	/** A number as a person would write it in Java. */
	static String number(double value) {
		if (isInt(value)) {
			return Integer.toString((int) value);
		}
		String text = Double.toString(value);
		return text.contains("E") ? text.replace(".0E", "E").replace('E', 'e') : text;
	}

	/** Whether a value is one of Java's {@code int}. */
	static boolean isInt(double value) {
		return value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE;
	}

	private static String parenthesised(String java, int own, int strength) {
		return own < strength ? "(" + java + ")" : java;
	}

	/** A number. */
	record Number(double value) implements JavaExpression {
		@Override
		public boolean isInteger() {
			return isInt(value);
		}

		@Override
		public String java(int strength) {
			if (Double.isNaN(value) || Double.isInfinite(value)) {
				return Double.isNaN(value) ? "Double.NaN" : value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
			}
			return parenthesised(number(value), value < 0 ? SIGN : ATOM, strength);
		}
	}

	/** A field, a local variable or a parameter of a method, declared as {@code int} or {@code double}. */
	record Variable(String name, double value, boolean isInteger) implements JavaExpression {
		@Override
		public String java(int strength) {
			return name;
		}

		@Override
		public Set<Variable> variables() {
			return Set.of(this);
		}
	}

	/** A change of sign. */
	record Negation(JavaExpression of) implements JavaExpression {
		@Override
		public double value() {
			return -of.value();
		}

		@Override
		public boolean isInteger() {
			return of.isInteger();
		}

		@Override
		public String java(int strength) {
			return parenthesised("-" + of.java(ATOM), SIGN, strength);
		}

		@Override
		public Set<Variable> variables() {
			return of.variables();
		}
	}

	/** Two operands and +, -, * or /. */
	record Operation(char operator, JavaExpression left, JavaExpression right) implements JavaExpression {
		@Override
		public double value() {
			double l = left.value();
			double r = right.value();
			return switch (operator) {
			case '+' -> l + r;
			case '-' -> l - r;
			case '*' -> l * r;
			default -> l / r;
			};
		}

		@Override
		public boolean isInteger() {
			return left.isInteger() && right.isInteger() && isInt(value());
		}

		@Override
		public String java(int strength) {
			int own = operator == '+' || operator == '-' ? SUM : PRODUCT;
			String leftJava = left.java(own);
			if (left.isInteger() && right.isInteger() && !isInteger()) {
				leftJava = left instanceof Number ? left.java(own) + ".0" : "(double) " + left.java(SIGN);
			}
			return parenthesised(leftJava + " " + operator + " " + right.java(own + 1), own, strength);
		}

		@Override
		public Set<Variable> variables() {
			return joined(List.of(left, right));
		}
	}

	/** A function of the expression language. */
	record Call(String function, List<JavaExpression> arguments) implements JavaExpression {
		@Override
		public double value() {
			double first = arguments.get(0).value();
			return switch (function) {
			case "min" -> arguments.stream().mapToDouble(JavaExpression::value).min().getAsDouble();
			case "max" -> arguments.stream().mapToDouble(JavaExpression::value).max().getAsDouble();
			case "round" -> Math.rint(first) == first ? first : Math.floor(first + 0.5);
			case "floor" -> Math.floor(first);
			case "ceil" -> Math.ceil(first);
			default -> Math.log(first) / Math.log(2);
			};
		}

		@Override
		public boolean isInteger() {
			return switch (function) {
			case "min", "max" -> arguments.stream().allMatch(JavaExpression::isInteger);
			case "round", "floor", "ceil" -> isInt(value());
			default -> false;
			};
		}

		@Override
		public String java(int strength) {
			JavaExpression first = arguments.get(0);
			return switch (function) {
			case "min", "max" -> {
				String nested = first.java(0);
				for (JavaExpression next : arguments.subList(1, arguments.size())) {
					nested = "Math." + function + "(" + nested + ", " + next.java(0) + ")";
				}
				yield arguments.size() == 1 ? first.java(strength) : nested;
			}
			case "round", "floor", "ceil" -> first.isInteger() ? first.java(strength)
					: isInteger() ? parenthesised("(int) Math." + function + "(" + first.java(0) + ")", SIGN, strength)
							: function.equals("round") ? "Math.floor(" + first.java(SUM) + " + 0.5)" : "Math." + function + "(" + first.java(0) + ")";
			default -> parenthesised("Math.log(" + first.java(0) + ") / Math.log(2)", PRODUCT, strength);
			};
		}

		@Override
		public Set<Variable> variables() {
			return joined(arguments);
		}
	}

	private static Set<Variable> joined(List<JavaExpression> formulas) {
		return formulas.stream().flatMap(formula -> formula.variables().stream()).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/** Recursive descent over sums, products and signs. */
	final class Parser {

		private static final int DEEPEST = 100;

		private final String text;
		private final Map<String, ? extends JavaExpression> names;
		private int at;

		private Parser(String text, Map<String, ? extends JavaExpression> names) {
			this.text = text;
			this.names = names;
		}

		private JavaExpression sum(int depth) throws UnknownSyntax {
			JavaExpression left = product(depth);
			while (peek() == '+' || peek() == '-') {
				left = new Operation(text.charAt(at++), left, product(depth));
			}
			return left;
		}

		private JavaExpression product(int depth) throws UnknownSyntax {
			JavaExpression left = signed(depth);
			while (peek() == '*' || peek() == '/') {
				left = new Operation(text.charAt(at++), left, signed(depth));
			}
			return left;
		}

		private JavaExpression signed(int depth) throws UnknownSyntax {
			if (depth > DEEPEST) {
				throw new UnknownSyntax("nested too deeply");
			}
			if (peek() == '-') {
				at++;
				return new Negation(signed(depth + 1));
			}
			return atom(depth);
		}

		private JavaExpression atom(int depth) throws UnknownSyntax {
			char c = peek();
			if (c == '(') {
				at++;
				JavaExpression inner = sum(depth + 1);
				expect(')');
				return inner;
			}
			if (c >= '0' && c <= '9' || c == '.') {
				return number();
			}
			if (Character.isLetter(c) || c == '_') {
				String word = word();
				return peek() == '(' ? call(word.toLowerCase(Locale.ROOT), depth) : named(word);
			}
			throw new UnknownSyntax("nothing begins with '" + c + "'");
		}

		private JavaExpression number() throws UnknownSyntax {
			int from = at;
			while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
				at++;
			}
			if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
				at++;
				if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
					at++;
				}
				while (at < text.length() && isDigit(text.charAt(at))) {
					at++;
				}
			}
			try {
				return new Number(Double.parseDouble(text.substring(from, at)));
			} catch (NumberFormatException e) {
				throw new UnknownSyntax("not a number: " + text.substring(from, at));
			}
		}

		private JavaExpression call(String function, int depth) throws UnknownSyntax {
			List<JavaExpression> arguments = new ArrayList<>();
			expect('(');
			do {
				arguments.add(sum(depth + 1));
			} while (peek() == ',' && at++ >= 0);
			expect(')');
			boolean known = switch (function) {
			case "min", "max" -> true;
			case "round", "floor", "ceil", "log2" -> arguments.size() == 1;
			default -> false;
			};
			if (!known) {
				throw new UnknownSyntax("no such function: " + function);
			}
			return new Call(function, List.copyOf(arguments));
		}

		private JavaExpression named(String word) throws UnknownSyntax {
			JavaExpression named = names.get(word);
			if (named == null) {
				throw new UnknownSyntax("no such parameter: " + word);
			}
			return named;
		}

		private String word() {
			int from = at;
			while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
				at++;
			}
			return text.substring(from, at);
		}

		private void expect(char c) throws UnknownSyntax {
			if (peek() != c) {
				throw new UnknownSyntax("'" + c + "' expected");
			}
			at++;
		}

		private void end() throws UnknownSyntax {
			if (peek() != 0) {
				throw new UnknownSyntax("nothing expected from '" + text.charAt(at) + "' on");
			}
		}

		/** The next character that is no space; 0 at the end. */
		private char peek() {
			while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
				at++;
			}
			return at < text.length() ? text.charAt(at) : 0;
		}

		private static boolean isDigit(char c) {
			return c >= '0' && c <= '9';
		}
	}
}
