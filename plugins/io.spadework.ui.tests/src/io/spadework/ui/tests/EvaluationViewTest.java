package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
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
import io.spadework.ui.evaluation.EvaluateDialog;
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
	void whatAProbeFoundIsShownAgain() throws Exception {
		RunFolder run = run("probed-1", 70);
		RunFolder other = run("probed-2", 70);
		RunWriter.addProbe(run.path(), 50, probe(50, 0.9, 0.8));
		RunWriter.addProbe(run.path(), 70, probe(70, 0.5, 0.25));
		RunWriter.addProbe(other.path(), 70, probe(70, 0.1, 0));
		EvaluationView view = (EvaluationView) page.showView(EvaluationView.ID);
		view.show(List.of(run, other));
		view.showTab(2);
		Workbench.await("both are shown", () -> view.probeCharts().get(0).lines().size() == 2);
		assertEquals(0.25, view.probeCharts().get(0).lines().get(0).curve().y()[1], "the newest one");
		assertEquals(List.of("probed-1", "70", "image", "3", "8", "8", "0.25", "1.0"), view.table().rows().get(1));
		view.show(List.of(other));
		Workbench.await("the other one alone", () -> view.probeCharts().get(0).lines().size() == 1);
	}

	@Test
	void aSegmenterIsARunOrAStudyWithAFileOfWeights() throws Exception {
		RunFolder run = run("asked-1", 60);
		Path study = Files.createFile(runs.resolve("fcn.spade"));
		Path weights = Files.createFile(runs.resolve("fcn.pth"));
		Path classes = Files.createFile(runs.resolve("voc.txt"));
		EvaluateDialog dialog = new EvaluateDialog(page.getWorkbenchWindow().getShell(), List.of(run), List.of());
		dialog.setBlockOnOpen(false);
		dialog.open();
		try {
			assertNull(dialog.getErrorMessage());
			dialog.fill("", "", classes.toString());
			assertEquals("Weights and classes go with a segmenter: name its run or its study.", dialog.getErrorMessage());
			dialog.fill(runs.resolve("nothing").toString(), "", "");
			assertTrue(dialog.getErrorMessage().endsWith("nothing is neither a run folder nor a study."), dialog.getErrorMessage());
			dialog.fill(run.path().toString(), weights.toString(), "");
			assertEquals("asked-1 is a run, which has its own weights.", dialog.getErrorMessage());
			dialog.fill(study.toString(), "", "");
			assertEquals("The segmenter of a study takes its weights from a file.", dialog.getErrorMessage());
			dialog.fill(study.toString(), weights.toString(), classes.toString());
			assertNull(dialog.getErrorMessage());
			Workbench.picture(dialog.getShell(), "evaluate-dialog");
		} finally {
			dialog.close();
		}
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
		view.evaluate(List.of(trained.get(0)), new EvaluationChoice(Set.of("precision", "miou"), "latest", 4, null, null, null, null));
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

	private static JsonObject probe(int step, double... differences) {
		String layer = "{\"name\":\"%s\",\"channels\":3,\"height\":8,\"width\":8,\"difference\":%s,\"probeAccuracy\":1.0}";
		return JsonParser.parseString("{\"step\":" + step + ",\"layers\":[" + layer.formatted("first", differences[0]) + "," + layer.formatted("image", differences[1])
				+ "],\"output\":{\"largestDifference\":1.5,\"colourAccuracy\":null}}").getAsJsonObject();
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
