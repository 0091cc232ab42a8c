package io.spadework.launch.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.core.resources.IProject;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.ui.console.TextConsole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.spadework.launch.ActiveRuns;
import io.spadework.launch.EngineProcess;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunStatus;

class EngineProcessTest {

	private Path runs;
	private EngineProcess engine;

	@BeforeEach
	void makeProject() throws Exception {
		IProject project = Trainings.project("trainings");
		runs = project.getLocation().toPath().resolve("runs");
	}

	@AfterEach
	void killEngine() {
		if (engine != null) {
			ProcessHandle.of(engine.pid()).ifPresent(ProcessHandle::destroyForcibly);
			Trainings.await("the engine is gone", () -> engine.isTerminated() || engine.isDisconnected());
		}
	}

	@Test
	void theConsoleShowsWhatTheEnginePrints() throws Exception {
		engine = Trainings.start(runs, 3, 10);
		Trainings.await("finished", engine::isTerminated);
		assertEquals(0, engine.getExitValue());
		Trainings.await("the console shows all of it", () -> console(engine).contains("finished"));
		assertTrue(console(engine).contains("step 2 of 3 \u00b7 G 2.0"), console(engine));
		assertEquals("step 0 of 3 \u00b7 G 2.0", Files.readAllLines(engine.run().path().resolve(EngineProcess.CONSOLE_FILE)).get(0));
		assertTrue(engine.getLabel().endsWith(": finished"), engine.getLabel());
	}

	@Test
	void theFirstStopLetsTheEngineFinishItsStep() throws Exception {
		engine = Trainings.start(runs, 100_000, 20);
		awaitSteps(2);
		engine.getLaunch().terminate();
		Trainings.await("stopped", engine::isTerminated);
		assertEquals(RunStatus.STOPPED, engine.run().status());
		assertEquals(0, engine.getExitValue());
		assertTrue(engine.getLaunch().isTerminated());
	}

	@Test
	void theSecondStopKillsAnEngineThatDoesNotListen() throws Exception {
		engine = Trainings.start(runs, 100_000, 20, "deaf");
		awaitSteps(1);
		engine.terminate();
		assertTrue(engine.canTerminate(), "it can be stopped once more");
		engine.terminate();
		Trainings.await("killed", engine::isTerminated);
		assertEquals(RunStatus.INTERRUPTED, engine.run().status());
		assertTrue(engine.getLabel().endsWith(": interrupted"), engine.getLabel());
	}

	@Test
	void anEngineThatSomebodyKillsIsShownAsInterrupted() throws Exception {
		engine = Trainings.start(runs, 100_000, 20);
		awaitSteps(1);
		ProcessHandle.of(engine.pid()).orElseThrow().destroyForcibly();
		Trainings.await("gone", engine::isTerminated);
		assertTrue(engine.getLabel().endsWith(": interrupted"), engine.getLabel());
		Trainings.await("the console says so", () -> console(engine).contains("interrupted"));
	}

	@Test
	void anEngineThatNeverBeginsIsSaidToHaveFailedWithItsMessageInTheConsole() throws Exception {
		engine = Trainings.start(runs, -1, 0);
		Trainings.await("ended", engine::isTerminated);
		assertEquals(1, engine.getExitValue());
		Trainings.await("the console shows the engine's message", () -> console(engine).contains("data/train_img holds no images"));
		assertTrue(engine.getLabel().endsWith("failed before training began"), engine.getLabel());
	}

	@Test
	void aTrainingGoesOnWhenTheWorkbenchClosesAndIsFoundAgain() throws Exception {
		EngineProcess left = Trainings.start(runs, 100_000, 20);
		Trainings.await("a step was made", () -> left.run().metrics().lastStep() >= 1);
		left.disconnect(); // the workbench does this to every launch when it closes
		assertFalse(left.getLaunch().canTerminate(), "the workbench would stop it when it closes");
		DebugPlugin.getDefault().getLaunchManager().removeLaunch(left.getLaunch());

		ActiveRuns.lookFor().join();
		Optional<EngineProcess> found = ActiveRuns.watched(left.run().path());
		assertTrue(found.isPresent(), "found again");
		engine = found.get();
		assertEquals(left.pid(), engine.pid());
		int step = engine.run().metrics().lastStep();
		Trainings.await("it has gone on", () -> engine.run().metrics().lastStep() > step);
		Trainings.await("its console is followed", () -> console(engine).contains("step " + step + " of 100000"));
		engine.terminate();
		Trainings.await("stopped", engine::isTerminated);
		assertEquals(RunStatus.STOPPED, engine.run().status());
		assertEquals(0, engine.getExitValue());
	}

	@Test
	void aRunIsShownOnlyOnce() throws Exception {
		engine = Trainings.start(runs, 100_000, 20);
		awaitSteps(1);
		int launches = DebugPlugin.getDefault().getLaunchManager().getLaunches().length;
		ActiveRuns.lookFor().join();
		assertEquals(launches, DebugPlugin.getDefault().getLaunchManager().getLaunches().length);
		assertEquals(engine, ActiveRuns.watch(engine.run()).orElseThrow());
	}

	@Test
	void anEngineHasASessionOfItsOwn() throws Exception {
		engine = Trainings.start(runs, 100_000, 20);
		awaitSteps(1);
		Path status = Path.of("/proc", Long.toString(engine.pid()), "stat");
		assumeTrue(Files.exists(status), "only Linux tells");
		String[] fields = Files.readString(status).replaceFirst(".*\\) ", "").split(" ");
		assertEquals(Long.toString(engine.pid()), fields[3], "session id");
	}

	private void awaitSteps(int steps) {
		Trainings.await("step " + steps, () -> RunFolder.isRun(engine.run().path()) && engine.run().metrics().lastStep() >= steps);
	}

	private static String console(IProcess process) {
		return DebugUITools.getConsole(process) instanceof TextConsole console ? console.getDocument().get() : "";
	}
}
