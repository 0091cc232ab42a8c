package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.console.TextConsole;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.spadework.launch.ActiveRuns;
import io.spadework.launch.EngineInstallation;
import io.spadework.launch.EngineProcess;
import io.spadework.launch.TrainingShortcut;
import io.spadework.model.Studies;
import io.spadework.model.study.Study;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;
import io.spadework.runs.RunException;
import io.spadework.runs.RunStatus;
import io.spadework.ui.Commands;
import io.spadework.ui.live.LiveView;

@Tag("slow")
class RealTrainingTest {

	private static final Duration PATIENCE = Duration.ofMinutes(4);

	@Test
	void theTrainCommandTrainsTheOpenStudyWhichTheLiveViewFollowsAndStops() throws Exception {
		assumeTrue(engineIsThere(), "the training engine is not part of this build; name its jars with -D" + EngineInstallation.PROPERTY);
		IWorkbenchPage page = Workbench.open();
		page.closeAllEditors(false);
		IFile file = Workbench.project("Trained").getFile("landscapes.spade");
		file.create(new ByteArrayInputStream(Studies.write(study()).getBytes(StandardCharsets.UTF_8)), IResource.NONE, null);
		page.activate(IDE.openEditor(page, file));
		LiveView view = (LiveView) page.findView(LiveView.ID);

		page.getWorkbenchWindow().getService(IHandlerService.class).executeCommand(Commands.TRAIN, null);

		Workbench.await("the live view shows the first steps", PATIENCE,
				() -> view.shown() != null && view.shown().path().startsWith(file.getProject().getLocation().toPath()) && view.progress() != null && view.progress().step() >= 3);
		Workbench.await("the samples are shown", PATIENCE, view::showsSamples);
		EngineProcess engine = ActiveRuns.watched(view.shown().path()).orElseThrow();
		Workbench.await("the console follows", () -> ((TextConsole) DebugUITools.getConsole(engine)).getDocument().get().contains("step 1"));
		Workbench.picture(page.getWorkbenchWindow().getShell(), "training");
		engine.terminate();
		Workbench.await("stopped", PATIENCE, engine::isTerminated);
		assertEquals(RunStatus.STOPPED, engine.run().status());
		Workbench.await("the live view says so", () -> view.progress().status() == RunStatus.STOPPED);
		assertTrue(page.getActiveEditor() != null);
		for (ILaunchConfiguration configuration : TrainingShortcut.configurations(file)) {
			configuration.delete();
		}
	}

	private static Study study() {
		Study study = Templates.named("spade").create(Map.of("crop", "32", "ngf", "4", "ndf", "4"), new DataChoice.BuiltInLandscapes());
		study.getPlans().get(0).setSteps("2000");
		study.getPlans().get(0).setBatch("1");
		study.getPlans().get(0).setSampleEvery("5");
		return study;
	}

	private static boolean engineIsThere() {
		try {
			return !EngineInstallation.home().classPath().isEmpty();
		} catch (CoreException | RunException missing) {
			return false;
		}
	}
}
