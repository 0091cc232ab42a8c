package io.spadework.diagram.tests;

import static io.spadework.diagram.tests.Workspace.file;
import static io.spadework.diagram.tests.Workspace.landscapes;
import static io.spadework.diagram.tests.Workspace.open;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.draw2d.Connection;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.spadework.diagram.StudyEditor;
import io.spadework.diagram.figures.NodeFigure;
import io.spadework.diagram.parts.Inside;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;
import io.spadework.notation.Toolbox;

/** Blocks and stages show what is inside in the diagram of what uses them, and are folded again. */
class InsideTest {

	private StudyEditor editor;

	@AfterEach
	void closeEditors() {
		Workspace.page().closeAllEditors(false);
	}

	private GraphicalViewer viewer() {
		return editor.getAdapter(GraphicalViewer.class);
	}

	private Node node(String name) {
		return editor.activeGraph().getNodes().stream().filter(node -> name.equals(node.getName())).findFirst().orElseThrow();
	}

	private GraphicalEditPart part(Object model) {
		return (GraphicalEditPart) viewer().getEditPartRegistry().get(model);
	}

	/** The parts of the nodes that a node shows inside. */
	@SuppressWarnings("unchecked")
	private List<GraphicalEditPart> inside(Node node) {
		return (List<GraphicalEditPart>) (List<?>) part(node).getChildren();
	}

	private Node shown(GraphicalEditPart part) {
		return ((Inside) part.getModel()).node();
	}

	private void look(String name) {
		editor.reveal(node(name).getId());
		editor.desk().look();
		viewer().flush();
	}

	private Rectangle outline(GraphicalEditPart part) {
		return ((NodeFigure) part.getFigure()).outline();
	}

	@Test
	void aBlockShowsWhatIsInsideAndIsFoldedAgain() throws Exception {
		editor = open(file("inside.spade", landscapes()));
		Rectangle folded = outline(part(node("head"))).getCopy();
		look("head");
		Node head = node("head");
		assertEquals(((BlockUse) head).getBlock().getNodes(), inside(head).stream().map(this::shown).toList());
		Rectangle open = outline(part(head)).getCopy();
		assertTrue(open.height > 3 * folded.height, open + " has room");
		for (GraphicalEditPart part : inside(head))
			assertTrue(open.contains(outline(part)), shown(part).getName() + " is inside of head");
		for (Node other : editor.activeGraph().getNodes())
			assertFalse(other != head && outline(part(other)).intersects(open), other.getName() + " does not lie on head");
		assertEquals("Look inside", editor.commands().getUndoCommand().getLabel());
		editor.commands().undo();
		assertEquals(List.of(), inside(node("head")));
		editor.commands().redo();
		assertFalse(inside(node("head")).isEmpty());
		look("head");
		assertEquals("Fold", editor.commands().getUndoCommand().getLabel());
		assertEquals(folded, outline(part(node("head"))));
	}

	@Test
	void theNumbersInsideAreThoseOfThatUse() throws Exception {
		editor = open(file("numbers.spade", landscapes()));
		editor.reveal(node("head").getId());
		editor.desk().look(List.of(List.of(node("head")), List.of(node("block3"))));
		viewer().flush();
		Map<String, String> outputs = List.of("head", "block3").stream().collect(Collectors.toMap(name -> name, name -> ((NodeFigure) inside(node(name)).getLast().getFigure()).look().output()));
		assertFalse(outputs.get("head").isEmpty());
		assertFalse(outputs.get("head").equals(outputs.get("block3")), "two uses of blocks have two shapes: " + outputs);
		for (String name : outputs.keySet())
			assertEquals(((NodeFigure) part(node(name)).getFigure()).look().output(), outputs.get(name), "what leaves " + name);
	}

	@Test
	void aStageShowsTheCoarserGeneratorAndThatItsBlocks() throws Exception {
		Study study = Templates.named("pix2pixhd-enhancer").create(Map.of(), new DataChoice.CocoStuffFolder("coco"));
		editor = open(file("stage.spade", study));
		Node stage = editor.activeGraph().getNodes().stream().filter(Stage.class::isInstance).findFirst().orElseThrow();
		look(stage.getName());
		GraphicalEditPart use = inside(stage).stream().filter(part -> shown(part) instanceof BlockUse).findFirst().orElseThrow();
		viewer().select(use);
		assertTrue(editor.canLook());
		editor.desk().look();
		viewer().flush();
		use = inside(stage).stream().filter(part -> shown(part) instanceof BlockUse).findFirst().orElseThrow();
		assertFalse(use.getChildren().isEmpty(), "a block within a stage shows what is inside, too");
		assertTrue(outline(part(stage)).contains(outline(use)));
	}

	@Test
	void whatIsSelectedInsideHasPropertiesAndLeadsToItsOwnDiagram() throws Exception {
		editor = open(file("within.spade", landscapes()));
		look("head");
		Graph block = ((BlockUse) node("head")).getBlock();
		GraphicalEditPart part = inside(node("head")).get(2);
		Node chosen = shown(part);
		viewer().select(part);
		assertEquals(chosen, ((IStructuredSelection) editor.getSite().getSelectionProvider().getSelection()).getFirstElement());
		assertEquals(List.of(), editor.selectedNodes(), "what moves nodes of the generator does nothing to the block");
		editor.back();
		assertEquals(node("head"), ((EditPart) viewer().getSelectedEditParts().get(0)).getModel());
		viewer().select(part);
		editor.openSelected();
		assertEquals(block, editor.activeGraph());
		assertEquals(List.of(chosen), editor.selectedNodes());
		assertTrue(editor.where().endsWith("head"), editor.where());
	}

	@Test
	void whatIsSelectedInsideIsChangedInTheBlock() throws Exception {
		editor = open(file("changed.spade", landscapes()));
		look("head");
		Graph block = ((BlockUse) node("head")).getBlock();
		List<Node> before = List.copyOf(block.getNodes());
		int own = editor.activeGraph().getNodes().size();
		chooseInside("conv0");
		editor.desk().add(Toolbox.of(block).stream().flatMap(group -> group.tools().stream()).filter(tool -> tool.label().equals("ReLU")).findFirst().orElseThrow());
		assertEquals(before.size() + 1, block.getNodes().size());
		assertEquals(block.getNodes().stream().filter(node -> !before.contains(node)).toList(), editor.chosenNodes(), "the new node is selected");
		editor.desk().delete();
		assertEquals(before, block.getNodes());

		chooseInside("norm0");
		editor.desk().swapNorms(NormKind.INSTANCE);
		assertTrue(block.getNodes().stream().anyMatch(Normalisation.class::isInstance));
		editor.commands().undo();
		assertEquals(before.size(), block.getNodes().size());
		assertTrue(block.getNodes().stream().noneMatch(Normalisation.class::isInstance));

		chooseInside("conv1");
		editor.desk().edit(editor.chosenNodes().getFirst(), true);
		assertNotNull(editor.directEdit(), "its name is changed where it is drawn");
		assertEquals(own, editor.activeGraph().getNodes().size());
	}

	private void chooseInside(String name) {
		viewer().flush();
		viewer().select(inside(node("head")).stream().filter(part -> name.equals(shown(part).getName())).findFirst().orElseThrow());
	}

	@Test
	void whatIsOpenIsKeptBesideTheStudy() throws Exception {
		IFile file = file("kept.spade", landscapes());
		editor = open(file);
		look("middle0");
		assertTrue(editor.isDirty());
		editor.doSave(new NullProgressMonitor());
		assertTrue(Files.readString(file.getLocation().removeLastSegments(1).append("kept.spade.layout").toPath()).contains("\nopen " + node("middle0").getId() + "\n"));
		closeEditors();
		editor = open(file);
		assertFalse(inside(node("middle0")).isEmpty());
		assertTrue(inside(node("head")).isEmpty());
		look("middle0");
		editor.doSave(new NullProgressMonitor());
		assertFalse(Files.exists(file.getLocation().removeLastSegments(1).append("kept.spade.layout").toPath()), "nothing is arranged any more");
	}

	@Test
	void inAnArrangedDiagramNeighboursMakeRoom() throws Exception {
		editor = open(file("arranged.spade", landscapes()));
		editor.reveal(node("seed").getId());
		editor.desk().nudge(8, 0);
		look("head");
		Set<Rectangle> outlines = editor.activeGraph().getNodes().stream().map(node -> outline(part(node)).getCopy()).collect(Collectors.toSet());
		for (Rectangle one : outlines)
			for (Rectangle other : outlines)
				assertFalse(one != other && one.intersects(other), one + " does not lie on " + other);
		Rectangle head = outline(part(node("head")));
		for (Edge edge : editor.activeGraph().getEdges())
			if (edge.getTarget() != node("head") && edge.getSource() != node("head"))
				assertFalse(crosses((Connection) part(edge).getFigure(), head), edge.getSource().getName() + " to " + edge.getTarget().getName() + " finds its way around the open block");
	}

	private static boolean crosses(Connection line, Rectangle outline) {
		PointList points = line.getPoints();
		for (int i = 1; i < points.size(); i++)
			if (outline.intersects(new Rectangle(points.getPoint(i - 1), points.getPoint(i))))
				return true;
		return false;
	}

	@Test
	void aClickOnTheTriangleFolds() throws Exception {
		editor = open(file("click.spade", landscapes()));
		editor.zoomFull();
		editor.reveal(node("head").getId());
		viewer().flush();
		Rectangle outline = outline(part(node("head"))).getCopy();
		part(node("head")).getFigure().translateToAbsolute(outline);
		Point at = new Point(outline.x + 20, outline.y + 19);
		assertTrue(((NodeFigure) part(node("head")).getFigure()).isOnFold(at), "the triangle stands before the name");
		Control control = viewer().getControl();
		mouse(control, SWT.MouseMove, at, 0);
		mouse(control, SWT.MouseDown, at, 0);
		mouse(control, SWT.MouseUp, at, SWT.BUTTON1);
		assertTrue(Workspace.waitFor(() -> !inside(node("head")).isEmpty()));
	}

	@Test
	void edgesFollowANodeThatIsDragged() throws Exception {
		editor = open(file("follow.spade", landscapes()));
		editor.zoomFull();
		Node node = node("head");
		editor.reveal(node.getId());
		viewer().flush();
		GraphicalEditPart part = part(node);
		GraphicalEditPart edge = part(node.getIncoming().get(0));
		var connection = (org.eclipse.draw2d.PolylineConnection) edge.getFigure();
		Point end = connection.getPoints().getLastPoint().getCopy();
		Point at = part.getFigure().getBounds().getCenter();
		part.getFigure().translateToAbsolute(at);
		Control control = viewer().getControl();
		mouse(control, SWT.MouseDown, at, 0);
		mouse(control, SWT.MouseMove, at.getTranslated(30, 20), SWT.BUTTON1);
		mouse(control, SWT.MouseMove, at.getTranslated(60, 40), SWT.BUTTON1);
		viewer().flush();
		assertEquals(end.getTranslated(60, 40), connection.getPoints().getLastPoint());
		Event escape = new Event();
		escape.keyCode = SWT.ESC;
		escape.character = SWT.ESC;
		control.notifyListeners(SWT.KeyDown, escape);
		viewer().flush();
		assertEquals(end, connection.getPoints().getLastPoint(), "a drag that is given up leaves all as it was");
		mouse(control, SWT.MouseUp, at.getTranslated(60, 40), SWT.BUTTON1);
	}

	private static void mouse(Control control, int type, Point at, int state) {
		Event event = new Event();
		event.x = at.x;
		event.y = at.y;
		event.button = type == SWT.MouseMove ? 0 : 1;
		event.stateMask = state;
		event.count = 1;
		control.notifyListeners(type, event);
	}
}
