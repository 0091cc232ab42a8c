package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Format;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swtchart.Range;
import org.eclipse.ui.IWorkbenchPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.spadework.launch.EnginePreferences;
import io.spadework.launch.RunState.Phase;
import io.spadework.runs.Request;
import io.spadework.runs.RunStatus;
import io.spadework.ui.charts.CurveChart;
import io.spadework.ui.charts.Line;
import io.spadework.ui.charts.Marker;
import io.spadework.ui.charts.XAxis;
import io.spadework.ui.live.LiveSettings;
import io.spadework.ui.live.LiveView;
import io.spadework.ui.live.Smoothing;
import io.spadework.ui.live.Tab;
import io.spadework.ui.runs.RunCatalogue;
import io.spadework.ui.runs.RunOperation;
import io.spadework.ui.runs.RunsView;

class LiveViewTest {

	private IWorkbenchPage page;
	private IProject project;
	private Path runs;
	private LiveView view;

	@BeforeEach
	void openView() throws Exception {
		page = Workbench.open();
		project = Workbench.project("Watched");
		runs = project.getLocation().toPath().resolve("runs");
		view = (LiveView) page.showView(LiveView.ID);
		view.setSmoothing(Smoothing.NONE);
		view.setLogarithmic(false);
		view.setXAxis(XAxis.STEP);
		view.showCharts(Tab.LOSSES);
		view.show(null);
	}

	@AfterEach
	void removeProject() throws Exception {
		page.hideView(view);
		project.delete(true, true, null);
	}

	@Test
	void theNewestTrainingIsFollowedWithCurvesSamplesAndProgress() throws Exception {
		try (WrittenRun run = WrittenRun.start(runs.resolve("SPADE-1"), 400).steps(260).sample(250)) {
			Workbench.await("the run is shown", () -> run.run().equals(view.shown()) && view.progress() != null && view.progress().step() == 259);
			assertEquals(List.of("loss/G/total", "loss/G/adversarial", "loss/G/feature_matching", "loss/D/total", "loss/D/real", "loss/D/fake"), names(view.chart()));
			Workbench.await("the samples are shown", view::showsSamples);
			assertEquals("step 259 of 400 (65 %)  \u00b7  35 s left  \u00b7  16 images/s  \u00b7  D accuracy 74 %", view.progress().words());
			((RunsView) page.showView(RunsView.ID)).setFocus();
			Workbench.pass(Duration.ofMillis(1500));
			Workbench.picture(page.getWorkbenchWindow().getShell(), "live");
		}
	}

	@Test
	void newPointsAreVisibleWithinASecond() throws Exception {
		try (WrittenRun run = WrittenRun.start(runs.resolve("SPADE-1"), 400).steps(10)) {
			Workbench.await("the run is shown", () -> view.progress() != null && view.progress().step() == 9);
			Duration slowest = Duration.ZERO;
			for (int i = 0; i < 5; i++) {
				run.steps(1);
				int step = 10 + i;
				long written = System.nanoTime();
				Workbench.await("step " + step, () -> view.progress().step() == step);
				Duration took = Duration.ofNanos(System.nanoTime() - written);
				slowest = took.compareTo(slowest) > 0 ? took : slowest;
			}
			assertTrue(slowest.compareTo(Duration.ofSeconds(1)) < 0, "took " + slowest);
			assertEquals(14, view.chart().control().getAxisSet().getXAxis(0).getRange().upper, 1e-9, "the axis follows");
		}
	}

	@Test
	void twiceAHundredThousandPointsStayFluid() throws Exception {
		try (WrittenRun run = WrittenRun.start(runs.resolve("long"), 200_000).longCurves(100_000)) {
			Workbench.await("all points are shown", () -> view.progress() != null && view.progress().step() == 99_999);
			assertTrue(view.chart().drawnPoints() < 20_000, view.chart().drawnPoints() + " points are drawn");
			Workbench.pass(Duration.ofSeconds(2));
			var threads = ManagementFactory.getThreadMXBean();
			int updates = view.updates();
			long before = threads.getCurrentThreadCpuTime();
			for (int i = 0; i < 12; i++) {
				run.longCurves(1);
				Workbench.pass(Duration.ofMillis(400));
			}
			double milliseconds = (threads.getCurrentThreadCpuTime() - before) / 1e6 / Math.max(1, view.updates() - updates);
			System.out.printf("live view, 2 x 100,000 points: %d updates, %.1f ms of the UI thread each, %d points drawn%n", view.updates() - updates, milliseconds,
					view.chart().drawnPoints());
			assertTrue(view.updates() - updates >= 5, "updates: " + (view.updates() - updates));
			assertTrue(milliseconds < 33, milliseconds + " ms");
			view.setSmoothing(Smoothing.STRONG);
			Workbench.pass(Duration.ofSeconds(1));
			Workbench.picture(page.getWorkbenchWindow().getShell(), "live-long");
		}
	}

	@Test
	void panningAndZoomingOverALongRunIsFluid() throws Exception {
		try (WrittenRun run = WrittenRun.start(runs.resolve("long"), 200_000).longCurves(100_000)) {
			Workbench.await("all points are shown", () -> view.progress() != null && view.progress().step() == 99_999);
			long[] panned = new long[200];
			for (int i = 0; i < panned.length; i++) {
				panned[i] = frame(new Range(100.0 * i, 100.0 * i + 40_000));
			}
			long[] zoomed = new long[200];
			for (int i = 0; i < zoomed.length; i++) {
				zoomed[i] = frame(new Range(20_000 - 90.0 * i, 60_000 + 90.0 * i));
			}
			System.out.printf("live view, 2 x 100,000 points: a frame takes %.1f ms of the UI thread while panning, %.1f ms while zooming (medians), 95 of 100 at most %.1f and %.1f ms%n",
					share(panned, 0.5), share(zoomed, 0.5), share(panned, 0.95), share(zoomed, 0.95));
			assertTrue(share(panned, 0.5) < 33 && share(zoomed, 0.5) < 33, "too slow to be fluid");
		}
	}

	/** Nanoseconds of the UI thread until another part of the curves is on the screen, with everything that comes of it; how busy the machine is makes no difference. */
	private long frame(Range range) {
		var threads = ManagementFactory.getThreadMXBean();
		long started = threads.getCurrentThreadCpuTime();
		view.chart().zoomTo(range, null);
		view.chart().control().update();
		while (Display.getCurrent().readAndDispatch()) {
			// what zooming has brought about
		}
		return threads.getCurrentThreadCpuTime() - started;
	}

	/** Milliseconds that a share of the times does not exceed. */
	private static double share(long[] times, double share) {
		return Arrays.stream(times).sorted().toArray()[(int) (share * (times.length - 1))] / 1e6;
	}

	@Test
	void followingALongRunTakesLittleOfACore() throws Exception {
		try (WrittenRun run = WrittenRun.start(runs.resolve("long"), 200_000).longCurves(100_000)) {
			Workbench.await("all points are shown", () -> view.progress() != null && view.progress().step() == 99_999);
			view.setSmoothing(Smoothing.MEDIUM);
			for (int i = 0; i < 50; i++) { // until it is compiled
				run.longCurves(1);
				Workbench.pass(Duration.ofMillis(250));
			}
			double following = shareOfCore(run);
			page.setPartState(page.getReference(view), IWorkbenchPage.STATE_MINIMIZED);
			Workbench.pass(Duration.ofSeconds(1));
			double without = shareOfCore(run);
			page.setPartState(page.getReference(view), IWorkbenchPage.STATE_RESTORED);
			System.out.printf("live view, 2 x 100,000 points and smoothing: %.1f %% of a core while following, %.1f %% of it the workbench without it%n", 100 * following, 100 * without);
			assertTrue(following - without < 0.05, following + " of a core, " + without + " without it");
		}
	}

	/** Processor time of all threads of this workbench, in parts of a second for each second, while a point is written every 0.4 s. */
	private static double shareOfCore(WrittenRun run) throws Exception {
		long before = processorNanoseconds();
		long started = System.nanoTime();
		for (int i = 0; i < 15; i++) {
			run.longCurves(1);
			Workbench.rest(Duration.ofMillis(400));
		}
		return (double) (processorNanoseconds() - before) / (System.nanoTime() - started);
	}

	/** That of the compiler, which comes and goes as it likes, is not among them. */
	private static long processorNanoseconds() {
		var threads = ManagementFactory.getThreadMXBean();
		return Arrays.stream(threads.getAllThreadIds()).map(threads::getThreadCpuTime).filter(time -> time > 0).sum();
	}

	@Test
	void everyTabShowsItsChartsAndTheAxisCanBeTheTimeOfTraining() throws Exception {
		try (WrittenRun run = WrittenRun.start(runs.resolve("SPADE-1"), 400).steps(120).evaluations(100).event("checkpoint", 100, "Checkpoint of step 100.").steps(140).sample(250)) {
			Workbench.await("the run is shown", () -> view.progress() != null && view.progress().step() == 259);
			view.showCharts(Tab.SPEED);
			Workbench.await("speed and waiting", () -> view.charts().size() == 2 && names(view.chart()).equals(List.of("speed/images_per_second")));
			view.showCharts(Tab.GRADIENTS);
			Workbench.await("gradients", () -> view.chart() != null && names(view.chart()).equals(List.of("gradient/G", "gradient/D")));
			assertEquals(List.of("Checkpoint of step 100."), view.chart().markers().stream().map(Marker::text).toList());
			view.setXAxis(XAxis.WALL);
			Workbench.await("seconds", () -> view.chart().control().getAxisSet().getXAxis(0).getRange().upper == 259 * 0.25);
			assertEquals(25, view.chart().markers().get(0).x(), 0.3);
			view.setXAxis(XAxis.STEP);
			view.showCharts(Tab.EVALUATION);
			Workbench.await("a chart for each protocol", () -> view.charts().size() == 2);
			assertEquals(List.of("eval/frechet_distance"), names(view.chart()));
			assertTrue(view.chart().lines().get(0).toolTip().contains("extractor: landscape-features"), view.chart().lines().get(0).toolTip());
			Workbench.picture(page.getWorkbenchWindow().getShell(), "live-evaluation");
			view.showCharts(Tab.ALL);
			Workbench.await("all charts", () -> view.charts().size() >= 8);
			Workbench.picture(page.getWorkbenchWindow().getShell(), "live-all");
		}
	}

	@Test
	void samplesOfAnEarlierStepAreHeldUntilTheNewestAreWanted() throws Exception {
		try (WrittenRun run = WrittenRun.start(runs.resolve("SPADE-1"), 400).steps(260).sample(0).sample(100).sample(200)) {
			Workbench.await("the newest samples", () -> view.sampleCaption().equals("Samples at step 200"));
			view.showSamples(100);
			Workbench.await("the earlier ones", () -> view.sampleCaption().equals("Samples at step 100, held"));
			run.sample(250);
			Workbench.pass(Duration.ofMillis(1200));
			assertEquals("Samples at step 100, held", view.sampleCaption());
			view.showSamples(-1);
			Workbench.await("the newest again", () -> view.sampleCaption().equals("Samples at step 250"));
		}
	}

	@Test
	void howOneLikesToLookIsKept() throws Exception {
		try (WrittenRun run = WrittenRun.start(runs.resolve("SPADE-1"), 400).steps(50)) {
			Workbench.await("the run is shown", () -> view.chart() != null && view.chart().lines().size() == 6);
			view.setLogarithmic(true);
			view.setXAxis(XAxis.WALL);
			view.chart().toggle("loss/D/real");
			page.hideView(view);
			String written = Files.readString(Platform.getLocation().append(".metadata/.plugins/org.eclipse.core.runtime/.settings/io.spadework.ui.prefs").toPath());
			assertTrue(written.contains("live/logarithmic=true") && written.contains("live/axis=WALL"), written);
			view = (LiveView) page.showView(LiveView.ID);
			Workbench.await("the run is shown again", () -> view.chart() != null && view.chart().lines().size() == 6);
			assertTrue(view.chart().isLogarithmic());
			assertEquals(XAxis.WALL, view.chart().xAxis());
			assertTrue(view.chart().isHidden("loss/D/real"));
			view.chart().toggle("loss/D/real");
		}
	}

	@Test
	void whatThePreferencesSayIsFollowedAtOnce() throws Exception {
		IEclipsePreferences settings = InstanceScope.INSTANCE.getNode(LiveSettings.NODE);
		try (WrittenRun run = WrittenRun.start(runs.resolve("SPADE-1"), 400).steps(50)) {
			Workbench.await("the run is shown", () -> view.chart() != null && view.chart().lines().size() == 6);
			settings.put(LiveSettings.AXIS, XAxis.WALL.name());
			settings.putBoolean(LiveSettings.LOGARITHMIC, true);
			settings.put(LiveSettings.SMOOTHING, Smoothing.STRONG.name());
			Workbench.await("the axes are others", () -> view.chart().xAxis() == XAxis.WALL && view.chart().isLogarithmic());
			Workbench.await("the curves are smooth", () -> view.chart().lines().get(0).behind() != null);
			settings.putInt(LiveSettings.REFRESH, 30_000);
			Workbench.pass(Duration.ofSeconds(2));
			run.steps(5);
			int updates = view.updates();
			Workbench.pass(Duration.ofSeconds(3));
			assertTrue(view.updates() - updates <= 1, "it looks seldom");
			settings.putInt(LiveSettings.REFRESH, LiveSettings.USUAL_REFRESH);
			Workbench.await("it looks often again", () -> view.progress().step() == 54);
		} finally {
			settings.remove(LiveSettings.REFRESH);
		}
	}

	@Test
	void aFolderForAllRunsIsLookedThroughToo(@TempDir Path outside) throws Exception {
		IEclipsePreferences engine = InstanceScope.INSTANCE.getNode(EnginePreferences.NODE);
		engine.put(EnginePreferences.RUNS, outside.toString());
		try (WrittenRun run = WrittenRun.start(outside.resolve("SPADE-1"), 400).steps(5)) {
			Workbench.await("the run is shown", () -> run.run().equals(view.shown()) && view.progress() != null && view.progress().step() == 4);
		} finally {
			engine.remove(EnginePreferences.RUNS);
		}
		assertFalse(RunCatalogue.runs().stream().anyMatch(run -> run.path().startsWith(outside)));
	}

	@Test
	void aCurveIsSwitchedOffAndOnByItsNumber() throws Exception {
		try (WrittenRun run = WrittenRun.start(runs.resolve("SPADE-1"), 400).steps(50)) {
			Workbench.await("the run is shown", () -> view.chart() != null && view.chart().lines().size() == 6);
			String second = view.chart().lines().get(1).id();
			Event key = new Event();
			key.keyCode = '2';
			view.chart().control().notifyListeners(SWT.KeyDown, key);
			assertTrue(view.chart().isHidden(second));
			view.chart().control().notifyListeners(SWT.KeyDown, key);
			assertFalse(view.chart().isHidden(second));
		}
	}

	@Test
	void plusZoomsInWhereverItLiesOnTheKeyboard() throws Exception {
		try (WrittenRun run = WrittenRun.start(runs.resolve("SPADE-1"), 400).steps(101)) {
			Workbench.await("the run is shown", () -> view.progress() != null && view.progress().step() == 100);
			Event key = new Event();
			key.keyCode = '=';
			key.character = '+'; // with Shift
			view.chart().control().notifyListeners(SWT.KeyDown, key);
			Range closer = view.chart().control().getAxisSet().getXAxis(0).getRange();
			assertTrue(closer.lower > 0 && closer.upper < 100, closer.toString());
			key.keyCode = '-';
			key.character = '-';
			view.chart().control().notifyListeners(SWT.KeyDown, key);
			assertEquals(100, view.chart().control().getAxisSet().getXAxis(0).getRange().upper, 1e-6);
		}
	}

	@Test
	void theButtonsFitWhereTheRunStands() throws Exception {
		try (WrittenRun run = WrittenRun.start(runs.resolve("SPADE-1"), 400).steps(20)) {
			Workbench.await("running", () -> view.state() != null && view.state().phase() == Phase.RUNNING);
			assertEquals(List.of(RunOperation.PAUSE, RunOperation.STOP, RunOperation.CHECKPOINT, RunOperation.SAMPLE, RunOperation.REPORT, RunOperation.COPY_COMMAND), enabled());
			view.actions().of(RunOperation.PAUSE).run();
			List<Request> requests = new ArrayList<>();
			Workbench.await("the engine is asked", () -> requests.addAll(run.requests()) || requests.contains(Request.PAUSE));
			assertEquals(List.of(Request.PAUSE), requests);
			run.status(RunStatus.PAUSED, "");
			Workbench.await("paused", () -> view.state().phase() == Phase.PAUSED);
			assertEquals("Continue", view.actions().of(RunOperation.PAUSE).getText());
			assertEquals(List.of(RunOperation.PAUSE, RunOperation.STOP, RunOperation.REPORT, RunOperation.COPY_COMMAND), enabled());
			Files.createFile(run.run().checkpoints().resolve("latest.npz"));
			run.status(RunStatus.STOPPED, "");
			Workbench.await("stopped", () -> view.state().phase() == Phase.STOPPED);
			assertEquals(List.of(RunOperation.RESUME, RunOperation.RESUME_FROM, RunOperation.REPORT, RunOperation.COPY_COMMAND), enabled());
		}
	}

	private List<RunOperation> enabled() {
		return Arrays.stream(RunOperation.values()).filter(operation -> view.actions().of(operation).isEnabled()).toList();
	}

	private static List<String> names(CurveChart chart) {
		return chart.lines().stream().map(Line::id).toList();
	}

	@Test
	void aHiddenViewCostsNothing() throws Exception {
		try (WrittenRun run = WrittenRun.start(runs.resolve("SPADE-1"), 400).steps(3)) {
			Workbench.await("the run is shown", () -> view.progress() != null && view.progress().step() == 2);
			page.setPartState(page.getReference(view), IWorkbenchPage.STATE_MINIMIZED);
			Workbench.await("hidden", () -> !page.isPartVisible(view));
			int updates = view.updates();
			run.steps(5);
			Workbench.pass(Duration.ofMillis(1500));
			assertEquals(updates, view.updates());
			page.setPartState(page.getReference(view), IWorkbenchPage.STATE_RESTORED);
			Workbench.await("it catches up", () -> view.progress().step() == 7);
		}
	}

	@Test
	void theStepAxisNamesWholeStepsOnly() throws Exception {
		try (WrittenRun run = WrittenRun.start(runs.resolve("SPADE-1"), 400).steps(3)) {
			Workbench.await("the run is shown", () -> view.progress() != null && view.progress().step() == 2);
			Format format = view.chart().control().getAxisSet().getXAxis(0).getTick().getFormat();
			assertEquals("1,500", format.format(1500.0));
			assertEquals("", format.format(1.5));
			Workbench.picture(page.getWorkbenchWindow().getShell(), "live-first-steps");
		}
	}

	@Test
	void zoomingStopsFollowingUntilEverythingIsShownAgain() throws Exception {
		try (WrittenRun run = WrittenRun.start(runs.resolve("SPADE-1"), 400).steps(200)) {
			Workbench.await("the run is shown", () -> view.progress() != null && view.progress().step() == 199);
			view.chart().zoomTo(new Range(50, 60), null);
			run.steps(10);
			Workbench.await("the new steps are read", () -> view.progress().step() == 209);
			assertFalse(view.chart().isFollowing());
			assertEquals(50, view.chart().control().getAxisSet().getXAxis(0).getRange().lower);
			view.showAll();
			Workbench.await("all is shown", () -> view.chart().control().getAxisSet().getXAxis(0).getRange().upper == 209);
		}
	}

	@Test
	void aLogarithmicAxisLeavesOutWhatItCannotShowAndGoesBackToALinearOne() throws Exception {
		try (WrittenRun run = WrittenRun.start(runs.resolve("SPADE-1"), 400).steps(300).sample(300)) {
			Workbench.await("the run is shown", () -> view.progress() != null && view.progress().step() == 299);
			view.setLogarithmic(true);
			Workbench.await("logarithmic", () -> view.chart().control().getAxisSet().getYAxis(0).isLogScaleEnabled());
			Workbench.await("only what has a logarithm", () -> view.chart().lines().stream().allMatch(line -> Arrays.stream(line.curve().y()).allMatch(value -> value > 0)));
			Workbench.picture(page.getWorkbenchWindow().getShell(), "live-logarithmic");
			view.setLogarithmic(false);
			Workbench.await("linear", () -> !view.chart().control().getAxisSet().getYAxis(0).isLogScaleEnabled());
			Workbench.await("negative losses are back", () -> view.chart().control().getAxisSet().getYAxis(0).getRange().lower < 0);
		}
	}

	@Test
	void aRunThatEndsIsShownAsWhatItBecame() throws Exception {
		try (WrittenRun run = WrittenRun.start(runs.resolve("SPADE-1"), 400).steps(20)) {
			Workbench.await("running", () -> view.progress() != null && view.progress().status() == RunStatus.RUNNING);
			run.status(RunStatus.FAILED, "The loss became NaN at step 20. Lower the learning rate, or resume from an earlier checkpoint.");
			Workbench.await("failed", () -> view.progress().status() == RunStatus.FAILED);
			Workbench.picture(page.getWorkbenchWindow().getShell(), "live-failed");
		}
	}
}
