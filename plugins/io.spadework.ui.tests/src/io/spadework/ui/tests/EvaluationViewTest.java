package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import io.spadework.runs.Evaluation;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunWriter;
import io.spadework.runs.export.Csv;
import io.spadework.ui.evaluation.EvaluationChoice;
import io.spadework.ui.evaluation.EvaluationView;

class EvaluationViewTest extends InProject {

	private static final Duration PATIENCE = Duration.ofMinutes(5);
	private static final String[] LABELS = { "sky", "water", "meadow", "rock" };


	@Test
	void classesAreShownBesideTheCeilingAndCellsSayWhatTheyMean() throws Exception {
		RunFolder run = run("measured-1", 100);
		EvaluationView view = (EvaluationView) page.showView(EvaluationView.ID);
		view.show(List.of(run));
		view.showTab(1);
		Workbench.await("the run's numbers are shown", () -> view.evaluations().containsKey(100));
		assertEquals(List.of("sky", "100", "60.0 %", "46.2 %", "90.0 %", "81.8 %"), view.classRow(0));
		assertEquals("sky, taken for water: 40.0 % of its pixels (40)", view.confusion(0, 1));
		assertEquals("water, found: 70.0 % of its pixels (70)", view.confusion(1, 1));
		assertTrue(Csv.of(view.table()).startsWith("class,pixels,accuracy,iou,accuracy_real,iou_real,found sky,"), Csv.of(view.table()));
		Workbench.picture(page.getWorkbenchWindow().getShell(), "evaluation-classes");
		view.showTab(0);
		assertTrue(Csv.of(view.table()).contains("100,mean_iou,0.5,0.4,0.6,20,"), Csv.of(view.table()));
		Workbench.picture(page.getWorkbenchWindow().getShell(), "evaluation-numbers");
	}

	@Test
	void aRunWithoutASegmentersLookSaysSo() throws Exception {
		RunFolder run = WrittenRun.start(runs.resolve("measured-2"), 10).steps(3).run();
		EvaluationView view = (EvaluationView) page.showView(EvaluationView.ID);
		view.show(List.of(run));
		view.showTab(1);
		Workbench.await("no classes are shown", () -> view.table().rows().isEmpty());
		assertFalse(view.isMeasuring());
	}

	@Test
	@Tag("slow")
	void runsAreEvaluatedAndProbedInOneChart() throws Exception {
		List<RunFolder> trained = List.of(SmallTraining.of(project, "pix2pixhd"), SmallTraining.of(project, "pix2pixhd-spade"));
		EvaluationView view = (EvaluationView) page.showView(EvaluationView.ID);
		view.show(trained);
		view.probe();
		assertTrue(view.isMeasuring());
		Workbench.await("both generators are probed", PATIENCE, () -> !view.isMeasuring() && view.probeCharts().get(0).lines().size() == 2);
		assertEquals(List.of("pix2pixhd", "pix2pixhd-spade"), view.probeCharts().get(1).lines().stream().map(line -> line.label()).toList());
		double[] instance = view.probeCharts().get(0).lines().get(0).curve().y();
		assertEquals(0, instance[instance.length - 1], 1e-6, "instance norm leaves nothing of a uniform map");
		Workbench.picture(page.getWorkbenchWindow().getShell(), "evaluation-probe");

		int before = trained.get(0).evaluations().size();
		view.evaluate(List.of(trained.get(0)), new EvaluationChoice(Set.of("precision", "miou"), "latest", 4, null, null));
		Workbench.await("the run is evaluated", PATIENCE, () -> !view.isMeasuring());
		List<Evaluation> after = trained.get(0).evaluations();
		assertTrue(after.size() > before && after.stream().anyMatch(each -> each.metric().equals("precision[landscape-features]")), after::toString);
		Workbench.await("and shows so", () -> view.evaluations().values().stream().flatMap(List::stream).anyMatch(each -> each.metric().startsWith("precision")));
	}

	private RunFolder run(String name, int step) throws Exception {
		WrittenRun written = WrittenRun.start(runs.resolve(name), step).steps(3);
		Map<String, String> protocol = Map.of("segmenter", "landscape-segmenter", "dataset", "landscapes");
		RunWriter.addEvaluations(written.run().path(), step, List.of(new Evaluation("mean_iou", 0.5, new double[] { 0.4, 0.6 }, 20, protocol), new Evaluation("mean_iou_real", 0.8, null, 20, protocol)));
		JsonObject tables = new JsonObject();
		tables.addProperty("segmenter", "landscape-segmenter");
		tables.add("generated", confusion(new int[][] { { 60, 40, 0, 0 }, { 30, 70, 0, 0 }, { 0, 0, 5, 95 }, { 0, 0, 0, 0 } }));
		tables.add("real", confusion(new int[][] { { 90, 10, 0, 0 }, { 10, 90, 0, 0 }, { 0, 0, 100, 0 }, { 0, 0, 0, 0 } }));
		RunWriter.addClasses(written.run().path(), step, tables);
		return written.run();
	}

	private static JsonObject confusion(int[][] pixels) {
		StringBuilder rows = new StringBuilder();
		StringBuilder names = new StringBuilder();
		StringBuilder classes = new StringBuilder();
		for (int i = 0; i < pixels.length; i++) {
			String comma = i == 0 ? "" : ",";
			rows.append(comma).append(Arrays.toString(pixels[i]));
			names.append(comma).append('"').append(LABELS[i]).append('"');
			classes.append(comma).append("{\"label\":\"").append(LABELS[i]).append("\"}");
		}
		return JsonParser.parseString("{\"samples\":20,\"labels\":[" + names + "],\"confusion\":[" + rows + "],\"classes\":[" + classes + "]}").getAsJsonObject();
	}
}
