package io.spadework.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

import io.spadework.diagram.Named;
import io.spadework.runs.export.Table;
import io.spadework.ui.charts.Colours;

/** One table with its title and notes: sorted by a click on a column, copied with Ctrl+C. */
final class TableSection {

	/** More rows than this scroll inside of the table. */
	private static final int MOST_ROWS = 24;
	private static final int WIDEST = 420;
	private static final int CELL_MARGIN = 24;
	private static final int SORT_MARK = 12;

	private final Highlight highlight;
	private final Composite area;
	private final Label title;
	private final org.eclipse.swt.widgets.Table grid;
	private final Label notes;
	private Table table;
	private List<List<String>> rows = List.of();
	private Map<String, Color> colours = Map.of();
	/** The label of the run whose cells stand out. */
	private String standing;
	private int sorted = -1;
	private boolean descending;

	TableSection(Composite parent, Highlight highlight) {
		this.highlight = highlight;
		area = new Composite(parent, SWT.NONE);
		area.setLayout(new GridLayout());
		area.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
		title = new Label(area, SWT.NONE);
		title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
		grid = new org.eclipse.swt.widgets.Table(area, SWT.FULL_SELECTION | SWT.MULTI | SWT.BORDER);
		grid.setHeaderVisible(true);
		grid.setLayoutData(new GridData(SWT.LEFT, SWT.TOP, false, false));
		Named.name(grid, title::getText);
		grid.addListener(SWT.MouseMove, event -> highlight.set(at(event.x, event.y)));
		grid.addListener(SWT.MouseExit, event -> highlight.set(null));
		grid.addListener(SWT.KeyDown, event -> {
			if (event.stateMask == SWT.MOD1 && event.keyCode == 'c') {
				copy();
			} else if (event.stateMask == SWT.MOD1 && event.keyCode == 'a') {
				grid.selectAll();
			}
		});
		notes = new Label(area, SWT.WRAP);
		notes.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
	}

	/** Shows a table; a label of a run is painted in its colour. */
	void show(Table newTable, Map<String, Color> newColours) {
		boolean sameHead = table != null && table.head().equals(newTable.head());
		boolean sameSize = sameHead && table.rows().size() == newTable.rows().size();
		table = newTable;
		colours = newColours;
		title.setText(table.title());
		notes.setText(String.join("\n", table.notes()));
		notes.setVisible(!table.notes().isEmpty());
		((GridData) notes.getLayoutData()).exclude = table.notes().isEmpty();
		grid.setRedraw(false);
		if (!sameHead) {
			makeColumns();
		}
		order();
		fill();
		if (!sameSize) {
			pack();
			((GridData) grid.getLayoutData()).heightHint = (Math.min(MOST_ROWS, Math.max(1, rows.size())) + 1) * grid.getItemHeight() + 12;
		}
		grid.setRedraw(true);
	}

	/** Paints the labels of runs anew. */
	void colour(Map<String, Color> newColours) {
		if (!colours.equals(newColours)) {
			colours = newColours;
			fill();
		}
	}

	private void makeColumns() {
		for (TableColumn column : grid.getColumns()) {
			column.dispose();
		}
		sorted = -1;
		for (int i = 0; i < table.head().size(); i++) {
			int index = i;
			TableColumn column = new TableColumn(grid, isNumeric(i) ? SWT.RIGHT : SWT.LEFT);
			column.setText(table.head().get(i));
			column.setToolTipText("Sorts by " + table.head().get(i));
			column.addListener(SWT.Selection, event -> sort(index));
		}
	}

	private boolean isNumeric(int column) {
		return !table.rows().isEmpty() && table.rows().stream().allMatch(row -> row.size() <= column || row.get(column).isEmpty() || !Double.isNaN(number(row.get(column))) || row.get(column).length() == 1);
	}

	private void sort(int column) {
		descending = sorted == column && !descending;
		sorted = column;
		grid.setSortColumn(grid.getColumn(column));
		grid.setSortDirection(descending ? SWT.DOWN : SWT.UP);
		order();
		fill();
	}

	private void order() {
		rows = new ArrayList<>(table.rows());
		if (sorted >= 0) {
			Comparator<List<String>> byNumber = Comparator.comparingDouble(row -> number(row.get(sorted)));
			Comparator<List<String>> order = byNumber.thenComparing(row -> row.get(sorted));
			rows.sort(descending ? order.reversed() : order);
		}
	}

	/** The number that a text begins with; NaN for other texts, which sort behind all numbers. */
	private static double number(String text) {
		int space = text.indexOf(' ');
		try {
			return Double.parseDouble((space < 0 ? text : text.substring(0, space)).replaceAll("[,\\h]", "").replace('\u2212', '-'));
		} catch (NumberFormatException e) {
			return Double.NaN;
		}
	}

	private void fill() {
		if (grid.getItemCount() > rows.size()) {
			grid.remove(rows.size(), grid.getItemCount() - 1);
		}
		for (int line = 0; line < rows.size(); line++) {
			TableItem item = line < grid.getItemCount() ? grid.getItem(line) : new TableItem(grid, SWT.NONE);
			List<String> row = rows.get(line);
			for (int i = 0; i < row.size(); i++) {
				item.setText(i, row.get(i));
				item.setForeground(i, colours.get(row.get(i)));
				item.setBackground(i, stands(row, i, highlight.run()) ? Colours.around(grid).grid() : null);
			}
		}
		standing = highlight.run();
	}

	private boolean stands(List<String> row, int column, String run) {
		return run != null && run.equals(run(row, column));
	}

	/** The label of the run that a cell tells of: that of its row, else that of its column; null for none. */
	private String run(List<String> row, int column) {
		return Stream.of(row.get(0), table.head().get(column)).filter(colours::containsKey).findFirst().orElse(null);
	}

	/** The same of the cell at a place. */
	private String at(int x, int y) {
		TableItem item = grid.getItem(new Point(x, y));
		return item == null ? null
				: IntStream.range(0, grid.getColumnCount()).filter(i -> item.getBounds(i).contains(x, y)).mapToObj(i -> run(rows.get(grid.indexOf(item)), i)).findFirst().orElse(null);
	}

	/** Lets the run that stands out do so here. */
	void emphasise() {
		for (int line = 0; line < rows.size(); line++) {
			List<String> row = rows.get(line);
			for (int i = 0; i < row.size(); i++) {
				boolean stands = stands(row, i, highlight.run());
				if (stands != stands(row, i, standing)) {
					grid.getItem(line).setBackground(i, stands ? Colours.around(grid).grid() : null);
				}
			}
		}
		standing = highlight.run();
	}

	/** As wide as the texts, within reason. */
	private void pack() {
		GC gc = new GC(grid);
		try {
			for (int i = 0; i < grid.getColumnCount(); i++) {
				int column = i;
				int widest = Math.max(gc.textExtent(table.head().get(i)).x + SORT_MARK, rows.stream().filter(row -> row.size() > column).mapToInt(row -> gc.textExtent(row.get(column)).x).max().orElse(0));
				grid.getColumn(i).setWidth(Math.min(WIDEST, widest + CELL_MARGIN));
			}
		} finally {
			gc.dispose();
		}
	}

	private void copy() {
		StringBuilder text = new StringBuilder(String.join("\t", table.head()));
		for (int index : grid.getSelectionIndices()) {
			text.append('\n').append(String.join("\t", rows.get(index)));
		}
		Clipboard clipboard = new Clipboard(grid.getDisplay());
		try {
			clipboard.setContents(new Object[] { text.toString() }, new Transfer[] { TextTransfer.getInstance() });
		} finally {
			clipboard.dispose();
		}
	}

	void setFocus() {
		grid.setFocus();
	}

	void dispose() {
		area.dispose();
	}
}
