package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.jface.action.ActionContributionItem;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.actions.ActionFactory;
import org.junit.jupiter.api.Test;

import io.spadework.launch.RunState.Phase;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunNotes;
import io.spadework.runs.RunStatus;
import io.spadework.runs.catalogue.RunField;
import io.spadework.ui.live.LiveView;
import io.spadework.ui.runs.RunRow;
import io.spadework.ui.runs.RunsView;

class RunsViewTest extends InProject {

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
			assertEquals("99", text(row, "steps"));
			assertEquals("400", text(row, "planned"));
			assertTrue(view.columns().containsAll(List.of("name", "status", "loss/G/total", "loss/D/total")), view.columns().toString());
			active.steps(1);
			Workbench.await("the list follows", () -> text(row(view, "listed-3"), "steps").equals("100"));

			view.open(RunFolder.at(runs.resolve("listed-1")));
			LiveView live = (LiveView) page.findView(LiveView.ID);
			Workbench.await("the chosen run is shown", () -> RunFolder.at(runs.resolve("listed-1")).equals(live.shown()) && live.progress() != null && live.progress().step() == 49);
			Workbench.picture(page.getWorkbenchWindow().getShell(), "runs");
		}
	}

	@Test
	void runsAreFilteredAnnotatedDeletedAndAllOfItIsUndone() throws Exception {
		for (int i = 1; i <= 5; i++) {
			WrittenRun.start(runs.resolve("annotated-" + i), 50, i, i < 4 ? "SPADE" : "pix2pixHD").steps(30 + i).close();
		}
		Files.writeString(runs.resolve("annotated-5/run.json"), "{\"formatVersion\": 1, \"exp");
		RunsView view = (RunsView) page.showView(RunsView.ID);
		view.filter("");
		Workbench.await("all runs are listed", () -> view.shown().size() == 5);
		assertEquals("unreadable", row(view, "annotated-5").entry().status());
		assertTrue(row(view, "annotated-5").entry().problem().contains("not complete JSON"));

		assertTrue(view.filter("status:doen").contains("no status"), "a wrong query is told");
		assertEquals(5, view.shown().size(), "and changes nothing");
		assertNull(view.filter("experiment:spade steps>=31"));
		assertEquals(List.of("annotated-2", "annotated-3"), names(view));
		view.filter("");

		view.select(List.of(RunFolder.at(runs.resolve("annotated-2")), RunFolder.at(runs.resolve("annotated-3"))));
		Table table = table(view);
		key(table, '*');
		Workbench.await("two runs are starred", () -> row(view, "annotated-2").entry().notes().starred() && row(view, "annotated-3").entry().notes().starred());
		assertTrue(Files.readString(runs.resolve("annotated-2/notes.json")).contains("\"starred\": true"));
		undo(view, true);
		Workbench.await("the stars are gone again", () -> !row(view, "annotated-2").entry().notes().starred());
		undo(view, false);
		Workbench.await("and back", () -> row(view, "annotated-3").entry().notes().starred());
		assertEquals(2, table.getSelectionCount(), "the selection stays");

		TableColumn name = Stream.of(table.getColumns()).filter(column -> column.getText().equals("Run")).findFirst().orElseThrow();
		name.notifyListeners(SWT.Selection, new Event());
		table.setFocus();
		table.setSelection(table.getItemCount() - 1);
		List<String> last = selected(view);
		name.notifyListeners(SWT.Selection, new Event());
		assertEquals(last, selected(view), "another order selects no other run");
		assertEquals(0, table.getSelectionIndex());

		view.select(List.of(RunFolder.at(runs.resolve("annotated-4"))));
		perform(view, ActionFactory.RENAME.getId());
		Text typed = (Text) Stream.of(table.getChildren()).filter(Text.class::isInstance).findFirst().orElseThrow();
		typed.setText("too narrow");
		typed.notifyListeners(SWT.DefaultSelection, new Event());
		Workbench.await("the notes are kept", () -> row(view, "annotated-4").entry().notes().text().equals("too narrow"));
		view.filter("narrow");
		Workbench.await("and found", () -> names(view).equals(List.of("annotated-4")));

		view.select(List.of(RunFolder.at(runs.resolve("annotated-4"))));
		perform(view, ActionFactory.DELETE.getId());
		Workbench.await("the run is in the trash", () -> view.rows().size() == 4 && !Files.exists(runs.resolve("annotated-4")));
		undo(view, true);
		Workbench.await("and back", () -> view.rows().size() == 5 && Files.exists(runs.resolve("annotated-4/run.json")));
		view.filter("");
	}

	@Test
	void aRunStandsUnderEachOfItsTagsAndIsOneRunAllTheSame() throws Exception {
		for (int i = 1; i <= 3; i++) {
			WrittenRun.start(runs.resolve("tagged-" + i), 50, i, "SPADE").steps(30).close();
		}
		new RunNotes(List.of("night", "wide"), "", false, false).write(runs.resolve("tagged-1/notes.json"));
		new RunNotes(List.of("wide"), "", false, false).write(runs.resolve("tagged-2/notes.json"));
		RunsView view = (RunsView) page.showView(RunsView.ID);
		view.filter("");
		Workbench.await("all runs are listed", () -> view.shown().size() == 3);
		Table table = table(view);
		choose(view, "Group By", "Tags");
		try {
			Workbench.await("runs are grouped", () -> table.getItemCount() == 7);
			assertEquals(List.of("\u25BE night (1)", "tagged-1", "\u25BE wide (2)", "tagged-1", "tagged-2", "\u25BE (none) (1)", "tagged-3"), lines(view, table));
			assertEquals(3, view.shown().size(), "three runs, however often they stand there");
			table.setSelection(new int[] { 1, 3 });
			table.notifyListeners(SWT.Selection, new Event());
			assertEquals(List.of("tagged-1"), selected(view), "twice the same");
			key(table, '*');
			Workbench.await("it is starred once", () -> row(view, "tagged-1").entry().notes().starred());
			undo(view, true);
			Workbench.await("and not any more", () -> !row(view, "tagged-1").entry().notes().starred());
			assertEquals(2, table.getSelectionCount(), "both lines stay selected");
		} finally {
			choose(view, "Group By", "None");
		}
		assertEquals(3, table.getItemCount());
		assertEquals(List.of("tagged-1"), selected(view), "without groups, its line is");
	}

	private static List<String> selected(RunsView view) {
		return ((IStructuredSelection) view.getSite().getSelectionProvider().getSelection()).toList().stream().map(row -> ((RunRow) row).name()).toList();
	}

	/** What stands in the column of the names. */
	private static List<String> lines(RunsView view, Table table) {
		int name = view.columns().indexOf("name");
		return Stream.of(table.getItems()).map(item -> item.getText(name)).toList();
	}

	/** Chooses an entry of a menu in the view's menu. */
	private static void choose(RunsView view, String menu, String entry) {
		MenuManager chosen = Stream.of(view.getViewSite().getActionBars().getMenuManager().getItems()).filter(MenuManager.class::isInstance).map(MenuManager.class::cast)
				.filter(each -> each.getMenuText().equals(menu)).findFirst().orElseThrow();
		IAction action = Stream.of(chosen.getItems()).filter(ActionContributionItem.class::isInstance).map(item -> ((ActionContributionItem) item).getAction())
				.filter(each -> each.getText().equals(entry)).findFirst().orElseThrow();
		action.setChecked(true);
		action.run();
	}

	@Test
	void aRunThatTrainsIsNotDeleted() throws Exception {
		try (WrittenRun active = WrittenRun.start(runs.resolve("training"), 400).steps(10)) {
			RunsView view = (RunsView) page.showView(RunsView.ID);
			view.filter("");
			Workbench.await("it is listed", () -> statuses(view).get("training") == Phase.RUNNING);
			view.select(List.of(active.run()));
			perform(view, ActionFactory.DELETE.getId());
			active.steps(5);
			Workbench.await("it trains on", () -> text(row(view, "training"), "steps").equals("14"));
		}
	}

	@Test
	void aThousandRunsOpenAtOnceAndStandStillWhileTheyAreRefreshed() throws Exception {
		Path many = project.getLocation().toPath().resolve("runs");
		for (int i = 0; i < 1000; i++) {
			Path folder = many.resolve("run-" + i);
			Files.createDirectories(folder);
			Files.writeString(folder.resolve("run.json"), String.format(Locale.ROOT,
					"{\"formatVersion\":1,\"experiment\":\"SPADE\",\"study\":\"Landscapes\",\"seed\":%d,\"backend\":\"cpu\",\"versions\":{},\"hashes\":{},\"pid\":1,\"processStart\":\"2026-01-01T%02d:%02d:00Z\",\"host\":\"elsewhere\",\"status\":\"finished\",\"totalSteps\":20,\"message\":\"\"}",
					i % 5, i / 60, i % 60));
			StringBuilder lines = new StringBuilder("{\"from\":1}\n");
			for (int step = 1; step <= 20; step++) {
				lines.append("{\"step\":").append(step).append(",\"epoch\":0,\"wall\":").append(step).append(",\"values\":{\"loss/G/total\":").append(i * 0.01 + step);
				for (int metric = 1; metric < 100; metric++) {
					lines.append(",\"loss/G/part").append(metric).append("\":").append(metric * step + i);
				}
				lines.append("}}\n");
			}
			Files.writeString(folder.resolve("metrics-1.jsonl"), lines);
		}
		open("the first look");
		RunsView again = open("after a start");
		Table table = table(again);
		assertEquals(1000, table.getItemCount());
		again.select(List.of(RunFolder.at(many.resolve("run-500"))));
		table.setTopIndex(490);
		Workbench.pass(Duration.ofMillis(500)); // scrolling is the desktop's
		int top = table.getTopIndex();
		assertTrue(top > 400, "it has scrolled: " + top);
		try (WrittenRun active = WrittenRun.start(many.resolve("newest"), 400).steps(10)) {
			perform(again, ActionFactory.REFRESH.getId());
			Workbench.await("the new run is listed", () -> again.rows().size() == 1001);
			active.steps(10);
			Workbench.await("and followed", () -> text(row(again, "newest"), "steps").equals("19"));
		}
		assertEquals(top, table.getTopIndex(), 1, "what one looks at stays where it is, but for the new line above it");
		assertEquals(List.of("run-500"), selected(again));
	}

	/** Opens the view anew, as a start of the workbench does, until all runs are listed. */
	private RunsView open(String what) throws Exception {
		IViewPart before = page.findView(RunsView.ID);
		if (before != null) {
			page.hideView(before);
		}
		long start = System.nanoTime();
		RunsView view = (RunsView) page.showView(RunsView.ID);
		Workbench.await("all runs are listed", () -> view.rows().size() == 1000);
		double seconds = (System.nanoTime() - start) / 1e9;
		view.filter("");
		System.out.printf(Locale.ROOT, "1,000 runs with 100 metrics in the Runs view, %s: %.2f s%n", what, seconds);
		assertTrue(seconds < 30, seconds + " s, where an idle computer needs less than two");
		return view;
	}

	private static String text(RunRow row, String word) {
		return RunField.builtIn(word).text(row.entry());
	}

	private static List<String> names(RunsView view) {
		return view.shown().stream().map(RunRow::name).toList();
	}

	private static Table table(RunsView view) throws Exception {
		view.setFocus();
		Control focused = Display.getCurrent().getFocusControl();
		return assertInstanceOf(Table.class, focused);
	}

	private static void key(Table table, char character) {
		Event event = new Event();
		event.character = character;
		table.notifyListeners(SWT.KeyDown, event);
	}

	private static void perform(RunsView view, String action) {
		view.getViewSite().getActionBars().getGlobalActionHandler(action).run();
	}

	private static void undo(RunsView view, boolean back) {
		perform(view, (back ? ActionFactory.UNDO : ActionFactory.REDO).getId());
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
