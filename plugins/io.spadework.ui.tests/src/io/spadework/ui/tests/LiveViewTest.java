package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.text.Format;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.eclipse.core.resources.IProject;
import org.eclipse.swtchart.Range;
import org.eclipse.ui.IWorkbenchPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.spadework.runs.RunStatus;
import io.spadework.ui.live.LiveView;
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
			assertEquals(List.of("loss/G/total", "loss/G/adversarial", "loss/G/feature_matching", "loss/D/total", "loss/D/real", "loss/D/fake"), view.curveNames());
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
			assertEquals(14, view.chart().chart().getAxisSet().getXAxis(0).getRange().upper, 1e-9, "the axis follows");
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
			view.setSmoothing(0.98);
			Workbench.pass(Duration.ofSeconds(1));
			Workbench.picture(page.getWorkbenchWindow().getShell(), "live-long");
		}
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
			Format format = view.chart().chart().getAxisSet().getXAxis(0).getTick().getFormat();
			assertEquals("1,500", format.format(1500.0));
			assertEquals("", format.format(1.5));
			Workbench.picture(page.getWorkbenchWindow().getShell(), "live-first-steps");
		}
	}

	@Test
	void zoomingStopsFollowingUntilEverythingIsShownAgain() throws Exception {
		try (WrittenRun run = WrittenRun.start(runs.resolve("SPADE-1"), 400).steps(200)) {
			Workbench.await("the run is shown", () -> view.progress() != null && view.progress().step() == 199);
			view.chart().chart().getAxisSet().getXAxis(0).setRange(new Range(50, 60));
			run.steps(10);
			Workbench.await("the new steps are read", () -> view.progress().step() == 209);
			assertFalse(view.chart().isFollowing());
			assertEquals(50, view.chart().chart().getAxisSet().getXAxis(0).getRange().lower);
			view.chart().showAll();
			Workbench.await("all is shown", () -> view.chart().chart().getAxisSet().getXAxis(0).getRange().upper == 209);
		}
	}

	@Test
	void aLogarithmicAxisLeavesOutWhatItCannotShowAndGoesBackToALinearOne() throws Exception {
		try (WrittenRun run = WrittenRun.start(runs.resolve("SPADE-1"), 400).steps(300).sample(300)) {
			Workbench.await("the run is shown", () -> view.progress() != null && view.progress().step() == 299);
			view.setLogarithmic(true);
			Workbench.await("logarithmic", () -> view.chart().chart().getAxisSet().getYAxis(0).isLogScaleEnabled());
			assertTrue(view.chart().curves().stream().allMatch(curve -> Arrays.stream(curve.y()).allMatch(value -> value > 0)));
			Workbench.picture(page.getWorkbenchWindow().getShell(), "live-logarithmic");
			view.setLogarithmic(false);
			Workbench.await("linear", () -> !view.chart().chart().getAxisSet().getYAxis(0).isLogScaleEnabled());
			assertTrue(view.chart().chart().getAxisSet().getYAxis(0).getRange().lower < 0, "negative losses are back");
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
