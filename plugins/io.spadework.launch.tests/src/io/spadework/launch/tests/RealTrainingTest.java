package io.spadework.launch.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.time.Duration;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.spadework.launch.EngineInstallation;
import io.spadework.launch.EngineProcess;
import io.spadework.launch.TrainingShortcut;
import io.spadework.model.study.Study;
import io.spadework.runs.RunException;
import io.spadework.runs.RunStatus;

@Tag("slow")
class RealTrainingTest {

	@Test
	void aSmallStudyTrainsAndLeavesItsRunBesideIt() throws Exception {
		assumeTrue(engineIsThere(), "the training engine is not part of this build; name its jars with -D" + EngineInstallation.PROPERTY);
		Study study = Trainings.study();
		IFile file = Trainings.file(Trainings.project("real"), study);
		ILaunchConfiguration configuration = TrainingShortcut.create(file, study.getExperiments().get(0).getName());

		ILaunch launch = configuration.launch(ILaunchManager.RUN_MODE, null);

		EngineProcess engine = (EngineProcess) launch.getProcesses()[0];
		Trainings.await("the end of the training", Duration.ofMinutes(4), engine::isTerminated);
		String console = Files.readString(engine.run().path().resolve(EngineProcess.CONSOLE_FILE));
		assertEquals(0, engine.getExitValue(), console);
		assertEquals(RunStatus.FINISHED, engine.run().status(), console);
		assertTrue(engine.run().path().getParent().equals(file.getParent().getLocation().toPath().resolve("runs")));
		assertTrue(Files.exists(engine.run().study()));
		assertTrue(engine.run().metrics().series().contains("loss/G/total"));
		configuration.delete();
	}

	@Test
	void aTrainingCanBeDebuggedAndGoesOnToItsEnd() throws Exception {
		assumeTrue(engineIsThere(), "the training engine is not part of this build; name its jars with -D" + EngineInstallation.PROPERTY);
		Study study = Trainings.study();
		IFile file = Trainings.file(Trainings.project("debugged"), study);
		ILaunchConfiguration configuration = TrainingShortcut.create(file, study.getExperiments().get(0).getName());

		ILaunch launch = configuration.launch(ILaunchManager.DEBUG_MODE, null);

		EngineProcess engine = (EngineProcess) launch.getProcesses()[0];
		Trainings.await("the debugger is there", Duration.ofMinutes(1), () -> launch.getDebugTarget() != null);
		Trainings.await("the end of the training", Duration.ofMinutes(4), engine::isTerminated);
		assertEquals(RunStatus.FINISHED, engine.run().status());
		configuration.delete();
	}

	private static boolean engineIsThere() {
		try {
			return !EngineInstallation.home().classPath().isEmpty();
		} catch (CoreException | RunException missing) {
			return false;
		}
	}
}
