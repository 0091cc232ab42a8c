package io.spadework.compare.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Scale;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swtchart.Chart;
import org.eclipse.swtchart.ILineSeries;
import org.eclipse.swtchart.ISeries;
import org.junit.jupiter.api.Test;

import io.spadework.compare.ComparisonEditor;
import io.spadework.runs.Evaluation;
import io.spadework.runs.RunWriter;
import io.spadework.ui.runs.RunColours;
import io.spadework.ui.tests.Workbench;
import io.spadework.ui.tests.WrittenRun;

class CurvesPageTest extends ComparedProject {

	private static ILineSeries<?> line(Chart chart, String id) {
		return (ILineSeries<?>) List.of(chart.getSeriesSet().getSeries()).stream().filter(series -> series.getId().equals(id)).findFirst().orElseThrow(() -> new AssertionError("no curve " + id));
	}

	private static double last(Chart chart, String id) {
		double[] x = line(chart, id).getXSeries();
		return x[x.length - 1];
	}

	private static Table legend(Composite page) {
		return all(page, Table.class).get(0);
	}

	@Test
	void theAxisCountsStepsEpochsImagesOrTime() throws Exception {
		run("one", "spade", 4, 1, 600).close();
		run("two", "spade", 4, 2, 600).close();
		Composite page = show(open("one", "two"), "Curves");
		Chart chart = all(page, Chart.class).get(0);
		assertEquals(599, last(chart, "one"));
		choose(combo(page, "epoch"), "epoch");
		assertEquals(2.396, last(chart, "one"), 1e-6, "250 steps an epoch: 2 and 99 of 250");
		choose(combo(page, "epoch"), "training time");
		assertEquals(599 * 0.25, last(chart, "one"), 1e-9);
		choose(combo(page, "epoch"), "images");
		assertEquals(0, last(chart, "one") % 599, "so many images a step");
		assertTrue(last(chart, "one") >= 599);
	}

	@Test
	void withoutAnEndedEpochNothingIsMadeUp() throws Exception {
		run("one", "spade", 4, 1, 60).close();
		run("two", "spade", 4, 2, 60).close();
		Composite page = show(open("one", "two"), "Curves");
		choose(combo(page, "epoch"), "epoch");
		assertEquals(0, all(page, Chart.class).get(0).getSeriesSet().getSeries().length);
		assertTrue(all(page, Label.class).stream().anyMatch(label -> label.getText().contains("no epoch has ended")));
	}

	@Test
	void seedsAreOneCurveInItsInterval() throws Exception {
		for (int seed = 1; seed <= 4; seed++) {
			run("seed-" + seed, "spade", 4, seed, 40).close();
		}
		run("wide", "spade", 8, 1, 40).close();
		Composite page = show(open("seed-1", "seed-2", "seed-3", "seed-4", "wide"), "Curves");
		Chart chart = all(page, Chart.class).get(0);
		assertEquals(5, chart.getSeriesSet().getSeries().length);
		press(button(page, "Mean of seeds"));
		assertEquals(2, chart.getSeriesSet().getSeries().length);
		assertTrue(List.of(chart.getSeriesSet().getSeries()).stream().map(ISeries::getId).anyMatch(id -> id.contains("4 seeds")));
		Workbench.picture(this.page.getWorkbenchWindow().getShell(), "curves-seeds");
	}

	@Test
	void smoothingShowsWhatWasMeasuredBehind() throws Exception {
		run("one", "spade", 4, 1, 200).close();
		run("two", "spade", 4, 2, 200).close();
		Composite page = show(open("one", "two"), "Curves");
		Chart chart = all(page, Chart.class).get(0);
		double rough = roughness(line(chart, "one").getYSeries());
		Scale scale = all(page, Scale.class).get(0);
		scale.setSelection(90);
		scale.notifyListeners(SWT.Selection, new Event());
		assertEquals(4, chart.getSeriesSet().getSeries().length, "two curves and what is behind them");
		assertTrue(roughness(line(chart, "one").getYSeries()) < rough / 3);
	}

	private static double roughness(double[] values) {
		double sum = 0;
		for (int i = 1; i < values.length; i++) {
			sum += Math.abs(values[i] - values[i - 1]);
		}
		return sum / values.length;
	}

	@Test
	void theRunUnderTheMouseStandsOutInEveryChart() throws Exception {
		run("one", "spade", 4, 1, 60).close();
		run("two", "spade", 4, 2, 60).close();
		Composite page = show(open("one", "two"), "Curves");
		Table legend = legend(page);
		Color colour = line(all(page, Chart.class).get(0), "one").getLineColor();
		legend.setSelection(1);
		Event event = new Event();
		event.character = ' ';
		legend.notifyListeners(SWT.KeyDown, event);
		for (Chart chart : all(page, Chart.class)) {
			assertTrue(line(chart, "two").getLineWidth() > line(chart, "one").getLineWidth());
			assertNotEquals(colour, line(chart, "one").getLineColor(), "the other one steps back");
		}
		legend.notifyListeners(SWT.KeyDown, event);
		assertEquals(colour, line(all(page, Chart.class).get(0), "one").getLineColor(), "the same again lets all be alike");
	}

	@Test
	void aColourIsARunsOwnEverywhereAndCanBeChosen() throws Exception {
		run("one", "spade", 4, 1, 40).close();
		run("two", "spade", 4, 2, 40).close();
		ComparisonEditor editor = open("two", "one");
		Chart chart = all(show(editor, "Curves"), Chart.class).get(0);
		Color before = line(chart, "two").getLineColor();
		RunColours.choose(runs.resolve("two"), new RGB(1, 2, 3));
		try {
			Workbench.await("the chosen colour is shown", () -> line(chart, "two").getLineColor().equals(new Color(1, 2, 3)));
			editor.choose(editor.saved().withColour(runs.resolve("two"), "#040506"));
			assertEquals(new Color(4, 5, 6), line(chart, "two").getLineColor(), "what the comparison's file holds counts first");
			editor.choose(editor.saved().withColour(runs.resolve("two"), null));
		} finally {
			RunColours.choose(runs.resolve("two"), null);
		}
		Workbench.await("and without a choice its own again", () -> line(chart, "two").getLineColor().equals(before));
	}

	@Test
	void evaluationsUnderUnlikeProtocolsHaveChartsOfTheirOwnThatSayWhy() throws Exception {
		List<String> names = new ArrayList<>();
		for (String extractor : List.of("inception", "vgg")) {
			names.add(extractor);
			try (WrittenRun run = run(extractor, "spade", 4, 1, 40)) {
				for (int step : List.of(10, 20, 30)) {
					RunWriter.addEvaluations(run.run().path(), step, List.of(new Evaluation("fid", 100 - step, new double[] { 95 - step, 105 - step }, 64, Map.of("extractor", extractor))));
				}
			}
		}
		Composite page = show(open(names.toArray(String[]::new)), "Curves");
		List<Chart> charts = all(page, Chart.class);
		assertEquals(4, charts.size(), "two protocols of one metric, and the total losses");
		for (int i = 0; i < 2; i++) {
			assertEquals(1, charts.get(i).getSeriesSet().getSeries().length);
			assertEquals(3, charts.get(i).getSeriesSet().getSeries()[0].getXSeries().length);
		}
		assertEquals(2, all(page, Label.class).stream().filter(label -> label.getText().contains("axis of its own") && label.getText().contains("extractor")).count());
		Workbench.picture(this.page.getWorkbenchWindow().getShell(), "curves-protocols");
	}

	@Test
	void chartsZoomTogetherAndShowAllAgain() throws Exception {
		run("one", "spade", 4, 1, 200).close();
		run("two", "spade", 4, 2, 200).close();
		Composite page = show(open("one", "two"), "Curves");
		List<Chart> charts = all(page, Chart.class);
		Event plus = new Event();
		plus.keyCode = '+';
		charts.get(0).notifyListeners(SWT.KeyDown, plus);
		double upper = charts.get(0).getAxisSet().getXAxis(0).getRange().upper;
		assertTrue(upper < 199);
		assertEquals(upper, charts.get(1).getAxisSet().getXAxis(0).getRange().upper);
		press(button(page, "Show All"));
		charts.forEach(chart -> assertEquals(199, chart.getAxisSet().getXAxis(0).getRange().upper));
	}

	@Test
	void aResumedRunIsOneCurve() throws Exception {
		run("whole", "spade", 4, 1, 60).close();
		run("resumed", "spade", 4, 1, 60).close();
		Files.writeString(runs.resolve("resumed/metrics-2.jsonl"),
				"{\"from\":40}\n{\"step\":40,\"epoch\":0,\"wall\":10,\"values\":{\"loss/G/total\":7}}\n{\"step\":41,\"epoch\":0,\"wall\":10.25,\"values\":{\"loss/G/total\":8}}\n");
		Composite page = show(open("whole", "resumed"), "Curves");
		double[] x = all(page, Chart.class).stream().flatMap(chart -> List.of(chart.getSeriesSet().getSeries()).stream()).filter(series -> series.getId().equals("resumed") && series.getXSeries().length == 42)
				.findFirst().orElseThrow().getXSeries();
		for (int i = 1; i < x.length; i++) {
			assertTrue(x[i] > x[i - 1], "what was dropped when it resumed is not drawn");
		}
	}
}
