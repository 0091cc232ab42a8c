package io.spadework.runs.report;

/** Text within HTML. */
public final class Html {

	private Html() {
	}

	/** The text as HTML shows it, also within a quoted attribute. */
	public static String escape(String text) {
		StringBuilder escaped = new StringBuilder(text.length() + 16);
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
			case '&' -> escaped.append("&amp;");
			case '<' -> escaped.append("&lt;");
			case '>' -> escaped.append("&gt;");
			case '"' -> escaped.append("&quot;");
			case '\'' -> escaped.append("&#39;");
			default -> escaped.append(c < ' ' && c != '\n' && c != '\t' ? '\ufffd' : c);
			}
		}
		return escaped.toString();
	}
}
