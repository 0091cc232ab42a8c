package io.spadework.ui.live;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IContributionManager;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.part.ViewPart;

import io.spadework.launch.EngineProcess;
import io.spadework.launch.RunState;
import io.spadework.runs.RunFolder;
import io.spadework.ui.Commands;
import io.spadework.ui.Icons;
import io.spadework.ui.charts.Colours;
import io.spadework.ui.charts.CurveChart;
import io.spadework.ui.charts.XAxis;
import io.spadework.ui.runs.CurrentRun;
import io.spadework.ui.runs.RunActions;
import io.spadework.ui.runs.RunCatalogue;
import io.spadework.ui.runs.RunOperation;

/** Follows a run: its curves, its newest samples, how far it is and how long it takes. */
public final class LiveView extends ViewPart implements IDebugEventSetListener {

	public static final String ID = "io.spadework.ui.live";

	private static final int IDLE_MILLISECONDS = 2000;
	/** Of this view's time at most this share goes into following: after a slow update it waits longer, but new points still come within a second. */
	private static final double BUSY_SHARE = 0.02;
	private static final int LONGEST_MILLISECONDS = 750;

	private final Job reading = Job.createSystem("Following a run", this::read);
	private final IPartListener2 visibility = new Visibility();
	private final LiveSettings settings = new LiveSettings();
	private final Map<Smoothing, IAction> smoothings = new EnumMap<>(Smoothing.class);
	private final StackLayout pages = new StackLayout();
	private Composite root;
	private Composite empty;
	private Composite content;
	private LiveHeader header;
	private ChartPanels panels;
	private SampleBrowser samples;
	private RunActions actions;
	private LiveDiagrams diagrams;
	private IAction logarithmic;
	private IAction wall;
	private IAction blocks;
	private Runnable forgetSettings;

	private volatile RunReader reader;
	/** The run that the user or a launch chose; null = the newest active one. */
	private volatile RunFolder chosen;
	private volatile RunFolder shown;
	private volatile RunReader.View looking;
	private volatile int wantedSamples = -1;
	/** What was read last may never have been shown: everything is read again. */
	private volatile boolean again;
	private volatile boolean visible;
	private volatile boolean disposed;
	private volatile int wait = LiveSettings.USUAL_REFRESH;
	private RunReader.Reading latest;
	private RunOverlay overlay;
	private ImageData shownImage;
	private int updates;

	@Override
	public void createPartControl(Composite parent) {
		root = new Composite(parent, SWT.NONE);
		root.setLayout(pages);
		actions = new RunActions(getSite());
		diagrams = new LiveDiagrams(getSite().getPage());
		createEmptyPage();
		createContentPage();
		pages.topControl = empty;
		createSmoothings();
		createToolBar(getViewSite().getActionBars().getToolBarManager());
		createMenu(getViewSite().getActionBars().getMenuManager());
		getSite().getPage().addPartListener(visibility);
		DebugPlugin.getDefault().addDebugEventListener(this);
		forgetSettings = settings.onChange(() -> onUi(this::applySettings));
		restyle();
		applySettings();
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
		header = new LiveHeader(content);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(header);
		SashForm sash = new SashForm(content, SWT.HORIZONTAL | SWT.SMOOTH);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
		panels = new ChartPanels(sash, settings, this::refreshNow);
		samples = new SampleBrowser(sash, this::refreshNow);
		sash.setWeights(62, 38);
		samples.show(null, -1);
	}

	private void createSmoothings() {
		for (Smoothing smoothing : Smoothing.values()) {
			smoothings.put(smoothing, new Action(smoothing.title(), IAction.AS_RADIO_BUTTON) {
				@Override
				public void run() {
					if (isChecked()) {
						setSmoothing(smoothing);
					}
				}
			});
		}
	}

	private void createToolBar(IToolBarManager bar) {
		for (RunOperation operation : new RunOperation[] { RunOperation.PAUSE, RunOperation.STOP, RunOperation.RESUME }) {
			bar.add(actions.of(operation));
		}
		bar.add(new Separator());
		wall = check("Training Time", "Draw curves over the time of training instead of the steps", "wall", () -> setXAxis(wall.isChecked() ? XAxis.WALL : XAxis.STEP));
		logarithmic = check("Logarithmic", "Logarithmic value axis; values that are not positive are left out", "logarithmic", () -> setLogarithmic(logarithmic.isChecked()));
		bar.add(wall);
		bar.add(logarithmic);
		bar.add(smoothingButton(smoothingMenu()));
		bar.add(button("Show All", "Show the whole run and follow it again, after zooming (double click)", "fit", () -> panels.showAll()));
		bar.add(new Separator());
		blocks = check("Colour Diagrams", "Colour the study's diagrams by what the engine samples of their nodes: activations and gradients", "blocks", () -> colourDiagrams(blocks.isChecked()));
		blocks.setChecked(settings.nodes());
		bar.add(blocks);
		bar.add(button("Follow Newest", "Follow the newest training", "newest", () -> show(null)));
	}

	private void createMenu(IContributionManager menu) {
		for (RunOperation operation : RunOperation.values()) {
			menu.add(actions.of(operation));
		}
		menu.add(new Separator());
		menu.add(wall);
		menu.add(logarithmic);
		menu.add(smoothingMenu());
		menu.add(new Separator());
		menu.add(blocks);
		menu.add(measures());
	}

	private MenuManager measures() {
		MenuManager measures = new MenuManager("Colour Diagrams by");
		for (NodeMeasure measure : NodeMeasure.values()) {
			Action choice = new Action(measure.title(), IAction.AS_RADIO_BUTTON) {
				@Override
				public void run() {
					if (isChecked()) {
						colourDiagramsBy(measure);
					}
				}
			};
			choice.setToolTipText(measure.description());
			choice.setChecked(measure == settings.measure());
			measures.add(choice);
		}
		return measures;
	}

	private MenuManager smoothingMenu() {
		MenuManager menu = new MenuManager("Smoothing");
		smoothings.values().forEach(menu::add);
		return menu;
	}

	private static IAction smoothingButton(MenuManager smoothings) {
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
		smooth.setToolTipText("Smooth the curves: an exponential moving average over the steps, with the bias of its beginning taken out");
		smooth.setImageDescriptor(Icons.descriptor("smooth"));
		smooth.setMenuCreator(new MenuOf(smoothings));
		return smooth;
	}

	private static IAction check(String text, String toolTip, String icon, Runnable run) {
		return action(text, toolTip, icon, IAction.AS_CHECK_BOX, run);
	}

	private static IAction button(String text, String toolTip, String icon, Runnable run) {
		return action(text, toolTip, icon, IAction.AS_PUSH_BUTTON, run);
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

	/** Follows a run from now on; null follows the newest active one. */
	public void show(RunFolder run) {
		chosen = run;
		shown = null;
		samples.reset();
		panels.showAll();
	}

	/** The run that is shown, or null. */
	public RunFolder shown() {
		return shown;
	}

	/** What was last shown, or null before the first. */
	public RunProgress progress() {
		return latest == null ? null : latest.progress();
	}

	/** Where the run stands that was last shown, or null before the first. */
	public RunState state() {
		return latest == null ? null : latest.state();
	}

	/** The charts that are shown, of which the first is that of the losses at first; empty before there is anything to show. */
	public List<CurveChart> charts() {
		return panels.charts();
	}

	/** The first chart that is shown, or null before there is anything to show. */
	public CurveChart chart() {
		return panels.first();
	}

	/** Shows other charts. */
	public void showCharts(Tab tab) {
		panels.choose(tab);
	}

	/** Shows the whole run in all charts, and follows it again. */
	public void showAll() {
		panels.showAll();
	}

	/** True once a sample grid is shown. */
	public boolean showsSamples() {
		return samples.hasImage();
	}

	/** What is said about the samples. */
	public String sampleCaption() {
		return samples.caption();
	}

	/** Shows the samples of a step and holds them; a negative step follows the newest. */
	public void showSamples(int step) {
		if (step < 0) {
			samples.hold(false);
		} else {
			samples.show(step);
		}
	}

	/** How often new numbers have been shown. */
	public int updates() {
		return updates;
	}

	/** The operations on the run. */
	public RunActions actions() {
		return actions;
	}

	/** Draws values on a logarithmic axis, or on a linear one. */
	public void setLogarithmic(boolean on) {
		settings.setLogarithmic(on);
		applySettings();
	}

	/** Counts something else on the x axis. */
	public void setXAxis(XAxis axis) {
		settings.setAxis(axis);
		applySettings();
	}

	/** Smooths the curves. */
	public void setSmoothing(Smoothing smoothing) {
		settings.setSmoothing(smoothing);
		applySettings();
	}

	/** Looks at curves as the settings say, whether they were changed here or on the preference page. */
	private void applySettings() {
		logarithmic.setChecked(settings.isLogarithmic());
		wall.setChecked(settings.axis() == XAxis.WALL);
		smoothings.forEach((smoothing, action) -> action.setChecked(smoothing == settings.smoothing()));
		panels.setLogarithmic(settings.isLogarithmic());
		panels.setXAxis(settings.axis());
		refreshNow();
	}

	/** Colours the open diagrams of the run's study by what its engine samples, or not. */
	public void colourDiagrams(boolean on) {
		settings.setNodes(on);
		blocks.setChecked(on);
		getSite().getService(ICommandService.class).refreshElements(ColourDiagramsHandler.COMMAND, null);
		if (!on) {
			diagrams.show(null, null);
		}
		refreshNow();
	}

	/** Colours diagrams by something else. */
	public void colourDiagramsBy(NodeMeasure measure) {
		settings.setMeasure(measure);
		colourDiagrams(true);
	}

	private void look() {
		looking = new RunReader.View(settings.tab(), panels.window(), settings.axis(), settings.smoothing().weight(), settings.nodes());
		wantedSamples = samples.wanted();
	}

	private void refreshNow() {
		look();
		again = true;
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
		if (again) {
			again = false;
			reader.readAgain();
		}
		long started = System.nanoTime();
		RunReader.View view = looking;
		RunReader.Reading result = reader.read(view, wantedSamples);
		long took = System.nanoTime() - started;
		if (monitor.isCanceled()) {
			again = true;
		} else {
			onUi(() -> update(result, view, took));
			reading.schedule(result.state().isActive() ? wait : IDLE_MILLISECONDS);
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
			diagrams.show(null, null);
			latest = null;
			actions.update(null);
		}
	}

	private void update(RunReader.Reading result, RunReader.View view, long readNanoseconds) {
		if (!result.run().equals(shown)) {
			return;
		}
		long started = System.nanoTime();
		latest = result;
		restyle();
		showPage(content);
		header.show(result);
		actions.update(result.state());
		CurrentRun.is(result.state());
		if (result.panels() != null && view.tab() == settings.tab()) {
			panels.show(result.panels(), result.markers());
		}
		diagrams.show(settings.nodes() && result.nodes() != null ? overlay(result) : null, result.studyId());
		samples.setSteps(result.imageSteps());
		if (result.image() != shownImage || !samples.hasImage()) {
			shownImage = result.image();
			samples.show(shownImage, result.imageStep());
		}
		look();
		if (!looking.window().equals(view.window())) {
			refreshNow(); // the first look did not know how wide the plot is
		}
		updates++;
		double milliseconds = (System.nanoTime() - started + readNanoseconds) / 1e6;
		wait = Math.clamp(Math.round(milliseconds / BUSY_SHARE), settings.refresh(), Math.max(settings.refresh(), LONGEST_MILLISECONDS));
	}

	/** The overlay of what was sampled last, made anew only for another step or measure. */
	private RunOverlay overlay(RunReader.Reading result) {
		if (overlay == null || overlay.sampled() != result.nodes() || overlay.measure() != settings.measure()) {
			overlay = new RunOverlay(result.run().path().getFileName().toString(), result.nodeStep(), result.nodes(), settings.measure());
		}
		return overlay;
	}

	/** Light or dark, as the workbench is. */
	private void restyle() {
		Colours colours = Colours.around(content);
		panels.paint(colours);
		samples.paint(colours);
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
		CurveChart first = pages.topControl == content ? panels.first() : null;
		if (first != null) {
			first.control().setFocus();
		} else {
			root.setFocus();
		}
	}

	@Override
	public void dispose() {
		disposed = true;
		forgetSettings.run();
		settings.keep();
		diagrams.show(null, null);
		reading.cancel();
		getSite().getPage().removePartListener(visibility);
		DebugPlugin.getDefault().removeDebugEventListener(this);
		super.dispose();
	}

	/** Reading costs nothing while nobody looks. */
	private final class Visibility implements IPartListener2 {

		@Override
		public void partVisible(IWorkbenchPartReference part) {
			if (part.getPart(false) == LiveView.this) {
				visible = true;
				applySettings();
			}
		}

		@Override
		public void partHidden(IWorkbenchPartReference part) {
			if (part.getPart(false) == LiveView.this) {
				visible = false;
				reading.cancel();
				diagrams.show(null, null);
			}
		}
	}
}
