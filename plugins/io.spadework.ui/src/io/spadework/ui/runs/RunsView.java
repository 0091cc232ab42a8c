package io.spadework.ui.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.commands.operations.IOperationHistory;
import org.eclipse.core.commands.operations.IUndoContext;
import org.eclipse.core.commands.operations.OperationHistoryFactory;
import org.eclipse.core.commands.operations.UndoContext;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.runs.RunFolder;
import io.spadework.runs.RunNotes;
import io.spadework.runs.catalogue.RunField;
import io.spadework.runs.catalogue.RunFields;
import io.spadework.ui.charts.Colours;
import io.spadework.ui.live.LiveView;

/** The runs of the workspace and of added folders as a table: filtered, sorted, grouped, and with what people say of them. */
public final class RunsView extends ViewPart {

	public static final String ID = "io.spadework.ui.runs";

	private static final int REFRESH_MILLISECONDS = 1000;
	/** Looking at the runs may take a tenth of the time at most. */
	private static final int REST_FACTOR = 9;
	/** More columns than this are no help to anybody who has not chosen them. */
	private static final int MOST_DIFFERING = 24;

	/** Seen in the progress view and can be cancelled there; the later looks are short. */
	private final Job reading = Job.create("Reading runs", (IProgressMonitor monitor) -> refresh(monitor));
	private final Job refreshing = Job.createSystem("Looking at the runs", (IProgressMonitor monitor) -> refresh(monitor));
	private final RunsSettings settings = new RunsSettings();
	private final RunRows source = new RunRows();
	private final IUndoContext undo = new UndoContext();
	private final IPartListener2 visibility = new Visibility();
	private final StackLayout pages = new StackLayout();
	private Composite root;
	private Composite list;
	private Composite empty;
	private Label nothing;
	private FilterBar filter;
	private RunTable table;
	private RunActions actions;
	private List<RunRow> rows = List.of();
	private RunFields fields = RunFields.of(List.of());
	private Runnable noColours;
	private volatile boolean visible;

	@Override
	public void createPartControl(Composite parent) {
		root = new Composite(parent, SWT.NONE);
		root.setLayout(pages);
		createEmptyPage();
		createList();
		pages.topControl = empty;
		actions = new RunActions(getSite());
		IToolBarManager bar = getViewSite().getActionBars().getToolBarManager();
		for (RunOperation operation : new RunOperation[] { RunOperation.PAUSE, RunOperation.STOP, RunOperation.RESUME }) {
			bar.add(actions.of(operation));
		}
		new RunsActions(this, table, filter, settings, actions).install();
		getSite().setSelectionProvider(table);
		getSite().getPage().addPartListener(visibility);
		visible = getSite().getPage().isPartVisible(this);
		if (visible) {
			reading.schedule();
		}
	}

	private void createEmptyPage() {
		empty = new Composite(root, SWT.NONE);
		empty.setLayout(new GridLayout());
		Link hint = new Link(empty, SWT.NONE);
		hint.setText("No runs yet. Each training of a study makes one.\n\nRuns of other places are listed when you <a>add a folder</a>.");
		hint.setLayoutData(new GridData(SWT.CENTER, SWT.CENTER, true, true));
		hint.addListener(SWT.Selection, event -> RunsActions.addFolder(this));
	}

	private void createList() {
		list = new Composite(root, SWT.NONE);
		GridLayout layout = new GridLayout();
		layout.marginWidth = 0;
		layout.marginHeight = 0;
		layout.verticalSpacing = 0;
		list.setLayout(layout);
		filter = new FilterBar(list, settings.filter(), query -> {
			if (table != null) {
				settings.setFilter(filter.text().getText());
				filtered();
			}
		});
		filter.control().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, false));
		table = new RunTable(list, settings);
		table.control().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		nothing = new Label(list, SWT.NONE);
		nothing.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, false));
		noColours = RunColours.onChange(() -> root.getDisplay().asyncExec(() -> {
			if (!root.isDisposed()) {
				colour();
			}
		}));
		table.addSelectionChangedListener(event -> selected());
		table.control().addListener(SWT.DefaultSelection, event -> {
			List<RunRow> selected = table.selection();
			if (selected.isEmpty()) {
				table.toggleGroup();
			} else {
				show(selected.get(0));
			}
		});
	}

	/** Buttons, and commands while this view is active, are about the selected run. */
	private void selected() {
		List<RunRow> selected = table.selection();
		actions.update(selected.isEmpty() ? null : selected.get(0).state());
		count();
	}

	private void count() {
		int selected = table.selection().size();
		int shown = table.shown().size();
		String all = rows.size() == 1 ? "1 run" : String.format("%,d runs", rows.size());
		String text = (shown == rows.size() ? all : String.format("%,d of ", shown) + all) + (selected > 1 ? String.format(", %,d selected", selected) : "");
		if (!nothing.getText().equals(" " + text)) {
			nothing.setText(" " + text);
		}
	}

	/** Shows a run in the live view. */
	void show(RunRow row) {
		try {
			((LiveView) getSite().getPage().showView(LiveView.ID)).show(row.run());
		} catch (PartInitException e) {
			StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW | StatusManager.LOG);
		}
	}

	/** All runs, whether the filter lets them through or not. */
	public List<RunRow> rows() {
		return rows;
	}

	/** The runs that the filter lets through, one below the other. */
	public List<RunRow> shown() {
		return table.shown();
	}

	/** Words of the columns, from left to right. */
	public List<String> columns() {
		return table.columns().stream().map(RunField::word).toList();
	}

	/** Selects runs, as clicks do. */
	public void select(List<RunFolder> runs) {
		table.setSelection(new StructuredSelection(runs));
	}

	/** Shows a run in the live view, as a double click does. */
	public void open(RunFolder run) {
		rows.stream().filter(row -> row.run().equals(run)).findFirst().ifPresent(this::show);
	}

	/** Shows only runs that a query asks for, as typing it does; returns what is wrong with it, or null. */
	public String filter(String query) {
		filter.ask(query);
		return filter.wrong();
	}

	RunFields fields() {
		return fields;
	}

	IUndoContext undoContext() {
		return undo;
	}

	/** Says something else of runs, which can be undone. */
	void annotate(String label, Map<RunRow, RunNotes> said) {
		Map<RunFolder, RunNotes> before = new LinkedHashMap<>();
		Map<RunFolder, RunNotes> after = new LinkedHashMap<>();
		said.forEach((row, notes) -> {
			if (!notes.equals(row.entry().notes())) {
				before.put(row.run(), row.entry().notes());
				after.put(row.run(), notes);
			}
		});
		if (!after.isEmpty()) {
			perform(new NotesOperation(label, source, before, after, this::refreshSoon));
		}
	}

	/** Does something that can be undone. */
	void perform(RunsOperation operation) {
		operation.addContext(undo);
		IOperationHistory history = OperationHistoryFactory.getOperationHistory();
		try {
			history.execute(operation, null, null);
		} catch (ExecutionException e) {
			StatusManager.getManager().handle(Status.error(operation.getLabel() + " failed", e), StatusManager.SHOW | StatusManager.LOG);
		}
	}

	/** Looks for runs anew, in the background. */
	void lookAgain() {
		RunCatalogue.searchAgain();
		refreshing.cancel();
		reading.schedule();
	}

	/** Looks at the runs at once, in the background. */
	void refreshSoon() {
		refreshing.cancel();
		refreshing.schedule(); // where it runs, it runs once more
	}

	/** In the background. */
	private synchronized IStatus refresh(IProgressMonitor monitor) {
		if (!visible) {
			return Status.OK_STATUS;
		}
		long start = System.nanoTime();
		List<RunRow> found = source.look(monitor, this::showSoon);
		showSoon(found);
		if (monitor.isCanceled()) {
			return Status.CANCEL_STATUS;
		}
		source.save(found);
		if (visible) {
			refreshing.schedule(Math.max(REFRESH_MILLISECONDS, REST_FACTOR * TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
		}
		return Status.OK_STATUS;
	}

	private void showSoon(List<RunRow> found) {
		RunFields known = found.equals(rows) ? null : RunFields.of(found.stream().map(RunRow::entry).toList());
		if (known != null && PlatformUI.isWorkbenchRunning()) {
			PlatformUI.getWorkbench().getDisplay().asyncExec(() -> show(found, known));
		}
	}

	private void show(List<RunRow> found, RunFields known) {
		if (root.isDisposed()) {
			return;
		}
		rows = List.copyOf(found);
		fields = known;
		Set<String> tags = new TreeSet<>();
		rows.forEach(row -> tags.addAll(row.entry().notes().tags()));
		filter.setFields(fields, tags);
		colour();
		arrange();
		Composite page = rows.isEmpty() ? empty : list;
		if (pages.topControl != page) {
			pages.topControl = page;
			root.layout();
		}
	}

	/** Puts columns, order and groups as the settings say. */
	void arrange() {
		table.setColumns(chosenColumns());
		String sort = settings.sort();
		boolean descending = sort.startsWith("-");
		RunField order = fields.named(descending ? sort.substring(1) : sort).stream().findFirst().orElse(RunField.builtIn("started"));
		table.setOrder(order, descending, fields.named(settings.group()).stream().findFirst().orElse(null));
		filtered();
	}

	private List<RunField> chosenColumns() {
		Set<RunField> chosen = new LinkedHashSet<>();
		settings.columns().forEach(word -> chosen.addAll(fields.named(word)));
		if (chosen.isEmpty()) {
			chosen.addAll(fields.chief());
		}
		if (settings.differing()) {
			fields.all().stream().filter(field -> field.origin() == RunField.Origin.SETTING && fields.differs(field)).limit(MOST_DIFFERING).forEach(chosen::add);
		}
		return List.copyOf(chosen);
	}

	private void colour() {
		table.setColours(RunColours.of(rows.stream().map(row -> row.run().path()).sorted().toList(), Colours.around(table.control())));
	}

	private void filtered() {
		table.show(rows.stream().filter(row -> filter.query().matches(row.entry())).toList());
		count();
	}

	/** The folders that have a trash. */
	List<Path> places() {
		Set<Path> places = new LinkedHashSet<>(RunCatalogue.places());
		rows.forEach(row -> places.add(row.run().path().getParent()));
		return new ArrayList<>(places);
	}

	@Override
	public void setFocus() {
		if (pages.topControl == list) {
			table.control().setFocus();
		} else {
			empty.setFocus();
		}
	}

	@Override
	public void dispose() {
		visible = false;
		reading.cancel();
		refreshing.cancel();
		noColours.run();
		OperationHistoryFactory.getOperationHistory().dispose(undo, true, true, true);
		getSite().getPage().removePartListener(visibility);
		super.dispose();
	}

	/** Runs are looked at only while somebody looks at them. */
	private final class Visibility implements IPartListener2 {

		@Override
		public void partVisible(IWorkbenchPartReference part) {
			if (part.getPart(false) == RunsView.this) {
				visible = true;
				reading.schedule();
			}
		}

		@Override
		public void partHidden(IWorkbenchPartReference part) {
			if (part.getPart(false) == RunsView.this) {
				visible = false;
				refreshing.cancel();
			}
		}
	}
}
