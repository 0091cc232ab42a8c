package io.spadework.launch.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.Launch;
import org.eclipse.debug.core.model.IProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.spadework.launch.ActiveRuns;
import io.spadework.launch.EngineProcess;
import io.spadework.launch.Order;
import io.spadework.launch.RunControl;
import io.spadework.launch.RunQueue;
import io.spadework.launch.RunState;
import io.spadework.launch.RunState.Phase;
import io.spadework.launch.SavedCheckpoint;
import io.spadework.launch.WaitingRun;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunStatus;

class RunQueueTest {

	private Path runs;
	private final RunQueue queue = RunQueue.the();

	@BeforeEach
	void makeProject() throws Exception {
		runs = Trainings.project("lined up").getLocation().toPath().resolve("runs");
		queue.setAtATime(1);
	}

	@AfterEach
	void endAll() throws Exception {
		queue.setAtATime(1);
		for (WaitingRun waiting : queue.waiting()) {
			waiting.terminate();
		}
		ILaunchManager launches = DebugPlugin.getDefault().getLaunchManager();
		for (ILaunch launch : launches.getLaunches()) {
			for (IProcess process : launch.getProcesses()) {
				if (process instanceof EngineProcess engine && engine.canTerminate()) {
					ProcessHandle.of(engine.pid()).ifPresent(ProcessHandle::destroyForcibly);
					Trainings.await("the engine is gone", engine::isTerminated);
				}
			}
			launches.removeLaunch(launch);
		}
	}

	@Test
	void oneTrainingWaitsForTheOtherAndBothFinish() throws Exception {
		RunFolder first = submit("first", 30, 20);
		RunFolder second = submit("second", 3, 5);
		assertEquals(Phase.WAITING, RunState.of(second).phase());
		assertEquals(1, queue.place(second));
		assertFalse(RunFolder.isRun(second.path()), "nothing has begun there");
		Trainings.await("both are finished", () -> status(first) == RunStatus.FINISHED && status(second) == RunStatus.FINISHED);
		assertTrue(queue.waiting().isEmpty());
	}

	@Test
	void asManyRunAtATimeAsOneSays() throws Exception {
		queue.setAtATime(2);
		RunFolder first = submit("first", 100_000, 20);
		RunFolder second = submit("second", 100_000, 20);
		RunFolder third = submit("third", 100_000, 20);
		Trainings.await("two run", () -> status(first) == RunStatus.RUNNING && status(second) == RunStatus.RUNNING);
		assertEquals(Phase.WAITING, RunState.of(third).phase());
		queue.setAtATime(3);
		Trainings.await("three run", () -> status(third) == RunStatus.RUNNING);
	}

	@Test
	void aWaitingTrainingCanBeStartedAtOnceOrTakenBack() throws Exception {
		RunFolder first = submit("first", 100_000, 20);
		RunFolder second = submit("second", 100_000, 20);
		RunFolder third = submit("third", 100_000, 20);
		assertTrue(queue.waiting(third).orElseThrow().getLabel().endsWith("number 2 in line"));
		queue.startNow(third);
		Trainings.await("it runs", () -> status(third) == RunStatus.RUNNING);
		assertEquals(1, queue.place(second));
		RunControl.stop(second).join();
		assertEquals(0, queue.place(second));
		assertFalse(Files.exists(second.path()), "a run that never began leaves nothing behind");
		Trainings.await("the first runs, too", () -> status(first) == RunStatus.RUNNING);
	}

	@Test
	void aRunIsPausedProceedsAndStopsWithTheRightThingsPossibleInEachState() throws Exception {
		RunFolder run = submit("steered", 100_000, 10);
		Trainings.await("it runs", () -> RunState.of(run).phase() == Phase.RUNNING);
		assertCan(RunState.of(run), true, false, true);
		RunControl.pause(run).join();
		Trainings.await("paused", () -> RunState.of(run).phase() == Phase.PAUSED);
		assertCan(RunState.of(run), false, true, true);
		RunControl.proceed(run).join();
		Trainings.await("it goes on", () -> RunState.of(run).phase() == Phase.RUNNING);
		RunControl.stop(run).join();
		assertTrue(List.of(Phase.STOPPING, Phase.STOPPED).contains(RunState.of(run).phase()));
		Trainings.await("stopped", () -> RunState.of(run).phase() == Phase.STOPPED);
		assertCan(RunState.of(run), false, false, false);
		assertFalse(RunState.of(run).resumable(), "this engine writes no checkpoint");
	}

	@Test
	void checkpointsAreNamedAsTheEngineNamesThem() throws Exception {
		Path folder = Files.createDirectories(runs.resolve("kept"));
		Path checkpoints = Files.createDirectories(folder.resolve("checkpoints"));
		for (String name : List.of("latest.npz", "step-000500.npz", "step-001000.npz", ".step-001500.npz.writing", "notes.txt")) {
			Files.writeString(checkpoints.resolve(name), name);
		}
		Files.delete(checkpoints.resolve("latest.npz"));
		Files.createLink(checkpoints.resolve("latest.npz"), checkpoints.resolve("step-001000.npz"));
		List<SavedCheckpoint> found = SavedCheckpoint.of(RunFolder.at(folder));
		assertEquals(List.of("latest", "step-001000", "step-000500"), found.stream().map(SavedCheckpoint::name).toList());
		assertEquals(List.of(1000, 1000, 500), found.stream().map(SavedCheckpoint::step).toList());
	}

	@Test
	void aTrainingThatWaitedWhenTheWorkbenchClosedIsLinedUpAgain() throws Exception {
		RunFolder first = submit("first", 100_000, 20);
		RunFolder second = submit("second", 3, 5);
		WaitingRun waiting = queue.waiting(second).orElseThrow();
		waiting.disconnect(); // the workbench does this to every launch when it closes
		assertEquals(1, queue.place(second), "it is still remembered");
		ActiveRuns.watched(first.path()).orElseThrow().terminate();
		Trainings.await("its turn comes", () -> status(second) == RunStatus.FINISHED);
	}

	private static void assertCan(RunState state, boolean pause, boolean proceed, boolean stop) {
		assertEquals(List.of(pause, proceed, stop), List.of(state.canPause(), state.canProceed(), state.canStop()), state.toString());
	}

	private static RunStatus status(RunFolder run) {
		return RunFolder.isRun(run.path()) ? run.status() : null;
	}

	private RunFolder submit(String name, int steps, int milliseconds) throws Exception {
		RunFolder run = RunFolder.at(Files.createDirectories(runs.resolve(name)));
		Launch launch = new Launch(null, ILaunchManager.RUN_MODE, null);
		DebugPlugin.getDefault().getLaunchManager().addLaunch(launch);
		queue.submit(launch, new Order(run, Trainings.command(run.path(), steps, milliseconds), false));
		return run;
	}
}
