package io.spadework.ui.help;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.JFaceColors;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

/** Shows Markdown in the workbench's own fonts and colours, so that it is readable in every theme and needs no browser. Links are followed with a click or with Enter. */
final class MarkdownText {

	private static final int WIDEST = 34;

	private final StyledText control;
	private final Consumer<String> follows;
	private final LocalResourceManager fonts;
	private final Map<String, Integer> places = new HashMap<>();
	private StringBuilder text = new StringBuilder();
	private List<StyleRange> styles = new ArrayList<>();
	private final Map<Integer, int[]> indents = new HashMap<>();

	/** @param follows is told where a link leads */
	MarkdownText(Composite parent, Consumer<String> follows) {
		this.follows = follows;
		control = new StyledText(parent, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL);
		control.setMargins(36, 18, 36, 18);
		control.setLineSpacing(4);
		fonts = new LocalResourceManager(JFaceResources.getResources(), control);
		control.addListener(SWT.MouseUp, this::click);
		control.addListener(SWT.MouseMove, event -> control.setCursor(link(at(event)) == null ? null : control.getDisplay().getSystemCursor(SWT.CURSOR_HAND)));
		control.addListener(SWT.KeyDown, event -> {
			if (event.character == SWT.CR) {
				follow(link(control.getCaretOffset()));
			}
		});
		control.addListener(SWT.Traverse, event -> {
			if (event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS) {
				event.doit = !toLink(event.detail == SWT.TRAVERSE_TAB_NEXT);
			}
		});
	}

	StyledText control() {
		return control;
	}

	/** Shows a text from a heading on: the one whose words, joined by "-", are the place; from its beginning where there is none. */
	void show(String markdown, String place) {
		text = new StringBuilder();
		styles = new ArrayList<>();
		places.clear();
		indents.clear();
		Node document = Parser.builder().extensions(List.of(TablesExtension.create())).build().parse(markdown);
		blocks(document, "");
		control.setText(text.toString().stripTrailing() + "\n");
		for (StyleRange style : styles) {
			if (style.start + style.length <= control.getCharCount() && style.length > 0) {
				control.setStyleRange(style);
			}
		}
		indents.forEach((offset, indent) -> {
			if (offset < control.getCharCount()) {
				control.setLineWrapIndent(control.getLineAtOffset(offset), 1, indent[0] * 8);
			}
		});
		control.setCaretOffset(places.getOrDefault(place, 0));
		control.setTopIndex(control.getLineAtOffset(control.getCaretOffset()));
	}

	private void blocks(Node parent, String indent) {
		for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
			switch (node) {
				case Heading heading -> heading(heading);
				case Paragraph paragraph -> {
					inline(paragraph);
					text.append(paragraph.getParent() instanceof ListItem ? "\n" : "\n\n");
				}
				case BulletList list -> items(list, indent, 0);
				case OrderedList list -> items(list, indent, list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber());
				case FencedCodeBlock code -> code(code.getLiteral());
				case IndentedCodeBlock code -> code(code.getLiteral());
				case TableBlock table -> table(table);
				default -> blocks(node, indent);
			}
		}
	}

	private void heading(Heading heading) {
		int start = text.length();
		inline(heading);
		String words = text.substring(start);
		places.putIfAbsent(words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{Alnum} -]", "").strip().replace(' ', '-'), start);
		style(start, fonts.create(FontDescriptor.createFrom(JFaceResources.getDefaultFont()).increaseHeight(Math.max(1, 9 - 3 * heading.getLevel())).setStyle(SWT.BOLD)));
		text.append("\n\n");
	}

	private void items(Node list, String indent, int number) {
		int n = number;
		for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
			String mark = indent + (number == 0 ? "\u2022 " : n++ + ". ");
			indents.put(text.length(), new int[] { mark.length() });
			text.append(mark);
			blocks(item, indent + "    ");
		}
		if (indent.isEmpty()) {
			text.append('\n');
		}
	}

	private void code(String literal) {
		int start = text.length();
		text.append(literal.stripTrailing());
		style(start, JFaceResources.getTextFont());
		text.append("\n\n");
	}

	/** A table whose columns fit beside each other is one; otherwise each row is a paragraph of what it says under each heading. */
	private void table(TableBlock table) {
		List<List<Node>> rows = new ArrayList<>();
		for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
			if (part instanceof TableHead || part instanceof TableBody) {
				for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
					if (row instanceof TableRow) {
						List<Node> cells = new ArrayList<>();
						for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
							if (cell instanceof TableCell) {
								cells.add(cell);
							}
						}
						rows.add(cells);
					}
				}
			}
		}
		int columns = rows.stream().mapToInt(List::size).max().orElse(0);
		int[] widths = new int[columns];
		for (List<Node> row : rows) {
			for (int c = 0; c < row.size(); c++) {
				widths[c] = Math.max(widths[c], plain(row.get(c)).length());
			}
		}
		boolean narrow = true;
		for (int c = 0; c < columns - 1; c++) {
			narrow &= widths[c] <= WIDEST;
		}
		for (int r = 0; r < rows.size(); r++) {
			if (r == 0 && !narrow) {
				continue;
			}
			int line = text.length();
			for (int c = 0; c < rows.get(r).size(); c++) {
				int start = text.length();
				inline(rows.get(r).get(c));
				if (r == 0) {
					style(start, bold());
				} else if (c == 0) {
					style(start, bold());
				}
				if (c < rows.get(r).size() - 1) {
					text.append(" \u2013 ");
				}
			}
			indents.put(line, new int[] { 3 });
			text.append('\n');
		}
		text.append('\n');
	}

	private static String plain(Node node) {
		StringBuilder plain = new StringBuilder();
		for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
			plain.append(child instanceof Text words ? words.getLiteral() : child instanceof Code code ? code.getLiteral() : plain(child));
		}
		return plain.toString();
	}

	private void inline(Node parent) {
		for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
			int start = text.length();
			switch (node) {
				case Text words -> text.append(words.getLiteral());
				case Code code -> {
					text.append(code.getLiteral());
					style(start, JFaceResources.getTextFont());
				}
				case StrongEmphasis strong -> {
					inline(strong);
					style(start, bold());
				}
				case Emphasis emphasis -> {
					inline(emphasis);
					style(start, JFaceResources.getFontRegistry().getItalic(JFaceResources.DEFAULT_FONT));
				}
				case Link link -> {
					inline(link);
					StyleRange style = new StyleRange(start, text.length() - start, JFaceColors.getHyperlinkText(control.getDisplay()), null);
					style.underline = true;
					style.underlineStyle = SWT.UNDERLINE_LINK;
					style.data = link.getDestination();
					styles.removeIf(other -> other.start >= start);
					styles.add(style);
				}
				case Image image -> inline(image);
				case SoftLineBreak soft -> text.append(' ');
				case HardLineBreak hard -> text.append('\n');
				default -> inline(node);
			}
		}
	}

	private static Font bold() {
		return JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT);
	}

	private void style(int start, Font font) {
		StyleRange style = new StyleRange(start, text.length() - start, null, null);
		style.font = font;
		styles.removeIf(other -> other.start >= start && other.data == null && other.font != JFaceResources.getTextFont());
		if (styles.stream().noneMatch(other -> other.start >= start)) {
			styles.add(style);
		}
	}

	private int at(Event event) {
		return control.getOffsetAtPoint(new Point(event.x, event.y));
	}

	private void click(Event event) {
		if (event.button == 1 && control.getSelectionCount() == 0) {
			follow(link(at(event)));
		}
	}

	private void follow(String target) {
		if (target != null) {
			follows.accept(target);
		}
	}

	/** Where the link at an offset leads; null where there is none. */
	private String link(int offset) {
		return offset < 0 ? null
				: styles.stream().filter(style -> style.data != null && offset >= style.start && offset < style.start + style.length).map(style -> (String) style.data).findFirst().orElse(null);
	}

	/** Selects the next link, so that Enter follows it; false where there is none. */
	private boolean toLink(boolean forward) {
		int from = control.getSelectionRange().x;
		StyleRange next = null;
		for (StyleRange style : styles) {
			if (style.data != null && (forward ? style.start > from && (next == null || style.start < next.start) : style.start < from && (next == null || style.start > next.start))) {
				next = style;
			}
		}
		if (next == null) {
			return false;
		}
		control.setSelection(next.start + next.length, next.start);
		control.showSelection();
		return true;
	}
}
