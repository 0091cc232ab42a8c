package io.spadework.compare.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swtchart.Chart;
import org.eclipse.swtchart.ISeries;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.spadework.compare.ComparisonEditor;
import io.spadework.ui.tests.Workbench;
import io.spadework.ui.tests.WrittenRun;

/** Runs of every shape, in the editor. */
class UnusualRunsTest extends ComparedProject {

	private static final List<String> PAGES = List.of("Tables", "Curves", "Samples", "Architecture", "Sweep");

	private static String metrics(int step, String value) {
		return "{\"step\":" + step + ",\"epoch\":0,\"wall\":" + step + ",\"values\":{\"loss/G/total\":" + value + "}}\n";
	}

	private void write(String run, String file, String text) throws Exception {
		Files.createDirectories(runs.resolve(run).resolve(file).getParent());
		Files.writeString(runs.resolve(run).resolve(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	@Test
	void runsOfEveryShapeStandBesideEachOtherOnEveryPage() throws Exception {
		run("good", "spade", 4, 1, 40).close();
		run("other", "pix2pixhd", 4, 1, 40).close();
		run("not-a-number", "spade", 4, 2, 40).close();
		write("not-a-number", "metrics-2.jsonl", "{\"from\":40}\n" + metrics(40, "\"NaN\"") + metrics(41, "\"Infinity\"") + metrics(42, "\"-Infinity\"") + metrics(43, "1e308"));
		run("gaps", "spade", 4, 3, 40).close();
		write("gaps", "metrics-2.jsonl", "{\"from\":1000}\n" + metrics(1000, "1") + metrics(50000, "-3"));
		run("restarted", "spade", 4, 4, 40).close();
		for (int start = 2; start < 12; start++) {
			write("restarted", "metrics-" + start + ".jsonl", "{\"from\":" + (40 - start) + "}\n" + metrics(40 - start, "5"));
		}
		run("half-written", "spade", 4, 5, 40).close();
		write("half-written", "metrics-1.jsonl", "{\"step\":40,\"epoch\":0,\"wall\":1");
		write("half-written", "samples/step-000050.png", "\u0089PNG");
		write("half-written", "evaluations/50.json", "[{\"metric\":\"fid\",");
		run("corrupt", "spade", 4, 6, 40).close();
		write("corrupt", "metrics-1.jsonl", "\u0000\u0001 nonsense\n{}\n[]\nnull\n{\"step\":\"x\"}\n");
		Files.writeString(runs.resolve("corrupt/study.spade"), "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>");
		Files.createDirectories(runs.resolve("empty"));
		write("only-json", "run.json", "{\"formatVersion\":1,\"status\":\"running\",\"experiment\":\"E\",\"study\":\"S\",\"backend\":\"cpu\",\"totalSteps\":10}");
		write("future", "run.json", "{\"formatVersion\":99,\"status\":\"running\"}");
		String[] names = { "good", "other", "not-a-number", "gaps", "restarted", "half-written", "corrupt", "empty", "only-json", "future", "gone" };
		ComparisonEditor editor = open(names);
		assertEquals(names.length, editor.comparison().runs().size());
		for (String side : PAGES) {
			show(editor, side);
			Workbench.pass(Duration.ofMillis(300));
			editor.pictures();
		}
		assertEquals(List.of(), editor.comparison().runs().get(0).problems(), "a good run has no problems");
		Chart chart = all(show(editor, "Curves"), Chart.class).get(0);
		for (ISeries<?> series : chart.getSeriesSet().getSeries()) {
			for (double value : series.getYSeries()) {
				assertTrue(Double.isFinite(value), series.getId());
			}
		}
		for (int second = 0; second < names.length; second++) {
			Composite architecture = show(editor, "Architecture");
			choose(combo(architecture, "corrupt"), names[second]);
			Workbench.pass(Duration.ofMillis(100));
		}
		Workbench.picture(page.getWorkbenchWindow().getShell(), "unusual-architecture");
		show(editor, "Tables");
		Workbench.picture(page.getWorkbenchWindow().getShell(), "unusual-tables");
	}

	@Test
	void aRefreshLeavesTheTablesWhereTheyWereScrolled() throws Exception {
		List<String> names = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			names.add("run-" + i);
			run("run-" + i, "spade", 4 + i % 3, i, 20).close();
		}
		names.add("active");
		try (WrittenRun active = run("active", "spade", 4, 99, 20)) {
			ComparisonEditor editor = open(names.toArray(String[]::new));
			Composite page = show(editor, "Tables");
			ScrolledComposite scroll = all(page, ScrolledComposite.class).get(0);
			Table first = all(page, Table.class).get(0);
			first.setSelection(5);
			scroll.setOrigin(0, 150);
			Point origin = scroll.getOrigin();
			assertTrue(origin.y > 0, "there is something to scroll");
			active.steps(10);
			Workbench.await("what was written is shown", () -> editor.comparison().runs().get(12).metrics().lastStep() == 29 && first.getItem(12).getText(3).contains("29"));
			assertEquals(origin, scroll.getOrigin());
			assertEquals(5, first.getSelectionIndex());
		}
	}

	@Test
	@Tag("slow")
	void tenMillionPointsOpenInTimeAndAreDrawnAsFew() throws Exception {
		int count = 40;
		int steps = 50_000;
		int series = 5;
		List<String> names = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			names.add("run-" + i);
			run("run-" + i, "spade", 4 + i / 5, i % 5, 2).close();
			write("run-" + i, "metrics-2.jsonl", "{\"from\":0}\n");
			try (BufferedWriter out = Files.newBufferedWriter(runs.resolve("run-" + i + "/metrics-2.jsonl"), StandardCharsets.US_ASCII, StandardOpenOption.APPEND)) {
				for (int step = 0; step < steps; step++) {
					StringBuilder line = new StringBuilder("{\"step\":").append(step).append(",\"epoch\":").append(step / 1000).append(",\"wall\":").append(step).append(",\"values\":{");
					for (int k = 0; k < series; k++) {
						line.append(k == 0 ? "\"" : ",\"").append("loss/G/part").append(k).append("\":").append((step * 31 + i * 7 + k) % 1000 / 500.0);
					}
					out.append(line).append("}}\n");
				}
			}
		}
		long before = memory();
		long start = System.nanoTime();
		ComparisonEditor editor = open(names.toArray(String[]::new));
		double opened = (System.nanoTime() - start) / 1e9;
		long held = memory() - before;
		Composite page = show(editor, "Curves");
		start = System.nanoTime();
		choose(combo(page, "epoch"), "training time");
		double drawn = (System.nanoTime() - start) / 1e9;
		int points = all(page, Chart.class).stream().flatMap(chart -> List.of(chart.getSeriesSet().getSeries()).stream()).mapToInt(one -> one.getXSeries().length).max().orElse(0);
		int columns = all(page, Chart.class).get(0).getPlotArea().getSize().x;
		System.out.printf("10 million points of %d runs: open in %.1f s, %d MB held, %d charts drawn in %.2f s with at most %d points a curve in %d columns%n", count, opened, held, all(page, Chart.class).size(), drawn,
				points, columns);
		assertTrue(points > 100 && points <= 4 * columns + 4, points + " points in " + columns + " columns");
		assertTrue(held < 512, held + " MB");
		assertTrue(opened < 90, opened + " s");
		for (String side : PAGES) {
			show(editor, side);
			Workbench.pass(Duration.ofMillis(200));
		}
	}

	private static long memory() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory() >> 20;
	}
}
