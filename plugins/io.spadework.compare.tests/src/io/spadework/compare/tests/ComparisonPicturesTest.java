package io.spadework.compare.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Scale;
import org.eclipse.swt.widgets.Tree;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.spadework.compare.ComparisonEditor;
import io.spadework.model.study.Study;
import io.spadework.runs.Evaluation;
import io.spadework.runs.RunWriter;
import io.spadework.ui.tests.Workbench;
import io.spadework.ui.tests.WrittenRun;

/** Pictures of every page, for people to look at and for the documentation. */
@Tag("slow")
class ComparisonPicturesTest extends ComparedProject {

	private void train(String name, Study study, long seed, double quality) throws Exception {
		try (WrittenRun run = run(name, study, seed, 600)) {
			for (int step = 100; step <= 600; step += 100) {
				double fid = quality + 60 * Math.exp(-step / 150.0) + seed % 3;
				RunWriter.addEvaluations(run.run().path(), step, List.of(new Evaluation("fid", fid, new double[] { 0.95 * fid, 1.05 * fid }, 256, Map.of("extractor", "landscape-features"))));
			}
		}
	}

	private void pictures(String name, String... runs) throws Exception {
		ComparisonEditor editor = open(runs);
		page.toggleZoom(page.getReference(editor));
		try {
			for (String side : List.of("Tables", "Curves", "Samples", "Architecture", "Sweep")) {
				page.activate(editor);
				Composite shown = show(editor, side);
				if (side.equals("Architecture")) {
					Tree tree = all(shown, Tree.class).get(0);
					Workbench.await("the architectures are compared", () -> tree.getItemCount() > 0);
					Workbench.pass(Duration.ofMillis(500));
					Workbench.picture(page.getWorkbenchWindow().getShell(), name + "-architecture-beside");
					press(button(shown, "As one"));
				} else if (side.equals("Samples")) {
					Workbench.pass(Duration.ofSeconds(2));
					Workbench.picture(page.getWorkbenchWindow().getShell(), name + "-samples-beside");
					List<Combo> combos = all(shown, Combo.class);
					choose(combos.get(0), runs[0]);
					choose(combos.get(1), runs[1]);
				} else if (side.equals("Curves")) {
					Scale smoothing = all(shown, Scale.class).get(0);
					smoothing.setSelection(85);
					smoothing.notifyListeners(SWT.Selection, new Event());
				}
				Workbench.pass(Duration.ofMillis(700));
				Workbench.picture(page.getWorkbenchWindow().getShell(), name + "-" + side.toLowerCase());
			}
		} finally {
			page.toggleZoom(page.getReference(editor));
		}
		assertEquals(runs.length, editor.comparison().runs().size());
	}

	@Test
	void twoRuns() throws Exception {
		train("spade", study("spade", 4), 1, 12);
		train("other-critic", changedDiscriminator(), 2, 15);
		pictures("two", "spade", "other-critic");
	}

	@Test
	void sixRuns() throws Exception {
		List<String> names = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			names.add((i < 3 ? "spade-" : "pix2pixhd-") + (i % 3 + 1));
			train(names.get(i), study(i < 3 ? "spade" : "pix2pixhd", 8), i % 3 + 1, i < 3 ? 12 : 19);
		}
		pictures("six", names.toArray(String[]::new));
	}

	@Test
	void fortyRuns() throws Exception {
		List<String> names = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			names.add("ngf-" + 4 * (1 + i / 4) + "-seed-" + i % 4);
			train(names.get(i), study("spade", 4 * (1 + i / 4)), i % 4 + 1, 30.0 / (1 + i / 4) + 5);
		}
		pictures("forty", names.toArray(String[]::new));
	}
}
