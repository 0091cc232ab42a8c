package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.ide.IDE;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.spadework.runs.BlockValues;
import io.spadework.diagram.StudyEditor;
import io.spadework.diagram.overlay.NodeOverlay;
import io.spadework.model.Studies;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Study;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;
import io.spadework.notation.Place;
import io.spadework.ui.live.LiveView;
import io.spadework.ui.live.NodeMeasure;
import io.spadework.ui.live.RunOverlay;
import io.spadework.ui.live.Tab;

class LiveDiagramTest {

	private IWorkbenchPage page;
	private IProject project;
	private IFile file;
	private LiveView view;
	private StudyEditor editor;

	@BeforeEach
	void openStudy() throws Exception {
		page = Workbench.open();
		page.closeAllEditors(false);
		project = Workbench.project("Alive");
		file = project.getFile("landscapes.spade");
		Study study = Templates.named("spade").create(Map.of("crop", "64", "ngf", "8", "ndf", "8"), new DataChoice.BuiltInLandscapes());
		file.create(new ByteArrayInputStream(Studies.write(study).getBytes(StandardCharsets.UTF_8)), IResource.NONE, null);
		editor = (StudyEditor) IDE.openEditor(page, file);
		view = (LiveView) page.showView(LiveView.ID);
		view.showCharts(Tab.LOSSES);
		view.show(null);
		page.activate(editor);
	}

	@AfterEach
	void removeProject() throws Exception {
		view.colourDiagrams(false);
		page.hideView(view);
		page.closeAllEditors(false);
		project.delete(true, true, null);
	}

	@Test
	void theDiagramsOfAFollowedRunAreColouredByWhatItsEngineSamples() throws Exception {
		try (WrittenRun run = WrittenRun.start(project.getLocation().toPath().resolve("runs/SPADE-1"), 400).steps(60)) {
			Files.copy(file.getLocation().toPath(), run.run().study());
			sample(run.run().path(), 50, editor.study(), 1);
			Workbench.await("the run is shown", () -> run.run().equals(view.shown()) && view.progress() != null);
			assertNull(editor.overlay(), "nothing is coloured unasked");
			view.colourDiagramsBy(NodeMeasure.SPREAD);
			Workbench.await("the diagrams are coloured", () -> editor.overlay() != null);
			assertEquals("Spread of Activations  \u00b7  SPADE-1, step 50", editor.overlay().title());
			page.activate(editor);
			Workbench.picture(page.getWorkbenchWindow().getShell(), "live-diagram");
			NodeOverlay before = editor.overlay();
			sample(run.run().path(), 60, editor.study(), 2);
			Workbench.await("they follow", () -> editor.overlay() != before && editor.overlay().title().endsWith("step 60"));
			view.colourDiagramsBy(NodeMeasure.DEAD);
			Workbench.await("by another measure", () -> editor.overlay().most().equals("100 %"));
			view.colourDiagrams(false);
			assertNull(editor.overlay());
			view.colourDiagramsBy(NodeMeasure.SPREAD);
			Workbench.await("they are coloured again", () -> editor.overlay() != null);
			page.closeEditor(editor, false);
			view.colourDiagrams(false); // of an editor that is gone nothing is taken away
		}
	}

	@Test
	void beforeTheFirstSampleTheLegendSaysSo() {
		RunOverlay none = new RunOverlay("SPADE-1", -1, List.of(), NodeMeasure.DEAD);
		assertEquals("Dead Channels  \u00b7  SPADE-1: nothing sampled yet", none.title());
		assertEquals("", none.least());
	}

	@Test
	void aNodesValueIsThatOfItsWayAndTheMeanOverRepetitionsAndScales() {
		Study study = Templates.named("spade").create(Map.of("crop", "64", "ngf", "8", "ndf", "8"), new DataChoice.BuiltInLandscapes());
		Network generator = study.getExperiments().get(0).getGenerator();
		BlockUse head = (BlockUse) generator.getNodes().stream().filter(node -> node instanceof BlockUse && "head".equals(node.getName())).findFirst().orElseThrow();
		Node inside = head.getBlock().getNodes().get(1);
		String way = head.getId() + "/0/" + inside.getId();
		String again = head.getId() + "/1/" + inside.getId();
		List<BlockValues> sampled = List.of(new BlockValues(generator.getId(), head.getId(), 1, 0, 1, 0, 0, 8), new BlockValues(generator.getId(), way, 1, 0, 2, 0.5, 0.25, Double.NaN),
				new BlockValues(generator.getId(), again, 1, 0, 6, 0.5, 0.75, Double.NaN));
		RunOverlay spread = new RunOverlay("SPADE-1", 100, sampled, NodeMeasure.SPREAD);
		assertEquals("1.000", spread.least());
		assertEquals("4.000", spread.most());
		assertEquals(0, spread.of(Place.of(generator), head).strength());
		assertEquals("4.000", spread.of(Place.of(generator).into(head), inside).text());
		assertEquals(3, spread.of(Place.of(generator).into(head), inside).details().size(), "the step, and each repetition");
		assertNull(spread.of(Place.of(generator), inside), "not at another place");
		RunOverlay dead = new RunOverlay("SPADE-1", 100, sampled, NodeMeasure.DEAD);
		assertEquals(0.5, dead.of(Place.of(generator).into(head), inside).strength(), 1e-12);
		assertEquals("50 %", dead.of(Place.of(generator).into(head), inside).text());
		RunOverlay gradient = new RunOverlay("SPADE-1", 100, sampled, NodeMeasure.GRADIENT);
		assertNull(gradient.of(Place.of(generator).into(head), inside), "it learns nothing");
		assertTrue(gradient.of(Place.of(generator), head).details().get(1).endsWith("gradient 8.000"));
	}

	/** Statistics such as an engine writes, of the generator's nodes. */
	private static void sample(Path run, int step, Study study, double scale) throws Exception {
		Network generator = study.getExperiments().get(0).getGenerator();
		StringBuilder line = new StringBuilder("{\"step\":" + step + ",\"blocks\":[");
		int i = 0;
		for (Node node : generator.getNodes()) {
			line.append(i == 0 ? "" : ",").append("{\"network\":\"").append(generator.getId()).append("\",\"path\":\"").append(node.getId()).append("\",\"scale\":1,\"mean\":0.1,\"spread\":")
					.append(scale * Math.exp(-i / 4.0)).append(",\"zeros\":0.4,\"dead\":").append(i / 30.0).append(i % 2 == 0 ? "" : ",\"gradient\":" + 0.5 * i).append("}");
			i++;
		}
		Files.writeString(run.resolve("blocks.jsonl"), line.append("]}\n"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}
}
