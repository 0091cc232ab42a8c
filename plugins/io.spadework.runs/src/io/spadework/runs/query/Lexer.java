package io.spadework.runs.query;

import java.util.ArrayList;
import java.util.List;

/** Takes a query apart into terms. */
final class Lexer {

	private final String text;
	private int at;

	Lexer(String text) {
		this.text = text;
		blank();
	}

	boolean hasNext() {
		return at < text.length();
	}

	int at() {
		return at;
	}

	/** The next term, or null for an {@code or}. */
	Term next() throws QueryException {
		int start = at;
		boolean not = text.charAt(at) == '-' || text.charAt(at) == '!' && !startsOperator();
		if (not) {
			at++;
			if (!hasNext() || Character.isWhitespace(text.charAt(at))) {
				throw new QueryException("After " + text.charAt(start) + " a term is missing: what is not to hold comes right behind it.", at);
			}
		}
		boolean quoted = text.charAt(at) == '"';
		String word = word(false);
		Operator operator = operator();
		if (operator == null) {
			blank();
			if (!quoted && !not && word.equals("or")) {
				return null;
			}
			return quoted ? Term.word(word, not) : Term.plain(word, not);
		}
		if (word.isEmpty()) {
			throw new QueryException("Before " + operator.sign() + " the name of a field is missing, such as in steps" + operator.sign() + "100.", start);
		}
		List<String> values = new ArrayList<>();
		int valueAt = at;
		do {
			if (!hasNext() || Character.isWhitespace(text.charAt(at))) {
				throw new QueryException("After " + text.substring(start, at) + " a value is missing; there is no blank between them.", at);
			}
			values.add(word(true));
		} while (take(','));
		if (hasNext() && !Character.isWhitespace(text.charAt(at))) {
			throw new QueryException("\"" + text.charAt(at) + "\" can't stand in a value; write the value in quotation marks.", at);
		}
		blank();
		return Term.of(word, operator, values, not, valueAt);
	}

	private Operator operator() {
		for (Operator operator : Operator.values()) {
			if (text.startsWith(operator.sign(), at)) {
				at += operator.sign().length();
				return operator;
			}
		}
		return null;
	}

	private boolean startsOperator() {
		return text.startsWith(Operator.UNEQUAL.sign(), at);
	}

	/** Letters up to a blank or an operator (in a value: a comma or a comparison), or between quotation marks. */
	private String word(boolean value) throws QueryException {
		StringBuilder word = new StringBuilder();
		if (text.charAt(at) != '"') {
			// A colon is part of a value: times and paths have them.
			String ends = value ? ",\"" : ":=<>~\"";
			while (hasNext() && !Character.isWhitespace(text.charAt(at)) && ends.indexOf(text.charAt(at)) < 0 && !(!value && startsOperator())) {
				word.append(text.charAt(at++));
			}
			return word.toString();
		}
		int opened = at++;
		while (hasNext() && text.charAt(at) != '"') {
			if (text.charAt(at) == '\\' && at + 1 < text.length()) {
				at++;
			}
			word.append(text.charAt(at++));
		}
		if (!hasNext()) {
			throw new QueryException("The quotation mark that is opened here is never closed.", opened);
		}
		at++;
		return word.toString();
	}

	private boolean take(char expected) {
		if (hasNext() && text.charAt(at) == expected) {
			at++;
			return true;
		}
		return false;
	}

	private void blank() {
		while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
			at++;
		}
	}
}
