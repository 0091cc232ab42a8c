package io.spadework.ui.runs;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.launch.ActiveRuns;
import io.spadework.launch.RunQueue;
import io.spadework.launch.RunState;
import io.spadework.launch.RunState.Phase;
import io.spadework.launch.WaitingRun;
import io.spadework.runs.Metrics;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.ui.Icons;
import io.spadework.ui.live.LiveView;

/** The runs of the workspace, the newest first; a double click shows one in the live view. */
public final class RunsView extends ViewPart {

	public static final String ID = "io.spadework.ui.runs";

	private static final int REFRESH_MILLISECONDS = 1000;
	private static final int MOST_OFFERED = 8;

	private final Job refreshing = Job.createSystem("Looking at the runs", this::refresh);
	private final Map<RunFolder, RunRow> ended = new HashMap<>();
	private final Map<RunFolder, Metrics> followed = new HashMap<>();
	private final IPartListener2 visibility = new Visibility();
	private final StackLayout pages = new StackLayout();
	private Composite root;
	private Composite table;
	private Composite empty;
	private TableViewer viewer;
	private RunActions actions;
	private LocalResourceManager images;
	private List<RunRow> rows = List.of();
	private volatile boolean visible;

	@Override
	public void createPartControl(Composite parent) {
		root = new Composite(parent, SWT.NONE);
		root.setLayout(pages);
		images = new LocalResourceManager(JFaceResources.getResources(), root);
		createEmptyPage();
		createTable();
		pages.topControl = empty;
		createActions();
		getSite().setSelectionProvider(viewer);
		getSite().getPage().addPartListener(visibility);
		visible = getSite().getPage().isPartVisible(this);
		schedule(0);
	}

	private void createEmptyPage() {
		empty = new Composite(root, SWT.NONE);
		empty.setLayout(new GridLayout());
		Label hint = new Label(empty, SWT.WRAP | SWT.CENTER);
		hint.setText("No runs yet. Each training of a study makes one.");
		hint.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, true));
	}

	private void createTable() {
		table = new Composite(root, SWT.NONE);
		TableColumnLayout layout = new TableColumnLayout();
		table.setLayout(layout);
		viewer = new TableViewer(table, SWT.FULL_SELECTION | SWT.MULTI | SWT.V_SCROLL | SWT.H_SCROLL);
		viewer.getTable().setHeaderVisible(true);
		viewer.setContentProvider(ArrayContentProvider.getInstance());
		ColumnViewerToolTipSupport.enableFor(viewer);
		column(layout, "Run", 120, RunRow::name, true);
		column(layout, "Status", 85, row -> row.state().phase().word(), false);
		column(layout, "Step", 90, RunRow::step, false);
		column(layout, "Losses", 130, RunRow::losses, false);
		column(layout, "Started", 90, row -> started(row.started()), false);
		viewer.addSelectionChangedListener(event -> selected());
		viewer.addDoubleClickListener(event -> {
			if (((IStructuredSelection) event.getSelection()).getFirstElement() instanceof RunRow row) {
				show(row);
			}
		});
	}

	private void column(TableColumnLayout layout, String title, int width, Function<RunRow, String> text, boolean withIcon) {
		TableViewerColumn column = new TableViewerColumn(viewer, SWT.NONE);
		column.getColumn().setText(title);
		column.setLabelProvider(new ColumnLabelProvider() {
			@Override
			public String getText(Object element) {
				return text.apply((RunRow) element);
			}

			@Override
			public Image getImage(Object element) {
				return withIcon ? images.get(Icons.descriptor(icon(((RunRow) element).state().phase()))) : null;
			}

			@Override
			public String getToolTipText(Object element) {
				return ((RunRow) element).experiment() + "\n" + ((RunRow) element).run().path();
			}
		});
		layout.setColumnData(column.getColumn(), new ColumnWeightData(width, width));
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

	private static String started(Instant at) {
		if (at.equals(Instant.EPOCH) || at.isAfter(Instant.now().plusSeconds(86_400))) {
			return "";
		}
		var local = at.atZone(ZoneId.systemDefault());
		boolean today = local.toLocalDate().equals(Instant.now().atZone(ZoneId.systemDefault()).toLocalDate());
		return DateTimeFormatter.ofPattern(today ? "HH:mm:ss" : "yyyy-MM-dd HH:mm").format(local);
	}

	/** Buttons, and commands while this view is active, are about the selected run. */
	private void selected() {
		actions.update(viewer.getStructuredSelection().getFirstElement() instanceof RunRow row ? row.state() : null);
	}

	private void createActions() {
		actions = new RunActions(getSite());
		IToolBarManager bar = getViewSite().getActionBars().getToolBarManager();
		for (RunOperation operation : new RunOperation[] { RunOperation.PAUSE, RunOperation.STOP, RunOperation.RESUME }) {
			bar.add(actions.of(operation));
		}
		MenuManager atATime = new MenuManager("Trainings at a Time");
		atATime.setRemoveAllWhenShown(true);
		atATime.addMenuListener(menu -> {
			for (int trainings = 1; trainings <= MOST_OFFERED; trainings++) {
				menu.add(atATime(trainings));
			}
		});
		atATime.add(atATime(1)); // a menu without entries is never shown
		getViewSite().getActionBars().getMenuManager().add(atATime);
		MenuManager popup = new MenuManager();
		popup.setRemoveAllWhenShown(true);
		popup.addMenuListener(menu -> {
			menu.add(new Action("Show in Live View") {
				@Override
				public void run() {
					if (viewer.getStructuredSelection().getFirstElement() instanceof RunRow row) {
						show(row);
					}
				}

				@Override
				public boolean isEnabled() {
					return !viewer.getStructuredSelection().isEmpty();
				}
			});
			menu.add(new Separator());
			for (RunOperation operation : RunOperation.values()) {
				menu.add(actions.of(operation));
			}
			menu.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
		});
		viewer.getTable().setMenu(popup.createContextMenu(viewer.getTable()));
		getSite().registerContextMenu(popup, viewer);
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

	private void show(RunRow row) {
		try {
			((LiveView) getSite().getPage().showView(LiveView.ID)).show(row.run());
		} catch (PartInitException e) {
			StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW | StatusManager.LOG);
		}
	}

	/** What is shown, the newest run first. */
	public List<RunRow> rows() {
		return rows;
	}

	/** Shows a run in the live view, as a double click does. */
	public void open(RunFolder run) {
		rows.stream().filter(row -> row.run().equals(run)).findFirst().ifPresent(this::show);
	}

	private void schedule(long delay) {
		if (visible) {
			refreshing.schedule(delay);
		}
	}

	/** In the background. */
	private IStatus refresh(IProgressMonitor monitor) {
		if (!visible) {
			return Status.OK_STATUS;
		}
		List<RunRow> found = new ArrayList<>();
		List<RunFolder> runs = RunCatalogue.runs();
		for (RunFolder run : runs) {
			try {
				found.add(row(run));
			} catch (RunException unreadable) {
				found.add(new RunRow(run, unreadable.getMessage(), RunState.of(run, null, null, ActiveRuns.watched(run.path())), "", "", Instant.EPOCH));
			}
		}
		for (WaitingRun waiting : RunQueue.the().waiting()) {
			RunFolder run = waiting.order().run();
			found.removeIf(row -> row.run().equals(run));
			found.add(RunRow.waiting(run, RunQueue.the().place(run)));
		}
		ended.keySet().retainAll(runs);
		followed.keySet().retainAll(runs);
		found.sort(Comparator.comparing(RunRow::started).reversed().thenComparing(RunRow::name));
		if (PlatformUI.isWorkbenchRunning()) {
			PlatformUI.getWorkbench().getDisplay().asyncExec(() -> show(found));
		}
		schedule(REFRESH_MILLISECONDS);
		return Status.OK_STATUS;
	}

	/** Active runs are followed; of those that have ended, only the row is kept. */
	private RunRow row(RunFolder run) throws RunException {
		RunRow known = ended.get(run);
		if (known != null && RunState.of(run).equals(known.state()) && RunCatalogue.started(run).equals(known.started())) {
			return known;
		}
		Metrics metrics = followed.computeIfAbsent(run, RunFolder::metrics);
		metrics.refresh();
		RunRow row = RunRow.of(run, metrics);
		if (row.state().isActive()) {
			ended.remove(run);
		} else {
			ended.put(run, row);
			followed.remove(run);
		}
		return row;
	}

	private void show(List<RunRow> found) {
		if (root.isDisposed()) {
			return;
		}
		if (!Objects.equals(rows, found)) {
			Set<RunFolder> selected = new HashSet<>();
			for (Object row : viewer.getStructuredSelection()) {
				selected.add(((RunRow) row).run());
			}
			int top = viewer.getTable().getTopIndex();
			rows = List.copyOf(found);
			viewer.setInput(rows);
			viewer.setSelection(new StructuredSelection(rows.stream().filter(row -> selected.contains(row.run())).toList()));
			viewer.getTable().setTopIndex(top);
		}
		Composite page = rows.isEmpty() ? empty : table;
		if (pages.topControl != page) {
			pages.topControl = page;
			root.layout();
		}
	}

	@Override
	public void setFocus() {
		viewer.getControl().setFocus();
	}

	@Override
	public void dispose() {
		visible = false;
		refreshing.cancel();
		getSite().getPage().removePartListener(visibility);
		super.dispose();
	}

	/** Runs are looked at only while somebody looks at them. */
	private final class Visibility implements IPartListener2 {

		@Override
		public void partVisible(IWorkbenchPartReference part) {
			if (part.getPart(false) == RunsView.this) {
				visible = true;
				schedule(0);
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
