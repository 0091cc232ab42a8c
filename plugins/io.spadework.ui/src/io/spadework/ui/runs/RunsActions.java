package io.spadework.ui.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.TableEditor;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.ColorDialog;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.operations.RedoActionHandler;
import org.eclipse.ui.operations.UndoActionHandler;

import io.spadework.diagram.LastFolder;
import io.spadework.launch.RunQueue;
import io.spadework.runs.RunNotes;
import io.spadework.runs.catalogue.RunField;
import io.spadework.runs.catalogue.RunTrash;
import io.spadework.ui.Icons;

/** What one can do in the Runs view: its menus, keys and clicks. */
final class RunsActions {

	private static final int MOST_OFFERED = 8;
	private static final String NOTES = "notes";
	private static final String TAG = "tag";
	private static final List<String> GROUPS = List.of("experiment", "study", TAG, "status");

	private final RunsView view;
	private final RunTable table;
	private final FilterBar filter;
	private final RunsSettings settings;
	private final RunActions operations;
	/** Keys that mean something else while one types. */
	private final Map<String, IAction> keys = new LinkedHashMap<>();

	private final IAction open = action("Show in Live View", "live", () -> first(view()::show));
	private final IAction star = action("Star\t*", "star", this::star);
	private final IAction notes = action("Edit Notes\tF2", null, () -> first(row -> edit(row, NOTES)));
	private final IAction tags = action("Edit Tags\t#", null, () -> first(row -> edit(row, TAG)));
	private final IAction addTag = action("Add Tag\u2026", null, this::addTag);
	private final IAction colour = action("Choose Colour\u2026", null, this::chooseColour);
	private final IAction noColour = action("Reset Colour", null, () -> table().selection().forEach(row -> RunColours.choose(row.run().path(), null)));
	private final IAction archive = action("Archive", null, this::archive);
	private final IAction trash = action("Move to Trash\tDelete", "trash", this::trash);
	private final IAction copy = action("Copy as Table\tCtrl+C", null, this::copy);
	private final IAction selectAll = action("Select All", null, () -> table().selectAll());
	private final IAction find = action("Filter", null, this::find);
	private final IAction refresh = action("Refresh", null, () -> view().lookAgain());
	private final IAction columns = action("Choose Columns\u2026", "columns", this::chooseColumns);

	RunsActions(RunsView view, RunTable table, FilterBar filter, RunsSettings settings, RunActions operations) {
		this.view = view;
		this.table = table;
		this.filter = filter;
		this.settings = settings;
		this.operations = operations;
	}

	private RunsView view() {
		return view;
	}

	private RunTable table() {
		return table;
	}

	private static IAction action(String text, String icon, Runnable run) {
		Action action = new Action(text) {
			@Override
			public void run() {
				run.run();
			}
		};
		if (icon != null) {
			action.setImageDescriptor(Icons.descriptor(icon));
		}
		return action;
	}

	/** Puts it all in its place. */
	void install() {
		IActionBars bars = view.getViewSite().getActionBars();
		columns.setToolTipText("Choose the columns");
		bars.getToolBarManager().add(columns);
		IMenuManager menu = bars.getMenuManager();
		menu.setRemoveAllWhenShown(true);
		menu.addMenuListener(this::viewMenu);
		viewMenu(menu); // a menu without entries is never shown
		MenuManager popup = new MenuManager();
		popup.setRemoveAllWhenShown(true);
		popup.addMenuListener(this::contextMenu);
		table.control().setMenu(popup.createContextMenu(table.control()));
		view.getSite().registerContextMenu(popup, table);

		keys.put(ActionFactory.UNDO.getId(), new UndoActionHandler(view.getSite(), view.undoContext()));
		keys.put(ActionFactory.REDO.getId(), new RedoActionHandler(view.getSite(), view.undoContext()));
		keys.put(ActionFactory.RENAME.getId(), notes);
		keys.put(ActionFactory.DELETE.getId(), trash);
		keys.put(ActionFactory.COPY.getId(), copy);
		keys.put(ActionFactory.SELECT_ALL.getId(), selectAll);
		bars.setGlobalActionHandler(ActionFactory.FIND.getId(), find);
		bars.setGlobalActionHandler(ActionFactory.REFRESH.getId(), refresh);
		whileTyping(filter.text());
		hook(true);
		Table control = table.control();
		control.addListener(SWT.KeyDown, this::pressed);
		control.addListener(SWT.MouseUp, this::clicked);
		filter.text().addListener(SWT.KeyDown, event -> {
			if (!event.doit) {
				return; // the list of proposals has taken the key
			}
			if (event.keyCode == SWT.ARROW_DOWN && event.stateMask == 0 || event.keyCode == SWT.CR) {
				control.setFocus();
				if (control.getSelectionCount() == 0 && control.getItemCount() > 0) {
					control.setSelection(0);
				}
			} else if (event.keyCode == SWT.ESC) {
				filter.ask("");
				control.setFocus();
			}
		});
	}

	/** While one types into a text, Delete and the like are the text's. */
	private void whileTyping(Text text) {
		text.addListener(SWT.FocusIn, event -> hook(false));
		text.addListener(SWT.FocusOut, event -> hook(true));
	}

	private void hook(boolean on) {
		IActionBars bars = view.getViewSite().getActionBars();
		keys.forEach((id, action) -> bars.setGlobalActionHandler(id, on ? action : null));
		bars.updateActionBars();
	}

	private void pressed(Event event) {
		switch (event.character) {
		case '*' -> star();
		case '#' -> first(row -> edit(row, TAG));
		default -> {
			return;
		}
		}
		event.doit = false;
	}

	private void clicked(Event event) {
		Point place = new Point(event.x, event.y);
		RunField field = event.button == 1 && (event.stateMask & SWT.MODIFIER_MASK) == 0 ? table.fieldAt(place) : null;
		if (field != null && field.word().equals("starred")) {
			RunRow row = table.rowAt(place);
			view.annotate("Star", Map.of(row, row.entry().notes().withStar(!row.entry().notes().starred())));
		}
	}

	private void viewMenu(IMenuManager menu) {
		menu.add(columns);
		Action differing = new Action("Show Differing Settings", IAction.AS_CHECK_BOX) {
			@Override
			public void run() {
				settings.setDiffering(isChecked());
				view.arrange();
			}
		};
		differing.setChecked(settings.differing());
		menu.add(differing);
		MenuManager group = new MenuManager("Group By");
		group.add(groupBy("None", ""));
		GROUPS.forEach(word -> group.add(groupBy(RunField.builtIn(word).title(), word)));
		group.add(new Separator());
		Set<String> settingsOffered = new LinkedHashSet<>();
		view.fields().all().stream().filter(field -> field.origin() == RunField.Origin.SETTING && view.fields().differs(field)).map(RunField::word).forEach(settingsOffered::add);
		settingsOffered.stream().limit(40).forEach(word -> group.add(groupBy(word, word)));
		menu.add(group);
		menu.add(new Separator());
		menu.add(action("Add Folder\u2026", null, () -> addFolder(view)));
		List<Path> added = AddedFolders.all();
		if (!added.isEmpty()) {
			MenuManager remove = new MenuManager("Remove Folder");
			added.forEach(folder -> remove.add(action(folder.toString(), null, () -> {
				AddedFolders.remove(folder);
				view.lookAgain();
			})));
			menu.add(remove);
		}
		menu.add(action("Show Archived", null, () -> filter.ask("archived")));
		menu.add(action("Trash\u2026", "trash", this::showTrash));
		menu.add(refresh);
		menu.add(new Separator());
		MenuManager atATime = new MenuManager("Trainings at a Time");
		for (int trainings = 1; trainings <= MOST_OFFERED; trainings++) {
			atATime.add(atATime(trainings));
		}
		menu.add(atATime);
	}

	private void contextMenu(IMenuManager menu) {
		List<RunRow> selected = table.selection();
		boolean any = !selected.isEmpty();
		open.setEnabled(selected.size() == 1);
		notes.setEnabled(selected.size() == 1);
		tags.setEnabled(selected.size() == 1);
		trash.setEnabled(selected.stream().anyMatch(row -> !row.state().isActive()));
		archive.setText(any && selected.stream().allMatch(row -> row.entry().notes().archived()) ? "Bring Back from Archive" : "Archive");
		star.setText(any && selected.stream().allMatch(row -> row.entry().notes().starred()) ? "Unstar\t*" : "Star\t*");
		noColour.setEnabled(selected.stream().anyMatch(row -> RunColours.chosen(row.run().path()) != null));
		for (IAction each : List.of(star, addTag, archive, colour)) {
			each.setEnabled(any);
		}
		menu.add(open);
		menu.add(new Separator());
		for (RunOperation operation : RunOperation.values()) {
			menu.add(operations.of(operation));
		}
		menu.add(new Separator());
		for (IAction each : List.of(star, notes, tags, addTag)) {
			menu.add(each);
		}
		Set<String> worn = new TreeSet<>();
		selected.forEach(row -> worn.addAll(row.entry().notes().tags()));
		if (!worn.isEmpty()) {
			MenuManager remove = new MenuManager("Remove Tag");
			worn.forEach(tag -> remove.add(action(tag, null, () -> change("Remove Tag", said -> said.withTags(said.tags().stream().filter(other -> !other.equals(tag)).toList())))));
			menu.add(remove);
		}
		menu.add(colour);
		menu.add(noColour);
		menu.add(new Separator());
		for (IAction each : List.of(copy, archive, trash)) {
			menu.add(each);
		}
		menu.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
	}

	private Action groupBy(String title, String word) {
		Action action = new Action(title, IAction.AS_RADIO_BUTTON) {
			@Override
			public void run() {
				if (isChecked()) {
					settings.setGroup(word);
					view.arrange();
				}
			}
		};
		action.setChecked(settings.group().equals(word));
		return action;
	}

	private static Action atATime(int trainings) {
		Action action = new Action(Integer.toString(trainings), IAction.AS_RADIO_BUTTON) {
			@Override
			public void run() {
				if (isChecked()) {
					RunQueue.the().setAtATime(trainings);
				}
			}
		};
		action.setChecked(trainings == RunQueue.the().atATime());
		return action;
	}

	private void first(Consumer<RunRow> what) {
		table.selection().stream().findFirst().ifPresent(what);
	}

	/** Says something else of all selected runs. */
	private void change(String label, UnaryOperator<RunNotes> change) {
		view.annotate(label, table.selection().stream().collect(Collectors.toMap(row -> row, row -> change.apply(row.entry().notes()), (a, b) -> a, LinkedHashMap::new)));
	}

	private void star() {
		boolean all = table.selection().stream().allMatch(row -> row.entry().notes().starred());
		change(all ? "Unstar" : "Star", said -> said.withStar(!all));
	}

	private void archive() {
		boolean all = table.selection().stream().allMatch(row -> row.entry().notes().archived());
		change(all ? "Bring Back from Archive" : "Archive", said -> said.withArchived(!all));
	}

	private void addTag() {
		InputDialog dialog = new InputDialog(shell(), "Add Tag", "Tags for the selected runs, between blanks:", "", typed -> RunNotes.tags(typed).isEmpty() ? "" : null);
		if (dialog.open() == Window.OK) {
			change("Add Tag", said -> {
				List<String> more = new ArrayList<>(said.tags());
				more.addAll(RunNotes.tags(dialog.getValue()));
				return said.withTags(more);
			});
		}
	}

	/** Lets one type tags or notes in their place in the table, or in a dialog where they have no column. */
	private void edit(RunRow row, String word) {
		String before = word.equals(TAG) ? String.join(" ", row.entry().notes().tags()) : row.entry().notes().text();
		if (table.cell(row, word) == null || before.indexOf('\n') >= 0) {
			String title = word.equals(TAG) ? "Tags of " + row.name() : "Notes about " + row.name();
			InputDialog dialog = new InputDialog(shell(), title, word.equals(TAG) ? "Words, between blanks:" : "", before, null) {
				@Override
				protected int getInputTextStyle() {
					return word.equals(TAG) ? super.getInputTextStyle() : SWT.MULTI | SWT.BORDER | SWT.WRAP | SWT.V_SCROLL;
				}

				@Override
				protected Point getInitialSize() {
					Point size = super.getInitialSize();
					return word.equals(TAG) ? size : new Point(Math.max(size.x, 480), Math.max(size.y, 320));
				}

				@Override
				protected Control createDialogArea(Composite parent) {
					Control area = super.createDialogArea(parent);
					if (!word.equals(TAG)) {
						getText().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
					}
					return area;
				}
			};
			if (dialog.open() == Window.OK) {
				said(row, word, dialog.getValue());
			}
			return;
		}
		editInPlace(row, word, before);
	}

	private void editInPlace(RunRow row, String word, String before) {
		Table control = table.control();
		int column = table.columns().stream().map(RunField::word).toList().indexOf(word);
		TableEditor editor = new TableEditor(control);
		editor.grabHorizontal = true;
		Text text = new Text(control, SWT.SINGLE | SWT.BORDER);
		text.setText(before);
		text.selectAll();
		whileTyping(text);
		boolean[] over = new boolean[1];
		Consumer<Boolean> end = keep -> {
			if (!over[0]) {
				over[0] = true;
				String typed = text.getText();
				editor.dispose();
				text.dispose();
				hook(true);
				if (keep) {
					said(row, word, typed);
				}
			}
		};
		text.addListener(SWT.DefaultSelection, event -> {
			end.accept(true);
			control.setFocus();
		});
		text.addListener(SWT.FocusOut, event -> end.accept(true));
		text.addListener(SWT.Traverse, event -> {
			if (event.detail == SWT.TRAVERSE_ESCAPE) {
				event.doit = false;
				end.accept(false);
				control.setFocus();
			}
		});
		editor.setEditor(text, control.getItem(control.getSelectionIndex()), column);
		text.setFocus();
	}

	private void said(RunRow row, String word, String typed) {
		RunNotes said = row.entry().notes();
		view.annotate(word.equals(TAG) ? "Edit Tags" : "Edit Notes", Map.of(row, word.equals(TAG) ? said.withTags(RunNotes.tags(typed)) : said.withText(typed)));
	}

	private void chooseColour() {
		ColorDialog dialog = new ColorDialog(shell());
		dialog.setText("Colour of the Runs");
		first(row -> dialog.setRGB(table.colour(row).getRGB()));
		RGB chosen = dialog.open();
		if (chosen != null) {
			table.selection().forEach(row -> RunColours.choose(row.run().path(), chosen));
		}
	}

	/** Runs that still train stay. */
	private void trash() {
		List<RunRow> ended = table.selection().stream().filter(row -> !row.state().isActive()).toList();
		if (!ended.isEmpty()) {
			view.perform(new TrashOperation(ended.stream().map(RunRow::run).toList(), view::refreshSoon));
		}
	}

	private void showTrash() {
		List<Path> places = view.places();
		Job.create("Looking into the trash", monitor -> {
			List<Path> discarded = places.stream().flatMap(place -> RunTrash.list(place).stream()).toList();
			table.control().getDisplay().asyncExec(() -> {
				if (!table.control().isDisposed()) {
					new TrashDialog(shell(), discarded, view::refreshSoon).open();
				}
			});
			return Status.OK_STATUS;
		}).schedule();
	}

	private void copy() {
		Clipboard clipboard = new Clipboard(table.control().getDisplay());
		clipboard.setContents(new Object[] { table.text() }, new Transfer[] { TextTransfer.getInstance() });
		clipboard.dispose();
	}

	private void find() {
		filter.text().setFocus();
		filter.text().selectAll();
	}

	private void chooseColumns() {
		ColumnsDialog dialog = new ColumnsDialog(shell(), view.fields(), table.columns());
		if (dialog.open() == Window.OK) {
			settings.setColumns(dialog.words());
			view.arrange();
		}
	}

	/** Asks for a folder whose runs are listed too. */
	static void addFolder(RunsView view) {
		DirectoryDialog dialog = new DirectoryDialog(view.getSite().getShell());
		dialog.setText("Add Folder");
		dialog.setMessage("Runs in this folder, or up to six levels below it, are listed too.");
		String chosen = LastFolder.open(dialog);
		if (chosen != null) {
			AddedFolders.add(Path.of(chosen));
			view.lookAgain();
		}
	}

	private Shell shell() {
		return view.getSite().getShell();
	}
}
