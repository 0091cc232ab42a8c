package io.spadework.ui.runs;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
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
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.runs.Metrics;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunStatus;
import io.spadework.ui.Icons;
import io.spadework.ui.live.LiveView;

/** The runs of the workspace, the newest first; a double click shows one in the live view. */
public final class RunsView extends ViewPart {

	public static final String ID = "io.spadework.ui.runs";

	private static final int REFRESH_MILLISECONDS = 1000;

	private final Job refreshing = Job.createSystem("Looking at the runs", this::refresh);
	private final Map<RunFolder, RunRow> ended = new HashMap<>();
	private final Map<RunFolder, Metrics> followed = new HashMap<>();
	private final IPartListener2 visibility = new Visibility();
	private final StackLayout pages = new StackLayout();
	private Composite root;
	private Composite table;
	private Composite empty;
	private TableViewer viewer;
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
		viewer = new TableViewer(table, SWT.FULL_SELECTION | SWT.SINGLE | SWT.V_SCROLL | SWT.H_SCROLL);
		viewer.getTable().setHeaderVisible(true);
		viewer.setContentProvider(ArrayContentProvider.getInstance());
		ColumnViewerToolTipSupport.enableFor(viewer);
		column(layout, "Run", 120, RunRow::name, true);
		column(layout, "Status", 85, row -> row.status().word(), false);
		column(layout, "Step", 90, RunRow::step, false);
		column(layout, "Losses", 130, RunRow::losses, false);
		column(layout, "Started", 90, row -> started(row.started()), false);
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
				return withIcon ? images.get(Icons.descriptor(icon(((RunRow) element).status()))) : null;
			}

			@Override
			public String getToolTipText(Object element) {
				return ((RunRow) element).experiment() + "\n" + ((RunRow) element).run().path();
			}
		});
		layout.setColumnData(column.getColumn(), new ColumnWeightData(width, width));
	}

	private static String icon(RunStatus status) {
		return switch (status) {
			case RUNNING -> "run-running";
			case PAUSED -> "run-paused";
			case FINISHED -> "run-finished";
			case STOPPED -> "run-stopped";
			case FAILED -> "run-failed";
			case INTERRUPTED -> "run-interrupted";
		};
	}

	private static String started(Instant at) {
		if (at.equals(Instant.EPOCH)) {
			return "";
		}
		var local = at.atZone(ZoneId.systemDefault());
		boolean today = local.toLocalDate().equals(Instant.now().atZone(ZoneId.systemDefault()).toLocalDate());
		return DateTimeFormatter.ofPattern(today ? "HH:mm:ss" : "yyyy-MM-dd HH:mm").format(local);
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
				found.add(new RunRow(run, unreadable.getMessage(), RunStatus.FAILED, "", "", Instant.EPOCH));
			}
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
		if (known != null && run.status() == known.status() && RunCatalogue.started(run).equals(known.started())) {
			return known;
		}
		Metrics metrics = followed.computeIfAbsent(run, RunFolder::metrics);
		metrics.refresh();
		RunRow row = RunRow.of(run, metrics);
		if (row.status().isActive()) {
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
			RunFolder selected = viewer.getStructuredSelection().getFirstElement() instanceof RunRow row ? row.run() : null;
			rows = List.copyOf(found);
			viewer.setInput(rows);
			rows.stream().filter(row -> row.run().equals(selected)).findFirst()
					.ifPresent(row -> viewer.setSelection(new StructuredSelection(row)));
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
