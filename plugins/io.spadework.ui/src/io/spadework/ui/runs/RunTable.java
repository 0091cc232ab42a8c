package io.spadework.ui.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

import io.spadework.diagram.Named;
import io.spadework.diagram.SelectionSource;
import io.spadework.launch.RunQueue;
import io.spadework.launch.RunState.Phase;
import io.spadework.runs.RunFolder;
import io.spadework.runs.catalogue.RunEntry;
import io.spadework.runs.catalogue.RunField;
import io.spadework.runs.catalogue.RunField.Kind;
import io.spadework.runs.catalogue.RunSummary;
import io.spadework.runs.compare.Direction;
import io.spadework.ui.charts.Colours;
import io.spadework.ui.runs.RunLines.Head;
import io.spadework.ui.runs.RunLines.Item;
import io.spadework.ui.runs.RunLines.Line;

/**
 * Runs as a table: sorted, grouped, and still while it is refreshed. Its lines are all made, not only those one sees: a virtual table loses track of lines that go while GTK asks for
 * others, and a change of the theme then crashes in GTK. Belongs to the UI thread.
 */
final class RunTable extends SelectionSource {

	/** With more lines that come and go than this, the table is drawn once they all have. */
	private static final int MOST_PIECEMEAL = 200;
	private static final String NAME = "name";

	private final Table table;
	private final RunsSettings settings;
	private final RunImages images;
	private final Set<String> closed = new HashSet<>();
	private final Font bold;
	private List<RunField> columns = List.of();
	private List<RunRow> rows = List.of();
	/** As they are shown. */
	private List<Line> lines = List.of();
	private RunField sort = RunField.builtIn("started");
	private boolean descending = true;
	private RunField group;
	private boolean arranging;
	/** The line that the table is about to scroll to, -1 for none. */
	private int scrollingTo = -1;
	private Line hinted;
	private RunFolder standing = HoveredRun.get();

	RunTable(Composite parent, RunsSettings settings) {
		this.settings = settings;
		table = new Table(parent, SWT.FULL_SELECTION | SWT.MULTI | SWT.V_SCROLL | SWT.H_SCROLL);
		table.setHeaderVisible(true);
		images = new RunImages(table);
		bold = JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT);
		table.addListener(SWT.Selection, event -> tell());
		table.addListener(SWT.MouseMove, this::point);
		table.addListener(SWT.MouseExit, event -> HoveredRun.set(null));
		Runnable leave = HoveredRun.onChange(this::emphasise);
		table.addListener(SWT.Dispose, event -> leave.run());
		Named.name(table, "Runs");
	}

	Table control() {
		return table;
	}

	/** Gives the table columns, in this order, unless it has them. */
	void setColumns(List<RunField> wanted) {
		if (columns.equals(wanted)) {
			return;
		}
		arranging = true;
		table.setRedraw(false);
		int top = top();
		int[] selected = table.getSelectionIndices();
		try {
			// Columns are used again: to make them anew, the table would make all its rows anew and scroll to the first.
			columns = List.copyOf(wanted);
			int[] inOrder = new int[columns.size()];
			for (int i = 0; i < columns.size(); i++) {
				dress(i < table.getColumnCount() ? table.getColumn(i) : newColumn(), columns.get(i));
				inOrder[i] = i;
			}
			while (table.getColumnCount() > columns.size()) {
				table.getColumn(table.getColumnCount() - 1).dispose();
			}
			table.setColumnOrder(inOrder);
			showSort();
			fillAll();
			table.select(selected); // a new column takes it away
			if (top > 0) {
				scrollTo(top);
			}
		} finally {
			table.setRedraw(true);
			arranging = false;
		}
	}

	private TableColumn newColumn() {
		TableColumn column = new TableColumn(table, SWT.NONE);
		column.setMoveable(true);
		column.addListener(SWT.Selection, event -> {
			RunField field = (RunField) column.getData();
			sortBy(field, sort.equals(field) ? !descending : descendsFirst(field));
		});
		column.addListener(SWT.Resize, event -> {
			if (!arranging) {
				settings.setWidth(((RunField) column.getData()).word(), column.getWidth());
			}
		});
		column.addListener(SWT.Move, event -> {
			if (!arranging) {
				keepOrder();
			}
		});
		return column;
	}

	private void dress(TableColumn column, RunField field) {
		if (field.equals(column.getData())) {
			return;
		}
		boolean number = field.kind() == Kind.NUMBER && field.origin() != RunField.Origin.SETTING || field.kind() == Kind.DURATION;
		column.setData(field);
		column.setAlignment(number ? SWT.RIGHT : SWT.LEFT);
		column.setText(field.title());
		column.setToolTipText("starred".equals(field.word()) ? "Starred; press * to star the selected runs" : field.word());
		column.setWidth(settings.width(field.word()) > 0 ? settings.width(field.word()) : width(field));
	}

	/** The line that is uppermost, or soon will be. */
	private int top() {
		return scrollingTo >= 0 ? scrollingTo : table.getTopIndex();
	}

	/** Scrolls to a line; once more when the table has taken in what else was changed. */
	private void scrollTo(int line) {
		table.setTopIndex(line);
		scrollingTo = line;
		table.getDisplay().asyncExec(() -> {
			if (!table.isDisposed() && scrollingTo == line) {
				table.setTopIndex(line);
				scrollingTo = -1;
			}
		});
	}

	private static int width(RunField field) {
		return switch (field.word()) {
		case "starred" -> 34;
		case NAME -> 150;
		case "status" -> 110;
		case "started" -> 150;
		case "folder", "problem", "notes" -> 220;
		case "tag", "experiment", "study" -> 120;
		default -> Math.clamp(30 + 8L * field.title().length(), 80, 400);
		};
	}

	/** Newest, longest and starred first; the rest from the least. */
	private static boolean descendsFirst(RunField field) {
		return field.kind() == Kind.TIME || field.word().equals("steps") || Direction.of(field.word()) == Direction.HIGHER;
	}

	/** Columns that a person has moved stay where they are. */
	private void keepOrder() {
		List<RunField> moved = new ArrayList<>();
		for (int index : table.getColumnOrder()) {
			moved.add((RunField) table.getColumn(index).getData());
		}
		if (!moved.equals(columns)) {
			settings.setColumns(moved.stream().map(RunField::word).toList());
		}
	}

	private void sortBy(RunField field, boolean down) {
		settings.setSort((down ? "-" : "") + field.word());
		setOrder(field, down, group);
		arrange();
	}

	/** Says how the runs that are shown from now on are sorted, and grouped where the group isn't null. */
	void setOrder(RunField field, boolean down, RunField newGroup) {
		sort = field;
		descending = down;
		group = newGroup;
		showSort();
	}

	private void showSort() {
		TableColumn sorted = null;
		for (TableColumn column : table.getColumns()) {
			sorted = sort.equals(column.getData()) ? column : sorted;
		}
		int direction = descending ? SWT.DOWN : SWT.UP;
		if (table.getSortColumn() != sorted || table.getSortDirection() != direction) {
			table.setSortColumn(sorted);
			table.setSortDirection(direction);
		}
	}

	/** Shows these runs; what is selected and where one has scrolled to stay. */
	void show(List<RunRow> newRows) {
		rows = List.copyOf(newRows);
		arrange();
	}

	private void arrange() {
		List<Line> arranged = RunLines.of(rows, sort, descending, group, closed);
		if (arranged.equals(lines)) {
			return;
		}
		List<RunRow> selected = selection();
		Set<Object> selectedKeys = new HashSet<>();
		selectedItems().forEach(item -> selectedKeys.add(item.key()));
		Line top = lines.isEmpty() ? null : lines.get(Math.min(top(), lines.size() - 1));
		List<Line> before = lines;
		lines = arranged;
		replace(before, top);
		select(selected, selectedKeys);
		if (!before.isEmpty() && top == before.get(0)) {
			table.setTopIndex(0); // who looks at the first line sees what comes before it
		}
		if (!selection().equals(selected)) {
			tell();
		}
	}

	/** Selects the lines that were selected, of a run that has gone to another group its line there, and no others. */
	private void select(List<RunRow> selected, Set<Object> selectedKeys) {
		Set<Integer> wanted = new HashSet<>();
		Set<RunFolder> missed = new HashSet<>();
		selected.forEach(row -> missed.add(row.run()));
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i) instanceof Item item && selectedKeys.contains(item.key())) {
				wanted.add(i);
				missed.remove(item.row().run());
			}
		}
		missed.stream().mapToInt(this::lineOf).filter(i -> i >= 0).forEach(wanted::add);
		for (int line : table.getSelectionIndices()) {
			if (!wanted.remove(line)) {
				table.deselect(line);
			}
		}
		wanted.forEach(table::select); // unlike setSelection, this doesn't scroll
	}

	/** The first line of a run, -1 for none. */
	private int lineOf(RunFolder run) {
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i) instanceof Item item && item.row().run().equals(run)) {
				return i;
			}
		}
		return -1;
	}

	/** Lets the table have the new lines in place of the old ones: where few have come and gone, the others are not touched, so that nothing moves. */
	private void replace(List<Line> before, Line top) {
		List<Object> oldKeys = keys(before);
		List<Object> newKeys = keys(lines);
		int shorter = Math.min(oldKeys.size(), newKeys.size());
		int start = 0;
		while (start < shorter && oldKeys.get(start).equals(newKeys.get(start))) {
			start++;
		}
		int end = 0;
		while (end < shorter - start && oldKeys.get(oldKeys.size() - 1 - end).equals(newKeys.get(newKeys.size() - 1 - end))) {
			end++;
		}
		int gone = oldKeys.size() - start - end;
		int come = newKeys.size() - start - end;
		boolean anew = gone + come > MOST_PIECEMEAL;
		if (anew) {
			table.setRedraw(false);
		}
		if (gone > 0) {
			table.remove(start, start + gone - 1);
		}
		for (int i = start; i < start + come; i++) {
			fill(new TableItem(table, SWT.NONE, i), lines.get(i));
		}
		for (int i = 0; i < start + end; i++) {
			int old = i < start ? i : i + gone;
			int now = i < start ? i : i + come;
			if (!before.get(old).equals(lines.get(now))) {
				fill(table.getItem(now), lines.get(now));
			}
		}
		if (anew) {
			table.setRedraw(true);
			int line = top == null ? -1 : newKeys.indexOf(top.key());
			if (line > 0) {
				scrollTo(line);
			}
		}
	}

	private void fillAll() {
		for (int i = 0; i < lines.size(); i++) {
			fill(table.getItem(i), lines.get(i));
		}
	}

	private static List<Object> keys(List<Line> lines) {
		return lines.stream().map(Line::key).toList();
	}

	private void fill(TableItem item, Line line) {
		for (int i = 0; i < columns.size(); i++) {
			item.setText(i, text(line, i));
			item.setImage(i, line instanceof Item run ? images.of(run.row(), columns.get(i)) : null);
		}
		Colours look = Colours.around(table);
		RunEntry entry = line instanceof Item run ? run.row().entry() : null;
		item.setFont(entry == null ? bold : null);
		item.setForeground(entry == null ? null : entry.status().equals(RunSummary.UNREADABLE) ? look.alarm() : entry.notes().archived() ? look.faint() : null);
		item.setBackground(entry != null && entry.run().equals(standing) ? look.grid() : null);
	}

	private String text(Line line, int column) {
		return switch (line) {
		case Item run -> columns.get(column).text(run.row().entry());
		case Head head -> column == groupColumn() ? (closed.contains(head.title()) ? "\u25B8 " : "\u25BE ") + head.title() + " (" + head.size() + ")" : "";
		};
	}

	/** The run's colour in every chart. */
	Color colour(RunRow row) {
		return images.colour(row);
	}

	/** The colours of runs, by folder. */
	void setColours(Map<Path, Color> newColours) {
		if (images.setColours(newColours)) {
			fillAll();
		}
	}

	/** Lets the run that one points at stand out, wherever one does. */
	private void emphasise() {
		RunFolder before = standing;
		standing = HoveredRun.get();
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i) instanceof Item item && (item.row().run().equals(before) || item.row().run().equals(standing))) {
				fill(table.getItem(i), lines.get(i));
			}
		}
	}

	private int groupColumn() {
		for (int i = 0; i < columns.size(); i++) {
			if (columns.get(i).word().equals(NAME)) {
				return i;
			}
		}
		return 0;
	}

	/** Lets the run under the mouse stand out everywhere; its tooltip says what can't be read, where it is, and what people say of it. */
	private void point(Event event) {
		Line line = lineAt(new Point(event.x, event.y));
		if (line != hinted) {
			hinted = line;
			table.setToolTipText(line instanceof Item item ? hint(item.row()).replace("&", "&&") : null);
		}
		HoveredRun.set(line instanceof Item item ? item.row().run() : null);
	}

	private Line lineAt(Point place) {
		TableItem item = table.getItem(place);
		return item == null ? null : lines.get(table.indexOf(item));
	}

	private static String hint(RunRow row) {
		List<String> hint = new ArrayList<>();
		if (row.state().phase() == Phase.WAITING) {
			hint.add("number " + RunQueue.the().place(row.run()) + " in line");
		}
		if (!row.entry().summary().experiment().isEmpty()) {
			hint.add(row.entry().summary().experiment());
		}
		hint.add(row.run().path().toString());
		if (!row.entry().problem().isEmpty()) {
			hint.add(row.entry().problem());
		}
		if (!row.entry().notes().text().isEmpty()) {
			hint.add(row.entry().notes().text());
		}
		return String.join("\n", hint);
	}

	/** Opens or closes the group whose head is the only thing selected; false where none is. */
	boolean toggleGroup() {
		int index = table.getSelectionIndex();
		if (index < 0 || !(lines.get(index) instanceof Head head)) {
			return false;
		}
		if (!closed.remove(head.title())) {
			closed.add(head.title());
		}
		arrange();
		fill(table.getItem(index), lines.get(index));
		table.setSelection(index);
		return true;
	}

	/** The field of the column at a place of the table, or null; the run there is selected by the same click. */
	RunField fieldAt(Point place) {
		TableItem item = table.getItem(place);
		if (item != null && rowAt(place) != null) {
			for (int i = 0; i < columns.size(); i++) {
				if (item.getBounds(i).contains(place)) {
					return columns.get(i);
				}
			}
		}
		return null;
	}

	/** The run at a place of the table, or null. */
	RunRow rowAt(Point place) {
		return lineAt(place) instanceof Item item ? item.row() : null;
	}

	/** Where a run's value stands, scrolled to be seen; null where the table has no such column or the run is not shown. */
	Rectangle cell(RunRow row, String word) {
		int selected = table.getSelectionIndex();
		int line = selected >= 0 && lines.get(selected) instanceof Item item && item.row().run().equals(row.run()) ? selected : lineOf(row.run());
		for (int i = 0; i < columns.size() && line >= 0; i++) {
			if (columns.get(i).word().equals(word)) {
				table.showItem(table.getItem(line));
				table.showColumn(table.getColumn(i));
				return table.getItem(line).getBounds(i);
			}
		}
		return null;
	}

	/** The selected runs, each once. */
	List<RunRow> selection() {
		return runs(selectedItems());
	}

	private List<Item> selectedItems() {
		return Arrays.stream(table.getSelectionIndices()).filter(index -> index < lines.size()).mapToObj(lines::get).filter(Item.class::isInstance).map(Item.class::cast).toList();
	}

	/** The runs as they stand one below the other, each once. */
	List<RunRow> shown() {
		return runs(lines.stream().filter(Item.class::isInstance).map(Item.class::cast).toList());
	}

	private static List<RunRow> runs(List<Item> items) {
		Map<RunFolder, RunRow> runs = new LinkedHashMap<>();
		items.forEach(item -> runs.putIfAbsent(item.row().run(), item.row()));
		return List.copyOf(runs.values());
	}

	/** The columns as a person sees them. */
	List<RunField> columns() {
		return columns;
	}

	/** The selected runs, or all, as a table of texts between tabulators. */
	String text() {
		List<RunRow> copied = selection().isEmpty() ? shown() : selection();
		StringBuilder text = new StringBuilder(String.join("\t", columns.stream().map(RunField::title).toList())).append('\n');
		copied.forEach(row -> text.append(String.join("\t", columns.stream().map(field -> field.exact(row.entry()).replaceAll("\\s", " ")).toList())).append('\n'));
		return text.toString();
	}

	@Override
	public IStructuredSelection getSelection() {
		return new StructuredSelection(selection());
	}

	/** Selects the RunRows, or their runs, that are shown. */
	@Override
	public void setSelection(ISelection selection) {
		Map<RunFolder, Integer> places = new LinkedHashMap<>();
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i) instanceof Item item) {
				places.putIfAbsent(item.row().run(), i);
			}
		}
		table.deselectAll();
		if (selection instanceof IStructuredSelection wanted) {
			int[] indices = wanted.toList().stream().map(each -> each instanceof RunRow row ? row.run() : each).filter(places::containsKey).mapToInt(places::get).toArray();
			if (indices.length > 0) {
				table.setSelection(indices);
			}
		}
		tell();
	}

	void selectAll() {
		table.selectAll();
		tell();
	}
}
