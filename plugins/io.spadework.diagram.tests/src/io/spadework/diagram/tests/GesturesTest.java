package io.spadework.diagram.tests;

import static io.spadework.diagram.tests.Workspace.file;
import static io.spadework.diagram.tests.Workspace.landscapes;
import static io.spadework.diagram.tests.Workspace.open;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.Label;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.ConnectionEditPart;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.LayerConstants;
import org.eclipse.gef.Request;
import org.eclipse.gef.RequestConstants;
import org.eclipse.gef.commands.Command;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.gef.editparts.LayerManager;
import org.eclipse.gef.requests.ChangeBoundsRequest;
import org.eclipse.gef.requests.CreateConnectionRequest;
import org.eclipse.gef.requests.CreateRequest;
import org.eclipse.gef.requests.CreationFactory;
import org.eclipse.gef.requests.ReconnectRequest;
import org.eclipse.jface.viewers.StructuredSelection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.spadework.diagram.GraphDesk.Line;
import io.spadework.diagram.GraphDesk;
import io.spadework.diagram.StudyEditor;
import io.spadework.diagram.figures.HintFigure;
import io.spadework.diagram.figures.NodeFigure;
import io.spadework.model.Studies;
import io.spadework.model.edit.changes.Create;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.notation.Toolbox.Tool;
import io.spadework.notation.Toolbox;

/** Every gesture is one named step that can be undone and done again, to the letter of the study and the pixel of the diagram. */
class GesturesTest {

	private StudyEditor editor;

	@AfterEach
	void closeEditors() {
		Workspace.page().closeAllEditors(false);
	}

	/**
	 * A gesture.
	 *
	 * @param step     what the Edit menu says would be undone
	 * @param selected names of the nodes that are selected before
	 * @param block    whether it is made in the diagram of the residual block
	 */
	record Case(String step, boolean block, List<String> selected, Consumer<GesturesTest> does) {
		@Override
		public String toString() {
			return step + (block ? " in a block " : " ") + selected;
		}
	}

	private static Case of(String step, List<String> selected, Consumer<GesturesTest> does) {
		return new Case(step, false, selected, does);
	}

	static Stream<Case> gestures() {
		return Stream.of(of("Create convolution", List.of("head"), t -> t.desk().add(t.tool("Convolution"))),
				of("Create spade", List.of(), t -> t.desk().add(t.tool("SPADE"))),
				of("Create normalisation", List.of(), t -> t.drop("Instance norm", t.part(t.edge("up1")))),
				of("Create dropout", List.of(), t -> t.drop("Dropout", t.part(t.node("up2")))),
				of("Create sum", List.of(), t -> t.drop("Sum", t.viewer().getContents())),
				of("Create block use", List.of("up5"), t -> t.desk().add(t.tool("residual block"))),
				of("Delete", List.of("middle0", "up2"), t -> t.desk().delete()),
				of("Cut", List.of("middle0"), t -> t.desk().cut()),
				of("Paste", List.of("head", "up1"), t -> {
					t.desk().copy();
					t.desk().paste();
				}),
				of("Connect", List.of(), t -> {
					Node sum = t.insert("Sum", "up1");
					t.connect("seed", sum);
				}),
				of("Reconnect", List.of(), t -> t.reconnect("middle0", "seed")),
				of("Move", List.of("head", "up1"), t -> t.move(40, 24)),
				of("Move", List.of("head"), t -> t.desk().nudge(0, 8)),
				of("Align", List.of("head", "block3"), t -> t.desk().align(Line.LEFT)),
				of("Align", List.of("head", "block3"), t -> t.desk().align(Line.BOTTOM)),
				of("Distribute", List.of("head", "seed", "middle0"), t -> t.desk().distribute(false)),
				of("Lay out selection", List.of("middle0", "block3", "up5"), t -> t.desk().layOutSelection()),
				of("Lay out all", List.of("head"), t -> {
					t.desk().nudge(8, 0);
					t.desk().layOutAll();
				}),
				of("Rename", List.of(), t -> t.type(t.node("head"), true, "first block")),
				of("Set filters", List.of(), t -> t.type(t.node("seed"), false, "8*ngf")),
				of("Extract block", List.of("up1", "middle0"), t -> t.desk().extract("doubling")),
				of("Unfold block", List.of("block3"), t -> t.desk().unfold()),
				new Case("Swap for instance norm", true, List.of("norm0", "norm1"), t -> t.desk().swapNorms(NormKind.INSTANCE)));
	}

	@ParameterizedTest
	@MethodSource("gestures")
	void aGestureIsOneNamedStep(Case gesture) throws Exception {
		editor = open(file("gesture.spade", landscapes()));
		if (gesture.block())
			editor.reveal(editor.study().getBlocks().get(0).getId());
		CommandStack commands = editor.commands();
		select(gesture.selected());
		List<String> states = new ArrayList<>(List.of(state()));
		commands.addCommandStackEventListener(event -> {
			if (event.isPostChangeEvent())
				states.add(state());
		});
		gesture.does().accept(this);
		assertEquals(gesture.step(), commands.getUndoCommand().getLabel());
		String after = state();
		String before = states.get(states.size() - 2);
		assertNotEquals(before, after, "it does something");
		assertTrue(editor.isDirty());
		for (int i = 0; i < 2; i++) {
			commands.undo();
			assertEquals(before, state(), "undone");
			assertDrawn();
			commands.redo();
			assertEquals(after, state(), "done again");
			assertDrawn();
		}
		while (commands.canUndo())
			commands.undo();
		assertEquals(states.get(0), state());
		assertFalse(editor.isDirty(), "nothing is left to save");
	}

	private String state() {
		return Studies.write(editor.study()) + editor.arrangement().positions();
	}

	/** Each node and edge of the active graph has its figure. */
	private void assertDrawn() {
		Graph graph = editor.activeGraph();
		graph.getNodes().forEach(node -> assertTrue(viewer().getEditPartRegistry().containsKey(node), node.getName()));
		graph.getEdges().forEach(edge -> assertTrue(viewer().getEditPartRegistry().containsKey(edge), edge.getId()));
	}

	private GraphDesk desk() {
		return editor.desk();
	}

	private GraphicalViewer viewer() {
		GraphicalViewer viewer = editor.getAdapter(GraphicalViewer.class);
		viewer.flush();
		return viewer;
	}

	private Node node(String name) {
		return editor.activeGraph().getNodes().stream().filter(node -> name.equals(node.getName())).findFirst().orElseThrow();
	}

	/** The first edge out of a node. */
	private Edge edge(String source) {
		return node(source).getOutgoing().get(0);
	}

	private EditPart part(Object element) {
		return Objects.requireNonNull((EditPart) viewer().getEditPartRegistry().get(element));
	}

	private Tool tool(String label) {
		return Toolbox.of(editor.activeGraph()).stream().flatMap(group -> group.tools().stream()).filter(tool -> tool.label().equals(label)).findFirst().orElseThrow();
	}

	private void select(List<String> names) {
		viewer().setSelection(new StructuredSelection(names.stream().map(name -> part(node(name))).toList()));
	}

	/** Drops a tool of the palette on a part, at a point of the window. */
	private Node drop(String label, EditPart target) {
		CreateRequest request = new CreateRequest();
		Tool tool = tool(label);
		request.setFactory(new CreationFactory() {
			private final Node made = tool.make().get();

			@Override
			public Object getNewObject() {
				return made;
			}

			@Override
			public Object getObjectType() {
				return label;
			}
		});
		request.setLocation(new Point(700, 500));
		EditPart taker = target.getTargetEditPart(request);
		taker.showTargetFeedback(request);
		taker.eraseTargetFeedback(request);
		execute(taker.getCommand(request));
		return (Node) request.getNewObject();
	}

	private Node insert(String label, String behind) {
		return drop(label, part(edge(behind)));
	}

	private void connect(String source, Node target) {
		CreateConnectionRequest request = new CreateConnectionRequest();
		request.setType(RequestConstants.REQ_CONNECTION_START);
		EditPart from = part(node(source)).getTargetEditPart(request);
		request.setSourceEditPart(from);
		request.setTargetEditPart(from);
		from.getCommand(request);
		request.setType(RequestConstants.REQ_CONNECTION_END);
		EditPart to = part(target).getTargetEditPart(request);
		request.setTargetEditPart(to);
		to.showTargetFeedback(request);
		to.eraseTargetFeedback(request);
		execute(to.getCommand(request));
	}

	/** Leads the edge out of a node from another node. */
	private void reconnect(String source, String other) {
		ReconnectRequest request = new ReconnectRequest(RequestConstants.REQ_RECONNECT_SOURCE);
		request.setConnectionEditPart((ConnectionEditPart) part(edge(source)));
		request.setTargetEditPart(part(node(other)));
		execute(part(node(other)).getCommand(request));
	}

	private void move(int dx, int dy) {
		ChangeBoundsRequest request = new ChangeBoundsRequest(RequestConstants.REQ_MOVE);
		request.setEditParts(viewer().getSelectedEditParts());
		request.setMoveDelta(new Point(dx, dy));
		EditPart first = (EditPart) viewer().getSelectedEditParts().get(0);
		first.showSourceFeedback(request);
		first.eraseSourceFeedback(request);
		request.setType(RequestConstants.REQ_MOVE_CHILDREN);
		execute(viewer().getContents().getCommand(request));
	}

	private void execute(Command command) {
		assertTrue(command.canExecute());
		editor.commands().execute(command);
	}

	/** Types where a node is drawn, and takes it. */
	private void type(Node node, boolean name, String typed) {
		desk().edit(node, name);
		assertTrue(editor.isEditingText());
		var field = editor.directEdit();
		field.text().setText(typed);
		field.take();
		assertFalse(editor.isEditingText());
	}

	@Test
	void anEdgeThatCannotBeSaysWhy() throws Exception {
		editor = open(file("refuses.spade", landscapes()));
		CreateConnectionRequest request = new CreateConnectionRequest();
		request.setType(RequestConstants.REQ_CONNECTION_START);
		EditPart from = part(node("block3"));
		request.setSourceEditPart(from);
		request.setTargetEditPart(from);
		from.getCommand(request);
		request.setType(RequestConstants.REQ_CONNECTION_END);
		EditPart to = part(node("head"));
		request.setTargetEditPart(to);
		to.showTargetFeedback((Request) request);
		assertTrue(hint().contains("all the inputs"), hint());
		assertFalse(to.getCommand(request).canExecute());
		to.eraseTargetFeedback(request);
		assertEquals("", hint());
	}

	/** What the diagram says beside the pointer; empty for nothing. */
	private String hint() {
		IFigure layer = ((LayerManager) viewer().getRootEditPart()).getLayer(LayerConstants.FEEDBACK_LAYER);
		return ((List<?>) layer.getChildren()).stream().filter(HintFigure.class::isInstance).flatMap(hint -> ((List<?>) ((IFigure) hint).getChildren()).stream())
				.map(line -> ((Label) line).getText()).collect(Collectors.joining(" "));
	}

	@Test
	void whatIsCopiedComesToAnotherStudyWithTheBlocksAndParametersThatItUses() throws Exception {
		editor = open(file("from.spade", landscapes()));
		select(List.of("block3", "up5"));
		desk().copy();
		editor = open(file("to.spade", Workspace.crn()));
		assertTrue(editor.study().getBlocks().stream().noneMatch(block -> block.getName().equals("residual block with learned skip")));
		editor.reveal(editor.study().getNetworks().get(0).getId());
		desk().paste();
		assertEquals(List.of("block3", "up5"), editor.selectedNodes().stream().map(Node::getName).toList());
		assertTrue(editor.study().getBlocks().stream().anyMatch(block -> block.getName().equals("residual block with learned skip")));
		assertTrue(editor.study().getParameters().stream().anyMatch(parameter -> parameter.getName().equals("ngf")));
		editor.commands().undo();
		assertFalse(editor.isDirty());
	}

	@Test
	void aNodeThatIsDroppedByItselfIsWhereItWasDropped() throws Exception {
		editor = open(file("dropped.spade", landscapes()));
		Node made = drop("Dropout", viewer().getContents());
		var place = editor.arrangement().positions().of(made);
		Point there = new Point(700, 500);
		((GraphicalEditPart) viewer().getContents()).getFigure().translateToRelative(there);
		assertEquals(there.x, place.x(), 1);
		assertEquals(there.y, place.y(), 1);
	}

	@Test
	void whatIsMovedStaysThereWhenTheStudyIsRenamedAndOpenedAgain() throws Exception {
		var file = file("moved.spade", landscapes());
		editor = open(file);
		select(List.of("head"));
		desk().nudge(80, 16);
		desk().add(tool("Convolution"));
		var place = editor.arrangement().positions().of(node("head"));
		editor.doSave(new NullProgressMonitor());
		assertFalse(editor.isDirty());
		closeEditors();
		file.move(file.getFullPath().removeLastSegments(1).append("renamed.spade"), true, null);
		var renamed = file.getParent().getFile(IPath.fromOSString("renamed.spade"));
		editor = open(renamed);
		assertEquals(place, editor.arrangement().positions().of(node("head")));
		renamed.delete(true, null);
		file.getParent().refreshLocal(1, null);
		for (var each : file.getParent().members())
			if (each.getName().endsWith(".layout"))
				each.delete(true, null);
	}

	@Test
	void aCopyOfAStudyHasItsLayout() throws Exception {
		var file = file("original.spade", landscapes());
		editor = open(file);
		select(List.of("head"));
		desk().nudge(80, 16);
		var place = editor.arrangement().positions().of(node("head"));
		editor.doSave(new NullProgressMonitor());
		closeEditors();
		file.copy(file.getFullPath().removeLastSegments(1).append("copy.spade"), true, null);
		var copy = file.getParent().getFile(IPath.fromOSString("copy.spade"));
		editor = open(copy);
		assertEquals(place, editor.arrangement().positions().of(node("head")));
		desk().nudge(8, 0);
		editor.doSave(new NullProgressMonitor());
		closeEditors();
		editor = open(file);
		assertEquals(place, editor.arrangement().positions().of(node("head")), "the original keeps its own");
		closeEditors();
		for (String name : List.of("original.spade", "copy.spade", "original.spade.layout", "copy.spade.layout"))
			file.getParent().getFile(IPath.fromOSString(name)).delete(true, null);
	}

	@Test
	void aStudyDoesNotTakeTheLayoutOfADeletedOne() throws Exception {
		Study first = landscapes();
		Studies.begin(first, Path.of("gone.spade"));
		var file = file("gone.spade", first);
		editor = open(file);
		select(List.of("head"));
		desk().nudge(80, 16);
		editor.doSave(new NullProgressMonitor());
		closeEditors();
		file.delete(true, null);
		for (String name : List.of("gone.spade", "new.spade")) {
			Study second = landscapes();
			Studies.begin(second, Path.of(name));
			editor = open(file(name, second));
			assertNull(editor.arrangement().positions().of(node("head")), name);
			closeEditors();
		}
		file.getParent().getFile(IPath.fromOSString("gone.spade.layout")).delete(true, null);
	}

	@Test
	void aNewNodeInAnArrangedDiagramMakesRoomForItself() throws Exception {
		editor = open(file("room.spade", landscapes()));
		select(List.of("head"));
		desk().nudge(0, 8);
		desk().add(tool("Convolution"));
		List<Node> nodes = editor.activeGraph().getNodes();
		for (int i = 0; i < nodes.size(); i++)
			for (int j = i + 1; j < nodes.size(); j++)
				assertFalse(outline(nodes.get(i)).intersects(outline(nodes.get(j))), nodes.get(i).getName() + " covers " + nodes.get(j).getName());
		assertEquals(Literals.CONVOLUTION, editor.selectedNodes().get(0).eClass());
		assertEquals(Create.node(Literals.CONVOLUTION).getName(), editor.selectedNodes().get(0).getName());
	}

	private Rectangle outline(Node node) {
		return ((NodeFigure) ((GraphicalEditPart) part(node)).getFigure()).outline();
	}
}
