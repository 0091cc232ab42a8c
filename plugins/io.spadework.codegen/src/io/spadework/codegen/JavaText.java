package io.spadework.codegen;

/** Writes text that comes from a model into Java source so that it stays text: in string literals and in comments. */
final class JavaText {

	/** Names longer than this are cut in literals and comments: a reader gains nothing from more. */
	static final int LONGEST_NAME = 120;

	private JavaText() {
	}

	/** A string literal that evaluates to exactly this text. */
	static String literal(String text) {
		StringBuilder literal = new StringBuilder(text.length() + 2).append('"');
		text.codePoints().forEach(c -> {
			switch (c) {
			case '"' -> literal.append("\\\"");
			case '\\' -> literal.append("\\\\");
			case '\n' -> literal.append("\\n");
			case '\r' -> literal.append("\\r");
			case '\t' -> literal.append("\\t");
			default -> {
				if (isReadable(c)) {
					literal.appendCodePoint(c);
				} else if (c < ' ') {
					// octal: a unicode escape would become the control character before the literal is read
					literal.append(String.format("\\%03o", c));
				} else {
					for (char unit : Character.toChars(c)) {
						literal.append(String.format("\\u%04x", (int) unit));
					}
				}
			}
			}
		});
		return literal.append('"').toString();
	}

	/** One line of comment or Javadoc: no line ends, no comment end, no unicode escape, no tag, no markup. */
	static String comment(String text) {
		StringBuilder comment = new StringBuilder(text.length());
		text.codePoints().forEach(c -> {
			switch (c) {
			case '&' -> comment.append("&amp;");
			case '<' -> comment.append("&lt;");
			case '>' -> comment.append("&gt;");
			case '@' -> comment.append("&#64;");
			case '\\' -> comment.append("&#92;");
			case '/' -> comment.append(endsWith(comment, '*') ? "&#47;" : "/");
			default -> comment.append(isReadable(c) ? Character.toString(c) : " ");
			}
		});
		return comment.toString();
	}

	/** The text, or its beginning and an ellipsis where it is too long for a person. */
	static String clip(String text) {
		if (text.codePointCount(0, text.length()) <= LONGEST_NAME) {
			return text;
		}
		return text.substring(0, text.offsetByCodePoints(0, LONGEST_NAME - 1)) + "\u2026";
	}

	private static boolean endsWith(StringBuilder text, char last) {
		return !text.isEmpty() && text.charAt(text.length() - 1) == last;
	}

	/** Whether a character shows as itself: no control, format (such as a change of writing direction), lone surrogate or unassigned one. */
	private static boolean isReadable(int c) {
		return switch (Character.getType(c)) {
		case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED, Character.LINE_SEPARATOR,
				Character.PARAGRAPH_SEPARATOR -> false;
		default -> true;
		};
	}
}
