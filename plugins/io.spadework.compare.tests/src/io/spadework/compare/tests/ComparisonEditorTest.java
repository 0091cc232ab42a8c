package io.spadework.compare.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Scale;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.swtchart.Chart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.part.FileEditorInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.spadework.compare.ComparisonEditor;
import io.spadework.model.Studies;
import io.spadework.model.study.Study;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;
import io.spadework.runs.compare.SavedComparison;
import io.spadework.ui.tests.Workbench;
import io.spadework.ui.tests.WrittenRun;

class ComparisonEditorTest {

	private IWorkbenchPage page;
	private IProject project;
	private Path runs;

	@BeforeEach
	void openWorkbench() throws Exception {
		page = Workbench.open();
		project = Workbench.project("Compared");
		runs = project.getLocation().toPath().resolve("runs");
	}

	@AfterEach
	void removeProject() throws Exception {
		page.closeAllEditors(false);
		project.delete(true, true, null);
	}

	/** A run of a template, with samples at two steps. */
	private WrittenRun run(String name, String template, int ngf, long seed, int steps) throws Exception {
		Study study = Templates.named(template).create(Map.of("crop", "64", "ngf", String.valueOf(ngf)), new DataChoice.BuiltInLandscapes());
		WrittenRun run = WrittenRun.start(runs.resolve(name), steps, seed, study.getExperiments().get(0).getName());
		Studies.save(study, run.run().study());
		return run.steps(steps / 2).sample(steps / 2).steps(steps - steps / 2).sample(steps);
	}

	private ComparisonEditor open(String... names) throws Exception {
		List<Path> paths = new ArrayList<>();
		for (String name : names) {
			paths.add(runs.resolve(name));
		}
		IFile file = project.getFile("some.comparison");
		Path folder = project.getLocation().toPath();
		file.create(new ByteArrayInputStream(SavedComparison.of(paths).text(folder).getBytes(StandardCharsets.UTF_8)), true, null);
		ComparisonEditor editor = (ComparisonEditor) page.openEditor(new FileEditorInput(file), ComparisonEditor.ID);
		Workbench.await("the runs are read", () -> editor.comparison() != null && !tables(editor).isEmpty() && tables(editor).get(0).getItemCount() > 0);
		return editor;
	}

	private static Composite show(ComparisonEditor editor, String title) throws Exception {
		Composite container = editor.show(title);
		Workbench.pass(Duration.ofMillis(100));
		return container;
	}

	private static List<Table> tables(ComparisonEditor editor) throws Exception {
		return all(editor.show("Tables"), Table.class);
	}

	private static <T extends Control> List<T> all(Composite parent, Class<T> kind) {
		List<T> found = new ArrayList<>();
		for (Control child : parent.getChildren()) {
			if (kind.isInstance(child)) {
				found.add(kind.cast(child));
			}
			if (child instanceof Composite inner && !(child instanceof Chart)) {
				found.addAll(all(inner, kind));
			}
		}
		return found;
	}

	private static boolean has(Table table, Predicate<List<String>> wanted) {
		for (int row = 0; row < table.getItemCount(); row++) {
			List<String> texts = new ArrayList<>();
			for (int column = 0; column < table.getColumnCount(); column++) {
				texts.add(table.getItem(row).getText(column));
			}
			if (wanted.test(texts)) {
				return true;
			}
		}
		return false;
	}

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
		assertEquals("changed", generator.getText(1));
		assertTrue(generator.getText(4).startsWith("+"), "wider networks have more parameters: " + generator.getText(4));
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
}
