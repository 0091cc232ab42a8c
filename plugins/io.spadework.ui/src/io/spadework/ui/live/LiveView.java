package io.spadework.ui.live;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceColors;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.ProgressBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.launch.ActiveRuns;
import io.spadework.launch.EngineProcess;
import io.spadework.runs.Control;
import io.spadework.runs.Request;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunStatus;
import io.spadework.ui.Commands;
import io.spadework.ui.Icons;
import io.spadework.ui.runs.RunCatalogue;

/** Follows a run: its loss curves, its newest samples, how far it is and how long it takes. */
public final class LiveView extends ViewPart implements IDebugEventSetListener {

	public static final String ID = "io.spadework.ui.live";

	private static final int ACTIVE_MILLISECONDS = 400;
	private static final int IDLE_MILLISECONDS = 2000;
	private static final double[] SMOOTHINGS = { 0, 0.6, 0.9, 0.98 };
	private static final String[] SMOOTHING_NAMES = { "None", "Light", "Medium", "Strong" };

	private final Job reading = Job.createSystem("Following a run", this::read);
	private final IPartListener2 visibility = new Visibility();
	private final StackLayout pages = new StackLayout();
	private Composite root;
	private Composite empty;
	private Composite content;
	private Label name;
	private Label numbers;
	private ProgressBar bar;
	private Label note;
	private LossChart chart;
	private Legend legend;
	private SamplePane samples;
	private IAction stop;
	private IAction pause;

	private volatile RunReader reader;
	/** The run that the user or a launch chose; null = the newest active one. */
	private volatile RunFolder chosen;
	private volatile RunFolder shown;
	private volatile LossChart.Window window = new LossChart.Window(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 800, false);
	private volatile double smoothing;
	private volatile boolean visible;
	private volatile boolean disposed;
	private RunReader.Reading latest;
	private ImageData shownImage;
	private int updates;
	private boolean stopRequested;

	@Override
	public void createPartControl(Composite parent) {
		root = new Composite(parent, SWT.NONE);
		root.setLayout(pages);
		createEmptyPage();
		createContentPage();
		pages.topControl = empty;
		createActions(getViewSite().getActionBars().getToolBarManager());
		getSite().getPage().addPartListener(visibility);
		DebugPlugin.getDefault().addDebugEventListener(this);
		restyle();
		visible = getSite().getPage().isPartVisible(this);
		schedule();
	}

	private void createEmptyPage() {
		empty = new Composite(root, SWT.NONE);
		GridLayoutFactory.swtDefaults().margins(20, 20).spacing(5, 8).applyTo(empty);
		Label title = new Label(empty, SWT.CENTER);
		title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
		title.setText("No training yet");
		GridDataFactory.fillDefaults().grab(true, true).align(SWT.CENTER, SWT.END).applyTo(title);
		Link hint = new Link(empty, SWT.NONE);
		hint.setText("<a>Train the study</a> that is open or selected, or right-click a .spade file and choose Run As > Spadework Training.\n"
				+ "Its losses and samples appear here as they come.");
		hint.addListener(SWT.Selection, event -> Commands.execute(Commands.TRAIN, getSite()));
		GridDataFactory.fillDefaults().grab(true, true).align(SWT.CENTER, SWT.BEGINNING).applyTo(hint);
	}

	private void createContentPage() {
		content = new Composite(root, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(content);
		Composite header = new Composite(content, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(3).margins(8, 5).spacing(14, 3).applyTo(header);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(header);
		name = new Label(header, SWT.NONE);
		name.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
		numbers = new Label(header, SWT.NONE);
		GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(numbers);
		bar = new ProgressBar(header, SWT.SMOOTH);
		bar.setMaximum(1000);
		GridDataFactory.fillDefaults().hint(110, 10).align(SWT.END, SWT.CENTER).applyTo(bar);
		note = new Label(header, SWT.WRAP);
		GridDataFactory.fillDefaults().grab(true, false).span(3, 1).exclude(true).applyTo(note);

		SashForm sash = new SashForm(content, SWT.HORIZONTAL | SWT.SMOOTH);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
		Composite left = new Composite(sash, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(left);
		chart = new LossChart(left);
		legend = new Legend(left, chart);
		legend.moveAbove(chart.control());
		GridDataFactory.fillDefaults().grab(true, false).applyTo(legend);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(chart.control());
		samples = new SamplePane(sash);
		sash.setWeights(62, 38);
		samples.show(null, "No samples yet");
	}

	private void createActions(IToolBarManager bar) {
		stop = action("Stop", "Stop the training after a checkpoint; press again to kill the engine", "stop", IAction.AS_PUSH_BUTTON, this::stop);
		pause = action("Pause", "Pause the training", "pause", IAction.AS_CHECK_BOX, () -> send(pause.isChecked() ? Request.PAUSE : Request.RESUME));
		stop.setEnabled(false);
		pause.setEnabled(false);
		IAction logarithmic = action("Logarithmic", "Logarithmic loss axis; losses that are not positive are left out", "logarithmic", IAction.AS_CHECK_BOX, null);
		logarithmic.addPropertyChangeListener(event -> {
			if (IAction.CHECKED.equals(event.getProperty())) {
				setLogarithmic(logarithmic.isChecked());
			}
		});
		IAction fit = action("Show All", "Show the whole run and follow it again, after zooming", "fit", IAction.AS_PUSH_BUTTON, () -> {
			chart.showAll();
			refreshNow();
		});
		IAction newest = action("Follow Newest", "Follow the newest training", "newest", IAction.AS_PUSH_BUTTON, () -> show(null));
		bar.add(stop);
		bar.add(pause);
		bar.add(new Separator());
		bar.add(logarithmic);
		bar.add(fit);
		bar.add(newest);
		MenuManager smoothings = new MenuManager("Smoothing");
		for (int i = 0; i < SMOOTHINGS.length; i++) {
			double weight = SMOOTHINGS[i];
			Action choice = new Action(SMOOTHING_NAMES[i], IAction.AS_RADIO_BUTTON) {
				@Override
				public void run() {
					if (isChecked()) {
						setSmoothing(weight);
					}
				}
			};
			choice.setChecked(weight == 0);
			smoothings.add(choice);
		}
		Action smooth = new Action("Smoothing", IAction.AS_DROP_DOWN_MENU) {
			@Override
			public void runWithEvent(Event event) {
				// a click on the button itself opens the same menu as its arrow
				if (event.widget instanceof ToolItem item) {
					Menu menu = smoothings.createContextMenu(item.getParent());
					menu.setLocation(item.getParent().toDisplay(item.getBounds().x, item.getBounds().y + item.getBounds().height));
					menu.setVisible(true);
				}
			}
		};
		smooth.setToolTipText("Smooth the curves: an exponential moving average over the steps");
		smooth.setImageDescriptor(Icons.descriptor("smooth"));
		smooth.setMenuCreator(new MenuOf(smoothings));
		bar.insertBefore(fit.getId(), smooth);
	}

	private static IAction action(String text, String toolTip, String icon, int style, Runnable run) {
		Action action = new Action(text, style) {
			@Override
			public void run() {
				if (run != null) {
					run.run();
				}
			}
		};
		action.setId(ID + "." + icon);
		action.setToolTipText(toolTip);
		action.setImageDescriptor(Icons.descriptor(icon));
		return action;
	}

	/** Follows a run from now on; null follows the newest active one. */
	public void show(RunFolder run) {
		chosen = run;
		shown = null;
		stopRequested = false;
		chart.showAll();
		refreshNow();
	}

	/** The run that is shown, or null. */
	public RunFolder shown() {
		return shown;
	}

	/** What was last shown, or null before the first. */
	public RunProgress progress() {
		return latest == null ? null : latest.progress();
	}

	/** The loss curves. */
	public LossChart chart() {
		return chart;
	}

	/** True once a sample grid is shown. */
	public boolean showsSamples() {
		return samples.hasImage();
	}

	/** How often new numbers have been shown. */
	public int updates() {
		return updates;
	}

	/** Draws losses on a logarithmic axis, or on a linear one. */
	public void setLogarithmic(boolean logarithmic) {
		chart.setLogarithmic(logarithmic);
		refreshNow();
	}

	/** Smooths the curves: 0 = none, below 1 the weight of the past. */
	public void setSmoothing(double weight) {
		smoothing = weight;
		refreshNow();
	}

	private void refreshNow() {
		window = chart.window();
		reading.cancel();
		schedule();
	}

	private void schedule() {
		if (visible && !disposed) {
			reading.schedule();
		}
	}

	/** In the background. */
	private IStatus read(IProgressMonitor monitor) {
		if (!visible || disposed) {
			return Status.OK_STATUS;
		}
		RunFolder run = chosen != null ? chosen : RunCatalogue.newest().orElse(null);
		if (run == null) {
			onUi(() -> showPage(empty));
			reading.schedule(IDLE_MILLISECONDS);
			return Status.OK_STATUS;
		}
		if (!run.equals(shown) || reader == null) {
			reader = new RunReader(run);
			shown = run;
		}
		RunReader.Reading result = reader.read(window, smoothing);
		if (!monitor.isCanceled()) {
			onUi(() -> update(result));
			boolean active = result.progress() == null || result.progress().status().isActive();
			reading.schedule(active ? ACTIVE_MILLISECONDS : IDLE_MILLISECONDS);
		}
		return Status.OK_STATUS;
	}

	private void onUi(Runnable update) {
		if (PlatformUI.isWorkbenchRunning()) {
			PlatformUI.getWorkbench().getDisplay().asyncExec(() -> {
				if (!root.isDisposed() && visible) {
					update.run();
				}
			});
		}
	}

	private void showPage(Composite page) {
		if (pages.topControl != page) {
			pages.topControl = page;
			root.layout();
		}
		if (page == empty) {
			stop.setEnabled(false);
			pause.setEnabled(false);
			setContentDescription("");
		}
	}

	private void update(RunReader.Reading result) {
		if (!result.run().equals(shown)) {
			return;
		}
		latest = result;
		restyle();
		showPage(content);
		showHeader(result);
		int legendHeight = legend.computeSize(legend.getSize().x, SWT.DEFAULT).y;
		chart.show(result.curves());
		window = chart.window();
		legend.redraw();
		if (legend.computeSize(legend.getSize().x, SWT.DEFAULT).y != legendHeight || legend.getSize().y != legendHeight) {
			legend.getParent().layout();
		}
		if (result.image() != shownImage || !samples.hasImage()) {
			shownImage = result.image();
			samples.show(shownImage, shownImage == null ? "No samples yet" : String.format("Samples at step %,d", result.imageStep()));
		}
		updates++;
	}

	private void showHeader(RunReader.Reading result) {
		RunProgress progress = result.progress();
		String run = result.run().path().getFileName().toString();
		Optional<EngineProcess> engine = ActiveRuns.watched(result.run().path());
		if (progress == null) {
			set(name, run);
			set(numbers, engine.isPresent() ? "starting the engine" : "never started");
			note(engine.isPresent() ? "" : result.problem());
			stop.setEnabled(engine.isPresent());
			return;
		}
		boolean active = progress.status().isActive();
		set(name, run + ", " + (active && stopRequested ? "stopping" : progress.status().word()));
		set(numbers, progress.words());
		bar.setSelection((int) Math.round(1000 * progress.share()));
		bar.setVisible(progress.totalSteps() > 0);
		note(notice(progress, result.problem()));
		stop.setEnabled(active);
		pause.setEnabled(active && !stopRequested);
		pause.setChecked(progress.status() == RunStatus.PAUSED);
	}

	private static String notice(RunProgress progress, String problem) {
		if (problem != null) {
			return problem;
		}
		return switch (progress.status()) {
			case FAILED -> progress.message().isBlank() ? "The training failed. The console and log.txt in the run folder say why." : progress.message();
			case INTERRUPTED -> "The engine's process is gone and did not say why; nothing up to the last checkpoint is lost.";
			default -> "";
		};
	}

	private void note(String text) {
		boolean wanted = !text.isEmpty();
		note.setForeground(JFaceColors.getErrorText(note.getDisplay()));
		set(note, text);
		GridData data = (GridData) note.getLayoutData();
		if (data.exclude == wanted) {
			data.exclude = !wanted;
			note.setVisible(wanted);
			content.layout(true, true);
		}
	}

	private static void set(Label label, String text) {
		String escaped = text.replace("&", "&&");
		if (!escaped.equals(label.getText())) {
			label.setText(escaped);
			label.requestLayout();
		}
	}

	/** Light or dark, as the workbench is. */
	private void restyle() {
		Colours colours = Colours.around(content);
		chart.paint(colours);
		legend.paint(colours);
		samples.paint(colours);
	}

	private void stop() {
		RunFolder run = shown;
		Optional<EngineProcess> engine = run == null ? Optional.empty() : ActiveRuns.watched(run.path());
		if (engine.isEmpty()) {
			send(Request.STOP);
			return;
		}
		stopRequested = true;
		EngineProcess process = engine.get();
		Job.createSystem("Stopping " + run.path().getFileName(), monitor -> {
			try {
				process.terminate();
				return Status.OK_STATUS;
			} catch (DebugException e) {
				return e.getStatus();
			}
		}).schedule();
	}

	private void send(Request request) {
		RunFolder run = shown;
		if (run == null) {
			return;
		}
		stopRequested = request == Request.STOP;
		Job.createSystem("Asking the engine", monitor -> {
			try {
				Control.send(run.path(), request);
			} catch (IOException e) {
				StatusManager.getManager().handle(Status.error("The request to " + request.name().toLowerCase() + " could not be written to "
						+ run.path().resolve("control") + ". Check that the folder is writable.", e), StatusManager.SHOW | StatusManager.LOG);
			}
			return Status.OK_STATUS;
		}).schedule();
	}

	@Override
	public void handleDebugEvents(DebugEvent[] events) {
		for (DebugEvent event : events) {
			if (event.getKind() == DebugEvent.CREATE && event.getSource() instanceof EngineProcess engine) {
				PlatformUI.getWorkbench().getDisplay().asyncExec(() -> {
					if (!root.isDisposed()) {
						show(engine.run());
					}
				});
			}
		}
	}

	@Override
	public void setFocus() {
		(pages.topControl == content ? chart.control() : empty).setFocus();
	}

	@Override
	public void dispose() {
		disposed = true;
		reading.cancel();
		getSite().getPage().removePartListener(visibility);
		DebugPlugin.getDefault().removeDebugEventListener(this);
		super.dispose();
	}

	/** The names of the curves shown, in the order of the legend. */
	public List<String> curveNames() {
		return chart.curves().stream().map(Curve::name).toList();
	}

	/** Reading costs nothing while nobody looks. */
	private final class Visibility implements IPartListener2 {

		@Override
		public void partVisible(IWorkbenchPartReference part) {
			if (part.getPart(false) == LiveView.this) {
				visible = true;
				schedule();
			}
		}

		@Override
		public void partHidden(IWorkbenchPartReference part) {
			if (part.getPart(false) == LiveView.this) {
				visible = false;
				reading.cancel();
			}
		}
	}
}
