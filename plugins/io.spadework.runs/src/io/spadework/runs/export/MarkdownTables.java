package io.spadework.runs.export;

import java.util.List;

/** Tables as GitHub's Markdown. */
public final class MarkdownTables {

	private MarkdownTables() {
	}

	/** The tables one after another, each with its title and notes. */
	public static String text(List<Table> tables) {
		StringBuilder text = new StringBuilder();
		for (Table table : tables) {
			text.append(text.isEmpty() ? "" : "\n").append("## ").append(cell(table.title())).append("\n\n");
			if (!table.rows().isEmpty()) {
				row(text, table.head());
				text.append("| --- ".repeat(table.head().size())).append("|\n");
				table.rows().forEach(row -> row(text, row));
			}
			table.notes().forEach(note -> text.append(text.charAt(text.length() - 2) == '\n' ? "" : "\n").append(cell(note)).append('\n'));
		}
		return text.toString();
	}

	private static void row(StringBuilder text, List<String> cells) {
		cells.forEach(cell -> text.append("| ").append(cell(cell)).append(' '));
		text.append("|\n");
	}

	/** A name must neither end its cell nor become markup; an underscore within a word is none. */
	private static String cell(String text) {
		return text.replaceAll("([\\\\|*`<>\\[\\]]|(?<!\\w)_|_(?!\\w))", "\\\\$1").replaceAll("\\s+", " ").strip();
	}
}
