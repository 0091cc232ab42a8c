package io.spadework.ui.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.eclipse.core.runtime.ListenerList;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

import io.spadework.launch.RunQueue;
import io.spadework.launch.RunState.Phase;
import io.spadework.runs.RunFolder;
import io.spadework.runs.catalogue.RunField;
import io.spadework.runs.catalogue.RunField.Kind;
import io.spadework.runs.compare.Direction;
import io.spadework.ui.Icons;
import io.spadework.ui.charts.Colours;

/** Runs as a table that makes only the rows one sees: sorted, grouped, and still while it is refreshed. Belongs to the UI thread. */
final class RunTable implements ISelectionProvider {

	private static final int SWATCH = 12;
	/** With more lines that come and go than this, the table is filled anew. */
	private static final int MOST_PIECEMEAL = 200;
	private static final String NO_VALUE = "(none)";
	private static final String NAME = "name";
	private static final String STATUS = "status";

	/** The head of a group of runs. */
	private record Group(String title, int size) {
	}

	private final Table table;
	private final RunsSettings settings;
	private final LocalResourceManager images;
	private final Map<RGB, Image> swatches = new HashMap<>();
	private final ListenerList<ISelectionChangedListener> listeners = new ListenerList<>();
	private final Set<String> closed = new HashSet<>();
	private final Font bold;
	private List<RunField> columns = List.of();
	private Map<Path, Color> colours = Map.of();
	private List<RunRow> rows = List.of();
	/** RunRows and Groups, as they are shown. */
	private List<Object> lines = List.of();
	private RunField sort = RunField.builtIn("started");
	private boolean descending = true;
	private RunField group;
	private boolean arranging;
	/** The line that the table is about to scroll to, -1 for none. */
	private int scrollingTo = -1;
	private Object hinted;

	RunTable(Composite parent, RunsSettings settings) {
		this.settings = settings;
		table = new Table(parent, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.MULTI | SWT.V_SCROLL | SWT.H_SCROLL);
		table.setHeaderVisible(true);
		images = new LocalResourceManager(JFaceResources.getResources(), table);
		bold = JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT);
		table.addListener(SWT.SetData, event -> {
			// while lines go, GTK may still ask for them; an exception there would leave dead items behind
			if (event.index >= 0 && event.index < lines.size()) {
				fill((TableItem) event.item, lines.get(event.index));
			}
		});
		table.addListener(SWT.Selection, event -> changed());
		table.addListener(SWT.MouseMove, this::hint);
		table.addListener(SWT.Dispose, event -> swatches.values().forEach(Image::dispose));
		table.getAccessible().addAccessibleListener(new AccessibleAdapter() {
			@Override
			public void getName(AccessibleEvent event) {
				if (event.childID == ACC.CHILDID_SELF) {
					event.result = "Runs";
				}
			}
		});
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
			table.clearAll();
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
		case STATUS -> 110;
		case "started" -> 150;
		case "folder", "problem", "notes" -> 220;
		case "tag", "experiment", "study" -> 120;
		default -> Math.clamp(30 + 8L * field.title().length(), 80, 190);
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
		List<Object> arranged = arranged();
		if (same(arranged)) {
			return;
		}
		Set<RunFolder> selected = new HashSet<>();
		selection().forEach(row -> selected.add(row.run()));
		List<RunRow> selectedRows = selection();
		Object top = lines.isEmpty() ? null : lines.get(Math.min(top(), lines.size() - 1));
		List<Object> before = lines;
		lines = arranged;
		List<Object> keys = keys(lines);
		replace(keys(before), keys, before, top);
		int[] indices = selected.stream().mapToInt(keys::indexOf).filter(i -> i >= 0 && !table.isSelected(i)).toArray();
		table.select(indices); // unlike setSelection, this doesn't scroll
		if (!before.isEmpty() && top == before.get(0)) {
			table.setTopIndex(0); // who looks at the first line sees what comes before it
		}
		if (!selection().equals(selectedRows)) {
			changed();
		}
	}

	/** Lets the table have the new lines in place of the old ones: where few have come and gone, the others are not touched, so that nothing moves. */
	private void replace(List<Object> oldKeys, List<Object> newKeys, List<Object> before, Object top) {
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
		if (oldKeys.isEmpty() || gone + come > MOST_PIECEMEAL) {
			setCount(newKeys.size());
			table.clearAll();
			table.deselectAll();
			int line = top == null ? -1 : newKeys.indexOf(key(top));
			if (line > 0) {
				scrollTo(line);
			}
			return;
		}
		for (int i = 0; i < gone; i++) {
			table.remove(start);
		}
		for (int i = 0; i < come; i++) {
			new TableItem(table, SWT.NONE, start + i);
		}
		for (int i = 0; i < start + end; i++) {
			int old = i < start ? i : i + gone;
			int now = i < start ? i : i + come;
			if (before.get(old) != lines.get(now)) {
				table.clear(now);
			}
		}
	}

	/** Never empties the table as a whole: then GTK asks for lines that SWT has forgotten, and SWT makes items for them that nobody disposes. */
	private void setCount(int count) {
		table.setItemCount(Math.max(1, count));
		if (count == 0) {
			table.remove(0);
		}
	}

	private boolean same(List<Object> arranged) {
		if (arranged.size() != lines.size()) {
			return false;
		}
		for (int i = 0; i < arranged.size(); i++) {
			if (arranged.get(i) != lines.get(i) && !(arranged.get(i) instanceof Group one && one.equals(lines.get(i)))) {
				return false;
			}
		}
		return true;
	}

	private static List<Object> keys(List<Object> lines) {
		return lines.stream().map(RunTable::key).toList();
	}

	private static Object key(Object line) {
		return line instanceof RunRow row ? row.run() : "group " + ((Group) line).title();
	}

	private List<Object> arranged() {
		Comparator<RunRow> waitingFirst = Comparator.comparing(row -> row.state().phase() != Phase.WAITING);
		Comparator<RunRow> order = waitingFirst.thenComparing(row -> row.entry(), sort.order(descending)).thenComparing(row -> row.entry(), RunField.builtIn(NAME).order(false))
				.thenComparing(row -> row.run().path());
		List<RunRow> sorted = rows.stream().sorted(order).toList();
		if (group == null) {
			return List.copyOf(sorted);
		}
		Map<String, List<RunRow>> groups = new TreeMap<>(Comparator.comparing((String title) -> title.equals(NO_VALUE)).thenComparing(RunField::compareWords));
		for (RunRow row : sorted) {
			for (String title : titles(row)) {
				groups.computeIfAbsent(title, each -> new ArrayList<>()).add(row);
			}
		}
		List<Object> arranged = new ArrayList<>();
		groups.forEach((title, members) -> {
			arranged.add(new Group(title, members.size()));
			if (!closed.contains(title)) {
				arranged.addAll(members);
			}
		});
		return arranged;
	}

	/** The groups of a run: of tags one, the first, so that no run is listed twice. */
	private List<String> titles(RunRow row) {
		Object value = group.value().apply(row.entry());
		String title = value instanceof List<?> words ? words.isEmpty() ? "" : words.get(0).toString() : group.text(row.entry());
		return List.of(title.isEmpty() ? NO_VALUE : title);
	}

	private void fill(TableItem item, Object line) {
		for (int i = 0; i < columns.size(); i++) {
			RunField field = columns.get(i);
			if (line instanceof RunRow row) {
				item.setText(i, field.text(row.entry()));
				item.setImage(i, field.word().equals(NAME) ? swatch(row) : field.word().equals(STATUS) ? images.get(Icons.descriptor(icon(row.state().phase()))) : null);
			} else if (line instanceof Group head) {
				item.setText(i, i == groupColumn() ? (closed.contains(head.title()) ? "\u25B8 " : "\u25BE ") + head.title() + " (" + head.size() + ")" : "");
				item.setImage(i, null);
			}
		}
		item.setFont(line instanceof Group ? bold : null);
		boolean gone = line instanceof RunRow row && row.entry().status().equals("unreadable");
		item.setForeground(gone ? Colours.around(table).alarm() : line instanceof RunRow row && row.entry().notes().archived() ? Colours.around(table).faint() : null);
	}

	private int groupColumn() {
		for (int i = 0; i < columns.size(); i++) {
			if (columns.get(i).word().equals(NAME)) {
				return i;
			}
		}
		return 0;
	}

	private Image swatch(RunRow row) {
		RGB rgb = colour(row).getRGB();
		return swatches.computeIfAbsent(rgb, RunTable::swatch);
	}

	/** The run's colour in every chart. */
	Color colour(RunRow row) {
		return colours.getOrDefault(row.run().path(), Colours.around(table).text());
	}

	/** The colours of runs, by folder. */
	void setColours(Map<Path, Color> newColours) {
		if (!colours.equals(newColours)) {
			colours = Map.copyOf(newColours);
			table.clearAll();
		}
	}

	private static Image swatch(RGB rgb) {
		PaletteData palette = new PaletteData(0xFF0000, 0xFF00, 0xFF);
		ImageData data = new ImageData(SWATCH, SWATCH, 24, palette);
		data.alphaData = new byte[SWATCH * SWATCH];
		for (int y = 1; y < SWATCH - 1; y++) {
			for (int x = 1; x < SWATCH - 1; x++) {
				data.setPixel(x, y, palette.getPixel(rgb));
				data.setAlpha(x, y, 255);
			}
		}
		return new Image(null, data);
	}

	private static String icon(Phase phase) {
		return switch (phase) {
			case WAITING, STARTING -> "run-waiting";
			case RUNNING -> "run-running";
			case PAUSED -> "run-paused";
			case FINISHED -> "run-finished";
			case STOPPING, STOPPED -> "run-stopped";
			case FAILED -> "run-failed";
			case INTERRUPTED -> "run-interrupted";
		};
	}

	/** What can't be read, where the run is, and what people say of it. */
	private void hint(Event event) {
		TableItem item = table.getItem(new Point(event.x, event.y));
		Object line = item == null ? null : lines.get(table.indexOf(item));
		if (line != hinted) {
			hinted = line;
			table.setToolTipText(line instanceof RunRow row ? hint(row).replace("&", "&&") : null);
		}
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
		if (index < 0 || !(lines.get(index) instanceof Group head)) {
			return false;
		}
		if (!closed.remove(head.title())) {
			closed.add(head.title());
		}
		arrange();
		table.clear(index);
		table.setSelection(index);
		return true;
	}

	/** The field of the column at a place of the table, or null; the run there is selected by the same click. */
	RunField fieldAt(Point place) {
		TableItem item = table.getItem(place);
		if (item != null && lines.get(table.indexOf(item)) instanceof RunRow) {
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
		TableItem item = table.getItem(place);
		return item != null && lines.get(table.indexOf(item)) instanceof RunRow row ? row : null;
	}

	/** Where a run's value stands, scrolled to be seen; null where the table has no such column or the run is not shown. */
	Rectangle cell(RunRow row, String word) {
		int line = keys(lines).indexOf(row.run());
		for (int i = 0; i < columns.size() && line >= 0; i++) {
			if (columns.get(i).word().equals(word)) {
				table.showItem(table.getItem(line));
				table.showColumn(table.getColumn(i));
				return table.getItem(line).getBounds(i);
			}
		}
		return null;
	}

	/** The selected runs. */
	List<RunRow> selection() {
		List<RunRow> selected = new ArrayList<>();
		for (int index : table.getSelectionIndices()) {
			if (index < lines.size() && lines.get(index) instanceof RunRow row) {
				selected.add(row);
			}
		}
		return selected;
	}

	/** The runs as they stand one below the other. */
	List<RunRow> shown() {
		return lines.stream().filter(RunRow.class::isInstance).map(RunRow.class::cast).toList();
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
	public void addSelectionChangedListener(ISelectionChangedListener listener) {
		listeners.add(listener);
	}

	@Override
	public void removeSelectionChangedListener(ISelectionChangedListener listener) {
		listeners.remove(listener);
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
			if (lines.get(i) instanceof RunRow row) {
				places.put(row.run(), i);
			}
		}
		table.deselectAll();
		if (selection instanceof IStructuredSelection wanted) {
			int[] indices = wanted.toList().stream().map(each -> each instanceof RunRow row ? row.run() : each).filter(places::containsKey).mapToInt(places::get).toArray();
			if (indices.length > 0) {
				table.setSelection(indices);
			}
		}
		changed();
	}

	void selectAll() {
		table.selectAll();
		changed();
	}

	private void changed() {
		SelectionChangedEvent event = new SelectionChangedEvent(this, getSelection());
		listeners.forEach(listener -> listener.selectionChanged(event));
	}
}
