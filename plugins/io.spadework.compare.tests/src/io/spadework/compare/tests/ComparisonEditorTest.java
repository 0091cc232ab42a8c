package io.spadework.compare.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Scale;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.swtchart.Chart;
import org.eclipse.swtchart.ILineSeries;
import org.junit.jupiter.api.Test;

import io.spadework.compare.ComparisonEditor;
import io.spadework.ui.runs.RunsView;
import io.spadework.ui.tests.Workbench;
import io.spadework.ui.tests.WrittenRun;

class ComparisonEditorTest extends ComparedProject {

	@Test
	void allSidesOfTwoArchitectures() throws Exception {
		run("narrow", "spade", 4, 1, 60).close();
		run("wide", "spade", 8, 1, 60).close();
		ComparisonEditor editor = open("narrow", "wide");
		assertTrue(tables(editor).stream().anyMatch(table -> has(table, row -> row.equals(List.of("ngf", "4", "8")))), "ngf is told among what differs");
		Workbench.picture(page.getWorkbenchWindow().getShell(), "comparison-tables");

		List<Chart> charts = all(show(editor, "Curves"), Chart.class);
		assertEquals(2, charts.size(), "the total losses of both networks");
		charts.forEach(chart -> assertEquals(2, chart.getSeriesSet().getSeries().length));
		assertEquals(60, charts.get(0).getSeriesSet().getSeries()[0].getXSeries().length);
		Workbench.picture(page.getWorkbenchWindow().getShell(), "comparison-curves");

		Composite samples = show(editor, "Samples");
		Scale slider = all(samples, Scale.class).get(0);
		Workbench.await("the slider has both steps", () -> slider.getMaximum() == 1 && slider.getSelection() == 1);
		Workbench.picture(page.getWorkbenchWindow().getShell(), "comparison-samples");

		Tree tree = all(show(editor, "Architecture"), Tree.class).get(0);
		Workbench.await("the architectures are compared", () -> tree.getItemCount() > 0);
		TreeItem generator = tree.getItem(0);
		assertTrue(generator.getText(0).endsWith("generator"), generator.getText(0));
		assertEquals("~ changed", generator.getText(1));
		assertTrue(generator.getText(4).contains("(+"), "wider networks have more parameters: " + generator.getText(4));
		Workbench.picture(page.getWorkbenchWindow().getShell(), "comparison-architecture");
	}

	@Test
	void manyRunsAsAxesAndPoints() throws Exception {
		List<String> names = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			names.add("point-" + i);
			run("point-" + i, "spade", 4 + 2 * (i / 3), i % 3, 20).close();
		}
		ComparisonEditor editor = open(names.toArray(String[]::new));
		show(editor, "Sweep");
		Workbench.picture(page.getWorkbenchWindow().getShell(), "comparison-sweep");
		assertEquals(4, editor.comparison().groups().size());
		assertTrue(tables(editor).stream().anyMatch(table -> has(table, row -> row.contains("ngf"))));
	}

	@Test
	void aRunThatGoesOnIsFollowed() throws Exception {
		run("ended", "spade", 4, 1, 20).close();
		try (WrittenRun active = run("active", "spade", 4, 2, 20)) {
			ComparisonEditor editor = open("ended", "active");
			assertEquals(19, editor.comparison().runs().get(1).metrics().lastStep());
			active.steps(30);
			Workbench.await("what was written is read", () -> editor.comparison().runs().get(1).metrics().lastStep() == 49);
		}
	}

	@Test
	void aDamagedRunShowsAsSuchAndBreaksNothing() throws Exception {
		run("good", "spade", 4, 1, 20).close();
		run("damaged", "spade", 4, 1, 20).close();
		Files.writeString(runs.resolve("damaged/run.json"), "{\"formatVersion\": 1, \"exper");
		ComparisonEditor editor = open("good", "damaged", "gone");
		assertTrue(has(tables(editor).get(0), row -> row.get(0).equals("damaged") && row.contains("unreadable")));
		assertTrue(has(tables(editor).get(0), row -> row.get(0).equals("gone") && row.contains("unreadable")));
		for (String side : List.of("Curves", "Samples", "Architecture", "Sweep")) {
			show(editor, side);
		}
	}

	@Test
	void whatIsChosenIsSavedWithPathsThatMove() throws Exception {
		run("one", "spade", 4, 1, 20).close();
		run("two", "spade", 4, 2, 20).close();
		ComparisonEditor editor = open("one", "two");
		assertFalse(editor.isDirty());
		editor.choose(editor.saved().withMeasures(List.of("loss/G/adversarial")).withColour(runs.resolve("two"), "#0f7b55"));
		assertTrue(editor.isDirty());
		assertEquals(1, all(show(editor, "Curves"), Chart.class).size());
		editor.doSave(new NullProgressMonitor());
		assertFalse(editor.isDirty());
		String text = Files.readString(project.getLocation().toPath().resolve("some.comparison"));
		assertTrue(text.contains("\"runs/two\"") && text.contains("#0f7b55") && text.contains("loss/G/adversarial"), text);
		project.getFile("some.comparison").refreshLocal(IResource.DEPTH_ZERO, null);
	}

	@Test
	void aRunUnderTheMouseStandsOutInEveryPartThatShowsIt() throws Exception {
		run("one", "spade", 4, 1, 20).close();
		run("two", "spade", 8, 1, 20).close();
		ComparisonEditor editor = open("one", "two");
		Chart chart = all(show(editor, "Curves"), Chart.class).get(0);
		Table legend = all(editor.show("Curves"), Table.class).get(0);
		Table metrics = tables(editor).stream().filter(table -> has(table, row -> row.get(0).equals("two"))).findFirst().orElseThrow();
		RunsView view = (RunsView) page.showView(RunsView.ID);
		view.filter("");
		Workbench.await("both runs are listed", () -> view.shown().size() == 2);
		view.setFocus();
		Table list = assertInstanceOf(Table.class, Display.getCurrent().getFocusControl());

		point(list, item(list, "two"));
		assertTrue(line(chart, "two").getLineWidth() > line(chart, "one").getLineWidth(), "in the charts");
		assertTrue(stands(legend, "two") && !stands(legend, "one"), "in their legend");
		assertTrue(stands(metrics, "two") && !stands(metrics, "one"), "in the tables");
		assertTrue(stands(list, "two") && !stands(list, "one"), "and in the list itself");

		show(editor, "Curves");
		point(legend, item(legend, "one"));
		assertTrue(stands(list, "one") && !stands(list, "two"), "the other way round");
		show(editor, "Tables");
		point(metrics, item(metrics, "two"));
		assertTrue(stands(list, "two") && !stands(list, "one"), "and from the tables");
		metrics.notifyListeners(SWT.MouseExit, new Event());
		assertFalse(stands(list, "two") || stands(metrics, "two") || stands(legend, "two"), "until the mouse leaves");
	}

	private static ILineSeries<?> line(Chart chart, String id) {
		return (ILineSeries<?>) chart.getSeriesSet().getSeries(id);
	}

	private static TableItem item(Table table, String run) {
		return Stream.of(table.getItems()).filter(item -> IntStream.range(0, Math.max(1, table.getColumnCount())).anyMatch(column -> item.getText(column).equals(run))).findFirst().orElseThrow();
	}

	private static boolean stands(Table table, String run) {
		return !item(table, run).getBackground(0).equals(table.getBackground());
	}

	/** Moves the mouse onto a line, once GTK has given it its place. */
	private static void point(Table table, TableItem item) throws Exception {
		Event event = new Event();
		Workbench.await("the line has its place", () -> {
			Rectangle bounds = item.getBounds(0);
			event.x = bounds.x + 3;
			event.y = bounds.y + bounds.height / 2;
			return table.getItem(new Point(event.x, event.y)) == item;
		});
		table.notifyListeners(SWT.MouseMove, event);
	}
}
