package io.spadework.diagram.tests;

import static io.spadework.diagram.tests.Workspace.file;
import static io.spadework.diagram.tests.Workspace.open;
import static io.spadework.diagram.tests.Workspace.published;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.Label;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.Request;
import org.eclipse.gef.RequestConstants;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

import io.spadework.diagram.StudyEditor;
import io.spadework.diagram.figures.EdgeFigure;
import io.spadework.diagram.figures.NodeFigure;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Study;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;
import io.spadework.notation.training.Flow;
import io.spadework.notation.training.Part;
import io.spadework.notation.training.Role;
import io.spadework.notation.training.Training;

/** The page of the training in a workbench. */
class TrainingPageTest {

	private StudyEditor editor;

	@AfterEach
	void closeEditors() {
		Workspace.page().closeAllEditors(false);
	}

	private GraphicalViewer viewer() {
		GraphicalViewer viewer = editor.getAdapter(GraphicalViewer.class);
		viewer.flush();
		return viewer;
	}

	private GraphicalEditPart editPart(Object model) {
		return (GraphicalEditPart) viewer().getEditPartRegistry().get(model);
	}

	private Training show(String name, Study study) throws Exception {
		editor = open(file(name, study));
		editor.openTraining();
		return editor.training().training();
	}

	private Part part(Role role) {
		return editor.training().training().parts().stream().filter(part -> part.role() == role).findFirst().orElseThrow();
	}

	@ParameterizedTest
	@ValueSource(strings = {"spade", "spade-vae", "pix2pixhd-enhancer2", "crn", "unet"})
	void everyPartAndEveryFlowIsDrawnWithoutOverlapAndNoTextIsCutOff(String template) throws Exception {
		Training training = show(template + ".spade", Templates.named(template).create(Map.of(), new DataChoice.CocoStuffFolder("coco")));
		List<Rectangle> taken = training.parts().stream().map(part -> assertInstanceOf(NodeFigure.class, editPart(part).getFigure()).outline()).toList();
		for (int i = 0; i < taken.size(); i++)
			for (int j = i + 1; j < taken.size(); j++)
				assertFalse(taken.get(i).intersects(taken.get(j)), training.parts().get(i).id() + " overlaps " + training.parts().get(j).id());
		for (Part part : training.parts())
			for (Label label : ((NodeFigure) editPart(part).getFigure()).labels())
				assertFalse(label.isTextTruncated(), part.id() + ": " + label.getText());
		for (Flow flow : training.flows()) {
			IFigure figure = editPart(flow).getFigure();
			assertInstanceOf(EdgeFigure.class, figure);
			Label label = ((EdgeFigure) figure).label();
			if (!flow.line().label().isEmpty())
				assertTrue(taken.stream().noneMatch(label.getBounds()::intersects), flow.line().label() + " of " + flow.source().id() + " lies on a part");
		}
	}

	@Test
	void anotherPhaseShowsWhatTrainsAndWhatIsFrozenInIt() throws Exception {
		show("phases.spade", Templates.named("pix2pixhd-enhancer").create(Map.of(), new DataChoice.CocoStuffFolder("coco")));
		Experiment experiment = editor.selectedExperiment();
		List<Phase> phases = Training.phases(experiment);
		editor.training().select(phases.get(1));
		assertTrue(part(Role.STAGE).look().frozen());
		editor.training().select(phases.get(0));
		assertSame(phases.get(0).getGenerator(), part(Role.GENERATOR).element());
	}

	@Test
	void aSelectedPartSelectsItsElementAndADoubleClickOpensItsNetwork() throws Exception {
		show("select.spade", published());
		Part discriminator = part(Role.DISCRIMINATOR);
		viewer().select(editPart(discriminator));
		assertEquals(List.of(discriminator.element()), ((IStructuredSelection) editor.getSite().getSelectionProvider().getSelection()).toList());
		((EditPart) editPart(discriminator)).performRequest(new Request(RequestConstants.REQ_OPEN));
		assertSame(discriminator.element(), editor.activeGraph());
	}

	@Test
	void theTrainingZoomsAndIsAnImageLikeEveryDiagram() throws Exception {
		show("image.spade", published());
		double zoom = editor.training().root().getZoomManager().getZoom();
		editor.zoomOut();
		assertTrue(editor.training().root().getZoomManager().getZoom() < zoom);
		assertTrue(editor.trainingImage(0.5).width > 400);
	}
}
