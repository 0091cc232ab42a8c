package io.spadework.ui.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.IJobChangeEvent;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.jobs.JobChangeAdapter;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.ISelectionListener;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.progress.IWorkbenchSiteProgressService;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.diagram.LastFolder;
import io.spadework.launch.SavedCheckpoint;
import io.spadework.runs.ClassReport;
import io.spadework.runs.Evaluation;
import io.spadework.runs.Probe;
import io.spadework.runs.RunFolder;
import io.spadework.runs.export.Csv;
import io.spadework.runs.export.Table;
import io.spadework.ui.Icons;
import io.spadework.ui.charts.CurveChart;
import io.spadework.ui.runs.CurrentRun;
import io.spadework.ui.runs.RunRow;
import io.spadework.ui.runs.RunsView;

/** How well runs do: their numbers, which classes a segmenter finds in their images, and how much of the label survives in their generators. Measures them, too. */
public final class EvaluationView extends ViewPart {

	public static final String ID = "io.spadework.ui.evaluation";

	private static final int REFRESH_MILLISECONDS = 2000;

	private final Job reading = Job.createSystem("Reading evaluations", this::read);
	private final IPartListener2 visibility = new Visibility();
	private final ISelectionListener selection = (part, selected) -> choose(selected instanceof IStructuredSelection rows ? rows : null);
	private final Runnable current = this::follow;
	private Label title;
	private Combo steps;
	private Label busy;
	private Button cancel;
	private CTabFolder tabs;
	private NumbersPane numbers;
	private ClassesPane classes;
	private ProbePane probe;
	private IAction evaluating;
	private IAction probing;
	private IAction shares;
	private IAction real;
	private Measuring measuring;
	private volatile List<RunFolder> runs = List.of();
	private volatile boolean visible;
	private boolean chosen;
	private Reading shown = Reading.NONE;

	/**
	 * What a run's folder says.
	 *
	 * @param run         the first of the runs; null for none
	 * @param evaluations by step
	 * @param reports     by step
	 * @param probes      of each of the runs that was probed, the newest, by the run's name
	 */
	private record Reading(RunFolder run, SortedMap<Integer, List<Evaluation>> evaluations, SortedMap<Integer, ClassReport> reports, Map<String, Probe> probes) {

		static final Reading NONE = new Reading(null, new TreeMap<>(), new TreeMap<>(), Map.of());

		static Reading of(List<RunFolder> runs) {
			Map<String, Probe> probes = new LinkedHashMap<>();
			for (RunFolder run : runs) {
				SortedMap<Integer, Probe> all = run.probes();
				if (!all.isEmpty()) {
					probes.put(run.path().getFileName().toString(), all.get(all.lastKey()));
				}
			}
			return new Reading(runs.get(0), runs.get(0).evaluationsByStep(), runs.get(0).classReports(), probes);
		}
	}

	@Override
	public void createPartControl(Composite parent) {
		Composite root = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(root);
		createHeader(root);
		tabs = new CTabFolder(root, SWT.BOTTOM);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(tabs);
		numbers = new NumbersPane(tabs);
		classes = new ClassesPane(tabs);
		probe = new ProbePane(tabs);
		tab("Numbers", "All numbers of the run, each with its protocol", numbers);
		tab("Classes", "Which classes a segmenter finds in the images, and what it takes them for", classes);
		tab("Uniform-Map Probe", "How much of the label is left in each layer, of label maps of a single class", probe);
		tabs.setSelection(0);
		tabs.addListener(SWT.Selection, event -> enable());
		createActions(getViewSite().getActionBars().getToolBarManager());
		probe.show(Map.of());
		getSite().getPage().addSelectionListener(RunsView.ID, selection);
		choose(getSite().getPage().getSelection(RunsView.ID) instanceof IStructuredSelection rows ? rows : null);
		getSite().getPage().addPartListener(visibility);
		CurrentRun.onChange(current);
		visible = getSite().getPage().isPartVisible(this);
		follow();
		schedule(0);
	}

	private void createHeader(Composite root) {
		Composite header = new Composite(root, SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(5).margins(6, 3).applyTo(header);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(header);
		title = new Label(header, SWT.NONE);
		GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).applyTo(title);
		Label at = new Label(header, SWT.NONE);
		at.setText("Classes at step:");
		steps = new Combo(header, SWT.READ_ONLY);
		steps.setToolTipText("The step at which a segmenter looked at the images");
		GridDataFactory.fillDefaults().hint(90, SWT.DEFAULT).applyTo(steps);
		steps.addListener(SWT.Selection, event -> showClasses());
		busy = new Label(header, SWT.NONE);
		cancel = new Button(header, SWT.PUSH);
		cancel.setText("Cancel");
		cancel.addListener(SWT.Selection, event -> measuring.cancel());
		showBusy(null);
	}

	private void tab(String text, String toolTip, Control control) {
		CTabItem item = new CTabItem(tabs, SWT.NONE);
		item.setText(text);
		item.setToolTipText(toolTip);
		item.setControl(control);
	}

	private void createActions(IToolBarManager bar) {
		evaluating = action("Evaluate\u2026", "Measure the selected runs: Frechet distance, precision, mean IoU and others", "evaluate", IAction.AS_PUSH_BUTTON, this::evaluate);
		probing = action("Probe", "Feed the generators of the selected runs with uniform label maps, and show what is left of the label in each layer", "probe", IAction.AS_PUSH_BUTTON,
				this::probe);
		shares = action("Share of Row", "Shade a cell by its share of the true class's pixels, rather than by its pixels", "row-share", IAction.AS_CHECK_BOX,
				() -> classes.map().setShares(shares.isChecked()));
		shares.setChecked(true);
		real = action("Real Images", "Show the confusion of the real images, the ceiling, instead of the generated ones", "sample", IAction.AS_CHECK_BOX, this::showClasses);
		bar.add(evaluating);
		bar.add(probing);
		bar.add(new Separator());
		bar.add(shares);
		bar.add(real);
		IAction csv = action("Export as CSV\u2026", "Write what this tab shows as comma-separated values", "export-csv", IAction.AS_PUSH_BUTTON, this::exportCsv);
		IAction png = action("Export Picture\u2026", "Write this tab as a picture", "export-picture", IAction.AS_PUSH_BUTTON, this::exportPicture);
		bar.add(new Separator());
		bar.add(csv);
		bar.add(png);
		enable();
	}

	private static IAction action(String text, String toolTip, String icon, int style, Runnable run) {
		Action action = new Action(text, style) {
			@Override
			public void run() {
				run.run();
			}
		};
		action.setId(ID + "." + icon);
		action.setToolTipText(toolTip);
		action.setImageDescriptor(Icons.descriptor(icon));
		return action;
	}

	/** The run of the live view, until one is selected in the list. */
	private void follow() {
		if (!chosen && CurrentRun.state() != null) {
			show(List.of(CurrentRun.state().run()));
		}
	}

	private void choose(IStructuredSelection rows) {
		List<RunFolder> selected = new ArrayList<>();
		for (Object row : rows == null ? List.of() : rows.toList()) {
			if (row instanceof RunRow run) {
				selected.add(run.run());
			}
		}
		if (!selected.isEmpty()) {
			chosen = true;
			show(selected);
		}
	}

	/** Is about these runs from now on: the first one's numbers are shown, all are evaluated and probed. */
	public void show(List<RunFolder> now) {
		if (!now.equals(runs)) {
			runs = List.copyOf(now);
			enable();
			schedule(0);
		}
	}

	private void enable() {
		boolean free = !runs.isEmpty() && measuring == null;
		evaluating.setEnabled(free);
		probing.setEnabled(free);
		boolean onClasses = tabs.getSelection() != null && tabs.getSelection().getControl() == classes;
		shares.setEnabled(onClasses);
		real.setEnabled(onClasses);
	}

	/** Asks what is to be measured of the runs, and measures it. */
	public void evaluate() {
		List<RunFolder> these = runs;
		if (these.isEmpty() || measuring != null) {
			return;
		}
		Job.createSystem("Looking for checkpoints", monitor -> {
			List<SavedCheckpoint> checkpoints = these.size() == 1 ? SavedCheckpoint.of(these.get(0)) : List.of();
			PlatformUI.getWorkbench().getDisplay().asyncExec(() -> {
				if (!tabs.isDisposed()) {
					EvaluateDialog dialog = new EvaluateDialog(getSite().getShell(), these, checkpoints);
					if (dialog.open() == Window.OK) {
						evaluate(these, dialog.choice());
					}
				}
			});
			return Status.OK_STATUS;
		}).schedule();
	}

	/** Measures runs as was chosen. */
	public void evaluate(List<RunFolder> these, EvaluationChoice choice) {
		start(Measuring.evaluate(these, choice), choice.metrics().contains("miou") ? classes : numbers);
	}

	/** Probes the runs with uniform label maps. */
	public void probe() {
		if (!runs.isEmpty() && measuring == null) {
			start(Measuring.probe(runs), probe);
		}
	}

	private void start(Measuring job, Control tab) {
		measuring = job;
		enable();
		showBusy(job.getName() + "\u2026");
		select(tab);
		job.addJobChangeListener(new JobChangeAdapter() {
			@Override
			public void done(IJobChangeEvent event) {
				PlatformUI.getWorkbench().getDisplay().asyncExec(EvaluationView.this::done);
			}
		});
		getSite().getService(IWorkbenchSiteProgressService.class).schedule(job);
	}

	private void done() {
		if (!tabs.isDisposed()) {
			measuring = null;
			enable();
			showBusy(null);
			schedule(0);
		}
	}

	private void select(Control control) {
		for (CTabItem item : tabs.getItems()) {
			if (item.getControl() == control) {
				tabs.setSelection(item);
			}
		}
		enable();
	}

	private void showBusy(String text) {
		busy.setText(Objects.requireNonNullElse(text, ""));
		for (Control control : List.of(busy, cancel)) {
			control.setVisible(text != null);
			GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).exclude(text == null).applyTo(control);
		}
		busy.getParent().layout(true, true);
	}

	private void schedule(long delay) {
		if (visible) {
			reading.schedule(delay);
		}
	}

	/** In the background. */
	private IStatus read(IProgressMonitor monitor) {
		List<RunFolder> now = runs;
		if (!visible) {
			return Status.OK_STATUS;
		}
		Reading reading = now.isEmpty() ? Reading.NONE : Reading.of(now);
		if (PlatformUI.isWorkbenchRunning()) {
			PlatformUI.getWorkbench().getDisplay().asyncExec(() -> show(reading));
		}
		schedule(REFRESH_MILLISECONDS);
		return Status.OK_STATUS;
	}

	private void show(Reading reading) {
		if (tabs.isDisposed()) {
			return;
		}
		int more = runs.size() - 1;
		title.setText(reading.run() == null ? "Select a run in the list of runs." : reading.run().path().getFileName() + (more > 0 ? " and " + more + " more" : ""));
		if (reading.equals(shown)) {
			return;
		}
		if (!reading.probes().equals(shown.probes())) {
			probe.show(reading.probes());
		}
		boolean sameSteps = reading.reports().keySet().equals(shown.reports().keySet()) && Objects.equals(reading.run(), shown.run());
		shown = reading;
		numbers.show(reading.evaluations());
		if (!sameSteps) {
			steps.setItems(reading.reports().keySet().stream().map(String::valueOf).toArray(String[]::new));
			steps.select(steps.getItemCount() - 1);
		}
		showClasses();
	}

	private void showClasses() {
		ClassReport report = report();
		if (report == null) {
			classes.showNone(shown.run() == null ? "" : "No segmenter has looked at this run's images yet. Evaluate it with mean IoU.");
		} else {
			classes.show(report, real.isChecked());
		}
	}

	/** Of the step chosen; null where there is none. */
	private ClassReport report() {
		return steps.getSelectionIndex() < 0 ? null : shown.reports().get(Integer.parseInt(steps.getText()));
	}

	private void exportCsv() {
		Table table = table();
		save("csv", file -> Files.writeString(file, Csv.of(table)));
	}

	private void exportPicture() {
		Control control = tabs.getSelection().getControl();
		Image image = new Image(control.getDisplay(), control.getSize().x, control.getSize().y);
		GC gc = new GC(control);
		gc.copyArea(image, 0, 0);
		gc.dispose();
		ImageLoader loader = new ImageLoader();
		loader.data = new ImageData[] { image.getImageData() };
		image.dispose();
		save("png", file -> {
			try (var out = Files.newOutputStream(file)) {
				loader.save(out, SWT.IMAGE_PNG);
			}
		});
	}

	/** What is written. */
	private interface Writing {

		void to(Path file) throws IOException;
	}

	private void save(String extension, Writing writing) {
		FileDialog dialog = new FileDialog(getSite().getShell(), SWT.SAVE);
		dialog.setFileName((shown.run() == null ? "evaluation" : shown.run().path().getFileName()) + "." + extension);
		dialog.setFilterExtensions(new String[] { "*." + extension });
		dialog.setOverwrite(true);
		String chosenFile = LastFolder.open(dialog);
		if (chosenFile != null) {
			try {
				writing.to(Path.of(chosenFile));
			} catch (IOException e) {
				StatusManager.getManager().handle(Status.error(chosenFile + " could not be written: " + e.getMessage(), e), StatusManager.SHOW);
			}
		}
	}

	/** The numbers shown, by step. */
	public Map<Integer, List<Evaluation>> evaluations() {
		return shown.evaluations();
	}

	/** The cells of the table of classes for one that counts, in the order of the labels. */
	public List<String> classRow(int index) {
		return classes.row(index);
	}

	/** What is said of a cell of the confusion when it is pointed at. */
	public String confusion(int label, int found) {
		return classes.map().point(label, found);
	}

	/** The charts of the probe: the difference, and the linear probe's accuracy. */
	public List<CurveChart> probeCharts() {
		return probe.charts();
	}

	/** What the tab that is shown says, as it is exported. */
	public Table table() {
		Control tab = tabs.getSelection().getControl();
		return tab == numbers ? EvaluationTables.numbers(shown.evaluations()) : tab == classes ? EvaluationTables.classes(report(), real.isChecked()) : EvaluationTables.probes(shown.probes());
	}

	/** Shows one of the tabs, counted from 0: numbers, classes, probe. */
	public void showTab(int index) {
		tabs.setSelection(index);
		enable();
	}

	/** Whether an engine is at work for this view. */
	public boolean isMeasuring() {
		return measuring != null;
	}

	@Override
	public void setFocus() {
		tabs.setFocus();
	}

	@Override
	public void dispose() {
		visible = false;
		reading.cancel();
		CurrentRun.forget(current);
		getSite().getPage().removeSelectionListener(RunsView.ID, selection);
		getSite().getPage().removePartListener(visibility);
		super.dispose();
	}

	/** Runs are looked at only while somebody looks at them. */
	private final class Visibility implements IPartListener2 {

		@Override
		public void partVisible(IWorkbenchPartReference part) {
			if (part.getPart(false) == EvaluationView.this) {
				visible = true;
				schedule(0);
			}
		}

		@Override
		public void partHidden(IWorkbenchPartReference part) {
			if (part.getPart(false) == EvaluationView.this) {
				visible = false;
				reading.cancel();
			}
		}
	}
}
