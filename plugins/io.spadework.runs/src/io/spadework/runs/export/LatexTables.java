package io.spadework.runs.export;

import java.util.List;

/** Tables as LaTeX with the booktabs package. */
public final class LatexTables {

	private LatexTables() {
	}

	/** The tables one after another; notes are comments of the source, so that a caption stays one's own. */
	public static String text(List<Table> tables) {
		StringBuilder text = new StringBuilder("% needs \\usepackage{booktabs}\n");
		for (Table table : tables) {
			text.append("\n% ").append(oneLine(table.title())).append('\n');
			table.notes().forEach(note -> text.append("% ").append(oneLine(note)).append('\n'));
			if (table.rows().isEmpty()) {
				continue;
			}
			text.append("\\begin{tabular}{l").append("r".repeat(table.head().size() - 1)).append("}\n\\toprule\n");
			row(text, table.head());
			text.append("\\midrule\n");
			table.rows().forEach(row -> row(text, row));
			text.append("\\bottomrule\n\\end{tabular}\n");
		}
		return text.toString();
	}

	private static void row(StringBuilder text, List<String> cells) {
		text.append(String.join(" & ", cells.stream().map(LatexTables::cell).toList())).append(" \\\\\n");
	}

	private static String oneLine(String text) {
		return text.replaceAll("\\s+", " ");
	}

	private static String cell(String text) {
		StringBuilder cell = new StringBuilder();
		oneLine(text).codePoints().forEach(c -> cell.append(switch (c) {
		case '\\' -> "\\textbackslash{}";
		case '~' -> "\\textasciitilde{}";
		case '^' -> "\\textasciicircum{}";
		case '<' -> "$<$";
		case '>' -> "$>$";
		case '&', '%', '$', '#', '_', '{', '}' -> "\\" + (char) c;
		case '\u2191' -> "$\\uparrow$";
		case '\u2193' -> "$\\downarrow$";
		case '\u00b1' -> "$\\pm$";
		case '\u2013' -> "--";
		case '\u2009' -> "\\,";
		default -> Character.toString(c);
		}));
		return cell.toString();
	}
}
