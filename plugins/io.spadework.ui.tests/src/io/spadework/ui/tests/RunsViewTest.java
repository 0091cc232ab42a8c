package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

import org.eclipse.core.resources.IProject;
import org.eclipse.ui.IWorkbenchPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.spadework.launch.RunState.Phase;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunStatus;
import io.spadework.ui.live.LiveView;
import io.spadework.ui.runs.RunRow;
import io.spadework.ui.runs.RunsView;

class RunsViewTest {

	private IWorkbenchPage page;
	private IProject project;
	private Path runs;

	@BeforeEach
	void openView() throws Exception {
		page = Workbench.open();
		project = Workbench.project("Listed");
		runs = project.getLocation().toPath().resolve("runs");
	}

	@AfterEach
	void removeProject() throws Exception {
		project.delete(true, true, null);
	}

	@Test
	void runsAreListedWithWhatTheyCameTo() throws Exception {
		WrittenRun.start(runs.resolve("listed-1"), 50).steps(50).sample(50).close();
		interrupted(runs.resolve("listed-2"));
		WrittenRun.start(runs.resolve("listed-4"), 50).steps(12).status(RunStatus.STOPPED, "");
		try (WrittenRun active = WrittenRun.start(runs.resolve("listed-3"), 400).steps(100).sample(100)) {
			RunsView view = (RunsView) page.showView(RunsView.ID);
			Map<String, Phase> expected = Map.of("listed-1", Phase.FINISHED, "listed-2", Phase.INTERRUPTED, "listed-3", Phase.RUNNING, "listed-4", Phase.STOPPED);
			Workbench.await("all runs are listed as what they came to", () -> statuses(view).entrySet().containsAll(expected.entrySet()));
			RunRow row = row(view, "listed-3");
			assertEquals("99 / 400", row.step());
			assertTrue(row.losses().startsWith("G "), row.losses());
			active.steps(1);
			Workbench.await("the list follows", () -> row(view, "listed-3").step().equals("100 / 400"));

			view.open(RunFolder.at(runs.resolve("listed-1")));
			LiveView live = (LiveView) page.findView(LiveView.ID);
			Workbench.await("the chosen run is shown", () -> RunFolder.at(runs.resolve("listed-1")).equals(live.shown()) && live.progress() != null && live.progress().step() == 49);
			Workbench.picture(page.getWorkbenchWindow().getShell(), "runs");
		}
	}

	private static Map<String, Phase> statuses(RunsView view) {
		return view.rows().stream().collect(Collectors.toMap(RunRow::name, row -> row.state().phase(), (a, b) -> a));
	}

	private static RunRow row(RunsView view, String name) {
		return view.rows().stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
	}

	/** A run whose process is gone while run.json still says running. */
	private static void interrupted(Path folder) throws Exception {
		WrittenRun run = WrittenRun.start(folder, 400).steps(30);
		String running = Files.readString(folder.resolve("run.json"));
		run.close();
		Process gone = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-version").redirectErrorStream(true).start();
		gone.getInputStream().readAllBytes();
		gone.waitFor();
		Files.writeString(folder.resolve("run.json"), running.replaceFirst("\"pid\":\\s*\\d+", "\"pid\": " + gone.pid()));
	}
}
