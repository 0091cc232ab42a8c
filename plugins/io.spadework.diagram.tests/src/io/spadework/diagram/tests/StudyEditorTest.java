package io.spadework.diagram.tests;

import static io.spadework.diagram.tests.Workspace.file;
import static io.spadework.diagram.tests.Workspace.landscapes;
import static io.spadework.diagram.tests.Workspace.large;
import static io.spadework.diagram.tests.Workspace.open;
import static io.spadework.diagram.tests.Workspace.published;
import static io.spadework.diagram.tests.Workspace.waitFor;
import static io.spadework.diagram.tests.Workspace.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.Label;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.Request;
import org.eclipse.gef.RequestConstants;
import org.eclipse.gef.editparts.ZoomManager;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;
import org.eclipse.ui.views.properties.IPropertySheetPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.spadework.diagram.ProblemMarkers;
import io.spadework.diagram.StudyEditor;
import io.spadework.diagram.figures.EdgeFigure;
import io.spadework.diagram.figures.NodeFigure;
import io.spadework.model.Shapes;
import io.spadework.model.Studies;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.StoredDataset;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.notation.Notation;

/** The study editor in a workbench. */
class StudyEditorTest {

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

	private IFigure figure(Object element) {
		EditPart part = (EditPart) viewer().getEditPartRegistry().get(element);
		return part == null ? null : ((GraphicalEditPart) part).getFigure();
	}

	private static IMarker[] markers(IFile file) {
		try {
			return file.findMarkers(ProblemMarkers.TYPE, true, IResource.DEPTH_ZERO);
		} catch (CoreException e) {
			throw new IllegalStateException(e);
		}
	}

	private static Convolution seed(Study study) {
		return (Convolution) study.getExperiments().get(0).getGenerator().getNodes().stream().filter(node -> "seed".equals(node.getId())).findFirst().orElseThrow();
	}

	private static Node named(Graph graph, String name) {
		return graph.getNodes().stream().filter(node -> name.equals(node.getName())).findFirst().orElseThrow();
	}

	private List<?> selected() {
		return ((IStructuredSelection) editor.getSite().getSelectionProvider().getSelection()).toList();
	}

	@Test
	void everyNetworkAndEveryBlockHasATabWithItsNameAndSoHasTheTraining() throws Exception {
		editor = open(file("tabs.spade", landscapes()));
		var folder = (CTabFolder) viewer().getControl().getParent().getParent();
		List<String> tabs = Arrays.stream(folder.getItems()).map(i -> i.getText()).toList();
		List<String> drawn = Stream.concat(graphs().stream().map(Graph::getName), Stream.of("Training")).toList();
		assertEquals(drawn, tabs.subList(tabs.size() - drawn.size(), tabs.size()), "behind the forms");
		assertEquals("tabs.spade", editor.getPartName());
		assertFalse(editor.isDirty());
	}

	@Test
	void everyNodeAndEdgeHasAFigureAndNoTwoNodesOverlap() throws Exception {
		editor = open(file("published.spade", published()));
		for (Graph graph : graphs()) {
			editor.reveal(graph.getId());
			viewer();
			for (Node node : graph.getNodes())
				assertInstanceOf(NodeFigure.class, figure(node), node.getId());
			for (Edge edge : graph.getEdges())
				assertInstanceOf(EdgeFigure.class, figure(edge), edge.getId());
			List<Node> nodes = graph.getNodes();
			for (int i = 0; i < nodes.size(); i++)
				for (int j = i + 1; j < nodes.size(); j++)
					assertFalse(figure(nodes.get(i)).getBounds().intersects(figure(nodes.get(j)).getBounds()), nodes.get(i).getId() + " overlaps " + nodes.get(j).getId());
		}
	}

	@Test
	void aStudySavedAsAnotherGoesOnAsThat() throws Exception {
		IFile first = file("first.spade", published());
		IFile second = file("second.spade", "");
		second.delete(true, null);
		IFolder folder = first.getProject().getFolder("deeper");
		if (folder.exists())
			folder.delete(true, null);
		folder.create(true, true, null);
		editor = open(first);
		String before = Studies.write(editor.study());
		editor.change("Rename", () -> seed(editor.study()).setName("sown"));
		editor.reveal("seed");
		editor.commands().execute(editor.desk().move(List.of(seed(editor.study())), 500, 40));
		assertTrue(editor.isDirty());

		editor.saveAs(second);
		Workspace.turn(500);
		assertFalse(editor.isDirty());
		assertEquals("second.spade", editor.getPartName());
		assertEquals("sown", seed(Studies.load(second.getLocation().toPath())).getName());
		assertEquals(before, Studies.write(Studies.load(first.getLocation().toPath())), "the first is as it was");
		assertTrue(second.getParent().getFile(IPath.fromOSString("second.spade.layout")).exists(), "its layout came along");

		editor.commands().undo();
		editor.commands().undo();
		assertEquals("seed", seed(editor.study()).getName());
		assertTrue(editor.isDirty());
		editor.commands().redo();
		editor.commands().redo();
		assertFalse(editor.isDirty());

		editor.saveAs(folder.getFile("third.spade"));
		Workspace.turn(500);
		assertFalse(editor.isDirty());
		assertEquals("../coco", ((StoredDataset) editor.study().getDatasets().get(0)).getFolder(), "the data are where they were");
		assertEquals("../coco", ((StoredDataset) Studies.load(folder.getFile("third.spade").getLocation().toPath()).getDatasets().get(0)).getFolder());
	}

	@Test
	void aStudyThatIsRenamedWhileItIsEditedIsSavedUnderItsNewName() throws Exception {
		IFile before = file("before.spade", published());
		IFile after = file("after.spade", "");
		after.delete(true, null);
		editor = open(before);
		editor.change("Rename", () -> seed(editor.study()).setName("sown"));
		before.move(after.getFullPath(), true, null);
		assertTrue(waitFor(() -> "after.spade".equals(editor.getPartName())));
		assertTrue(editor.isDirty());
		editor.doSave(new NullProgressMonitor());
		Workspace.turn(500);
		assertFalse(editor.isDirty());
		assertFalse(before.exists());
		assertEquals("sown", seed(Studies.load(after.getLocation().toPath())).getName());
		editor.commands().undo();
		assertEquals("seed", seed(editor.study()).getName());
	}

	@Test
	void noTextIsCutOff() throws Exception {
		editor = open(file("published.spade", published()));
		for (Graph graph : graphs()) {
			editor.reveal(graph.getId());
			viewer();
			for (Node node : graph.getNodes()) {
				NodeFigure block = (NodeFigure) figure(node);
				assertFalse(block.labels().isEmpty());
				for (Label label : block.labels()) {
					assertFalse(label.isTextTruncated(), node.getId() + ": " + label.getText());
					assertTrue(block.outline().contains(label.getBounds()) || block.box().round(), node.getId() + ": " + label.getText());
					assertTrue(block.getBounds().contains(label.getBounds()), node.getId() + ": " + label.getText());
				}
			}
		}
	}

	@Test
	void aTextThatIsTooLongIsElidedAndStandsInFullInTheTooltip() throws Exception {
		Study study = landscapes();
		String name = "a very long name for a block that nobody would ever want to read in a talk about networks";
		seed(study).setName(name);
		editor = open(file("long.spade", study));
		NodeFigure block = (NodeFigure) figure(seed(editor.study()));
		Label label = block.labels().get(0);
		assertTrue(label.isTextTruncated());
		assertTrue(label.getSubStringText().endsWith("..."));
		assertTrue(texts(block.getToolTip()).stream().anyMatch(t -> t.contains(name)));
	}

	private List<Graph> graphs() {
		return Stream.concat(editor.study().getNetworks().stream(), editor.study().getBlocks().stream()).toList();
	}

	private static List<String> texts(IFigure figure) {
		return figure.getChildren().stream().filter(Label.class::isInstance).map(l -> ((Label) l).getText()).toList();
	}

	@Test
	void theTooltipOfANodeHasItsFormula() throws Exception {
		editor = open(file("formula.spade", landscapes()));
		Graph block = editor.study().getBlocks().get(0);
		editor.reveal(block.getId());
		assertTrue(texts(figure(named(block, "norm0")).getToolTip()).stream().anyMatch(t -> t.contains("(1 + γ(m)) · (h − μ) / σ + β(m)")));
	}

	@Test
	void edgesShowTheInferredShapes() throws Exception {
		editor = open(file("shapes.spade", landscapes()));
		Experiment experiment = editor.selectedExperiment();
		for (Network network : editor.study().getNetworks()) {
			editor.reveal(network.getId());
			viewer();
			Shapes shapes = Shapes.infer(network, experiment);
			int labelled = 0;
			for (Edge edge : network.getEdges()) {
				EdgeFigure line = (EdgeFigure) figure(edge);
				assertEquals(shapes.of(edge).toString(), line.line().label());
				if (!line.label().getText().isEmpty()) {
					assertEquals(shapes.of(edge).toString(), line.label().getText());
					labelled++;
				} else {
					assertTrue(Notation.conditions(edge), "only of conditioning edges may the shape stand once: " + edge.getId());
				}
			}
			assertTrue(labelled >= network.getNodes().size() - 1);
		}
	}

	@Test
	void aRailCrossesNoBlock() throws Exception {
		editor = open(file("rail.spade", published()));
		Generator generator = editor.selectedExperiment().getGenerator();
		editor.reveal(generator.getId());
		for (Edge edge : generator.getEdges()) {
			var points = ((EdgeFigure) figure(edge)).getPoints();
			for (int i = 1; i < points.size(); i++) {
				Rectangle segment = new Rectangle(points.getPoint(i - 1), points.getPoint(i));
				for (Node node : generator.getNodes())
					if (node != edge.getSource() && node != edge.getTarget())
						assertFalse(((NodeFigure) figure(node)).outline().intersects(segment), edge.getId() + " crosses " + node.getId());
			}
		}
	}

	@Test
	void aBrokenFileShowsWhyAndMendsItself() throws Exception {
		Study study = landscapes();
		IFile file = file("broken.spade", Studies.write(study).replaceFirst("</", "<"));
		editor = open(file);
		assertNull(editor.study());
		assertNull(editor.selectedExperiment());
		assertTrue(editor.trouble().contains("broken.spade"), editor.trouble());
		assertTrue(waitFor(() -> markers(file).length == 1), "a marker says why");
		assertEquals(editor.trouble(), markers(file)[0].getAttribute(IMarker.MESSAGE));

		write(file, Studies.write(study));
		assertTrue(waitFor(() -> editor.study() != null), "the diagram comes back");
		assertNull(editor.trouble());
		assertNotNull(figure(seed(editor.study())));
		assertTrue(waitFor(() -> markers(file).length == 0), "the marker goes");
	}

	@Test
	void aStudyThatBreaksWhileOpenShowsWhy() throws Exception {
		IFile file = file("breaks.spade", landscapes());
		editor = open(file);
		write(file, "");
		assertTrue(waitFor(() -> editor.trouble() != null));
		assertNull(editor.study());
	}

	@Test
	void theDiagramFollowsTheFileAndKeepsTheSelection() throws Exception {
		Study study = landscapes();
		IFile file = file("follows.spade", study);
		editor = open(file);
		String id = seed(study).getId();
		editor.reveal(id);
		seed(study).setFilters("24*ngf");
		Study before = editor.study();
		write(file, Studies.write(study));
		assertTrue(waitFor(() -> editor.study() != before));
		NodeFigure block = (NodeFigure) figure(seed(editor.study()));
		assertTrue(block.look().detail().startsWith("24*ngf → 384 filters"), block.look().detail());
		IStructuredSelection selected = (IStructuredSelection) editor.getSite().getSelectionProvider().getSelection();
		assertEquals(List.of(id), selected.toList().stream().map(e -> ((Node) e).getId()).toList());
	}

	@Test
	void aChangeByAnotherProgramIsSeenWhenTheEditorGetsTheFocus() throws Exception {
		Study study = landscapes();
		IFile file = file("outside.spade", study);
		editor = open(file);
		seed(study).setName("renamed outside");
		Files.writeString(file.getLocation().toPath(), Studies.write(study));
		editor.setFocus();
		assertTrue(waitFor(() -> seed(editor.study()).getName().equals("renamed outside")));
	}

	@Test
	void problemsAppearAtTheirBlocksAndGoAway() throws Exception {
		Study study = landscapes();
		IFile file = file("problems.spade", study);
		editor = open(file);
		Study before = editor.study();
		Convolution seed = seed(study);
		String filters = seed.getFilters();
		seed.setFilters("16*nfg");
		write(file, Studies.write(study));
		assertTrue(waitFor(() -> editor.study() != before && markers(file).length > 0), "markers appear");
		IMarker marker = Arrays.stream(markers(file)).filter(m -> seed.getId().equals(m.getAttribute(ProblemMarkers.ELEMENT, ""))).findFirst().orElseThrow();
		assertTrue(marker.getAttribute(IMarker.MESSAGE, "").contains("nfg"), marker.getAttribute(IMarker.MESSAGE, ""));
		assertEquals(IMarker.SEVERITY_ERROR, marker.getAttribute(IMarker.SEVERITY, -1));
		assertTrue(waitFor(() -> !((NodeFigure) figure(seed(editor.study()))).problems().isEmpty()), "the block is marked");
		assertTrue(texts(figure(seed(editor.study())).getToolTip()).contains(marker.getAttribute(IMarker.MESSAGE, "")));

		editor.reveal(editor.study().getExperiments().get(0).getDiscriminator().getId());
		IDE.openEditor(Workspace.page(), marker, true);
		assertEquals(List.of(seed(editor.study())), ((IStructuredSelection) editor.getSite().getSelectionProvider().getSelection()).toList());

		seed.setFilters(filters);
		write(file, Studies.write(study));
		assertTrue(waitFor(() -> markers(file).length == 0), "markers go away");
		assertTrue(waitFor(() -> ((NodeFigure) figure(seed(editor.study()))).problems().isEmpty()), "the mark goes away");
	}

	@Test
	void revealShowsThePageOfAnElementAndSelectsIt() throws Exception {
		editor = open(file("reveal.spade", landscapes()));
		Node judged = editor.selectedExperiment().getDiscriminator().getNodes().stream().filter(Convolution.class::isInstance).findFirst().orElseThrow();
		assertTrue(editor.reveal(judged.getId()));
		assertEquals(editor.selectedExperiment().getDiscriminator(), editor.activeGraph());
		assertEquals(List.of(judged), ((IStructuredSelection) editor.getSite().getSelectionProvider().getSelection()).toList());
		assertTrue(editor.reveal(editor.selectedExperiment().getId()), "an experiment is not drawn, but can be selected");
		assertEquals(List.of(editor.selectedExperiment()), ((IStructuredSelection) editor.getSite().getSelectionProvider().getSelection()).toList());
		assertFalse(editor.reveal("no such element"));
	}

	@Test
	void aDoubleClickOnABlockUseShowsTheBlockWithTheNumbersOfThatUse() throws Exception {
		editor = open(file("opens.spade", landscapes()));
		Generator generator = editor.selectedExperiment().getGenerator();
		BlockUse use = (BlockUse) named(generator, "block3");
		((EditPart) viewer().getEditPartRegistry().get(use)).performRequest(new Request(RequestConstants.REQ_OPEN));
		assertEquals(use.getBlock(), editor.activeGraph());
		assertEquals("SPADE generator \u203a block3", editor.where());
		assertEquals("32 x 32 x 32", ((NodeFigure) figure(named(use.getBlock(), "conv1"))).look().output());
	}

	@Test
	void theWayThroughAUseIsKeptWhenTheFileChangesAndLeadsBack() throws Exception {
		Study study = landscapes();
		IFile file = file("way.spade", study);
		editor = open(file);
		editor.open(named(editor.selectedExperiment().getGenerator(), "block3"));
		Study before = editor.study();
		seed(study).setFilters("24*ngf");
		write(file, Studies.write(study));
		assertTrue(waitFor(() -> editor.study() != before));
		assertEquals("SPADE generator \u203a block3", editor.where());
		Link crumbs = find(((Composite) viewer().getControl().getParent()), Link.class);
		assertTrue(crumbs.isVisible());
		Event click = new Event();
		click.text = "0";
		crumbs.notifyListeners(SWT.Selection, click);
		assertEquals(editor.selectedExperiment().getGenerator(), editor.activeGraph());
		assertEquals(List.of(named(editor.activeGraph(), "block3")), selected());
	}

	private static <W extends Widget> W find(Composite parent, Class<W> type) {
		for (Control child : parent.getChildren()) {
			W found = type.isInstance(child) ? type.cast(child) : child instanceof Composite composite ? find(composite, type) : null;
			if (found != null)
				return found;
		}
		return null;
	}

	@Test
	void aProblemInABlockIsMarkedThereAndAtItsUses() throws Exception {
		Study study = landscapes();
		((Convolution) named(study.getBlocks().get(0), "conv0")).setFilters("fni");
		editor = open(file("inside.spade", study));
		Node use = named(editor.selectedExperiment().getGenerator(), "head");
		assertTrue(waitFor(() -> !((NodeFigure) figure(use)).problems().isEmpty()), "the use is marked");
		editor.open(use);
		assertTrue(((NodeFigure) figure(named(editor.activeGraph(), "conv0"))).problems().get(0).message().contains("fni"));
	}

	@Test
	void whatIsNeitherBlockNorStageHasNothingToOpen() throws Exception {
		editor = open(file("plain.spade", landscapes()));
		editor.reveal(seed(editor.study()).getId());
		editor.openSelected();
		assertEquals(editor.selectedExperiment().getGenerator(), editor.activeGraph());
	}

	@Test
	void arrowKeysWalkFromBlockToBlock() throws Exception {
		editor = open(file("keys.spade", landscapes()));
		Node seed = seed(editor.study());
		editor.reveal(seed.getId());
		press(SWT.ARROW_DOWN);
		IStructuredSelection selected = (IStructuredSelection) editor.getSite().getSelectionProvider().getSelection();
		assertEquals(List.of(seed.getOutgoing().get(0).getTarget()), selected.toList());
	}

	private void press(int key) {
		Event event = new Event();
		event.keyCode = key;
		event.type = SWT.KeyDown;
		event.widget = viewer().getControl();
		viewer().getControl().notifyListeners(SWT.KeyDown, event);
	}

	@Test
	void zoomCommandsZoomAndFitShowsEverything() throws Exception {
		editor = open(file("zoom.spade", published()));
		ZoomManager zoom = editor.getAdapter(ZoomManager.class);
		zoom.setZoom(1);
		IHandlerService handlers = editor.getSite().getService(IHandlerService.class);
		handlers.executeCommand("io.spadework.diagram.zoomIn", null);
		assertEquals(1.25, zoom.getZoom());
		handlers.executeCommand("io.spadework.diagram.zoomOut", null);
		assertEquals(1, zoom.getZoom());
		handlers.executeCommand("io.spadework.diagram.fit", null);
		viewer();
		assertTrue(zoom.getZoom() <= 1);
		Rectangle seen = zoom.getViewport().getBounds();
		for (Node node : editor.activeGraph().getNodes()) {
			Rectangle bounds = figure(node).getBounds().getCopy();
			figure(node).translateToAbsolute(bounds);
			assertTrue(seen.contains(bounds), node.getId() + " is seen");
		}
	}

	@Test
	void theFirstLookShowsTheWholeNetworkOrReadableText() throws Exception {
		editor = open(file("first.spade", published()));
		Workspace.turn(200);
		ZoomManager zoom = editor.getAdapter(ZoomManager.class);
		Rectangle last = figure(editor.activeGraph().getNodes().getLast()).getBounds().getCopy();
		figure(editor.activeGraph().getNodes().getLast()).translateToAbsolute(last);
		assertTrue(zoom.getZoom() == 0.6 || zoom.getViewport().getBounds().contains(last), "zoom " + zoom.getZoom());
	}

	@Test
	void anotherExperimentShowsItsOwnNumbers() throws Exception {
		Study study = landscapes();
		Experiment wide = EcoreUtil.copy(study.getExperiments().get(0));
		wide.setId("wide");
		wide.setName("Wide");
		var override = StudyFactory.eINSTANCE.createParameterOverride();
		override.setId("wide-ngf");
		override.setParameter(study.getParameters().stream().filter(p -> p.getName().equals("ngf")).findFirst().orElseThrow());
		override.setValue("32");
		wide.getOverrides().clear();
		wide.getOverrides().add(override);
		study.getExperiments().add(wide);
		editor = open(file("experiments.spade", study));
		assertEquals("256 x 2 x 2", ((NodeFigure) figure(seed(editor.study()))).look().output());
		editor.selectExperiment(editor.study().getExperiments().get(1));
		assertEquals("wide", editor.selectedExperiment().getId());
		assertEquals("512 x 2 x 2", ((NodeFigure) figure(seed(editor.study()))).look().output());
	}

	@Test
	void propertiesAndOutlineShowTheStudy() throws Exception {
		editor = open(file("views.spade", landscapes()));
		Workspace.page().showView("org.eclipse.ui.views.PropertySheet");
		Workspace.page().showView("org.eclipse.ui.views.ContentOutline");
		Workspace.page().activate(editor);
		Workspace.turn(200);
		assertNotNull(editor.getAdapter(IPropertySheetPage.class));
		IContentOutlinePage outline = editor.getAdapter(IContentOutlinePage.class);
		Convolution seed = seed(editor.study());
		editor.reveal(seed.getId());
		assertEquals(List.of(seed), ((IStructuredSelection) outline.getSelection()).toList());
		Node other = seed.getOutgoing().get(0).getTarget();
		outline.setSelection(new StructuredSelection(other));
		assertEquals(List.of(other), ((IStructuredSelection) editor.getSite().getSelectionProvider().getSelection()).toList());
	}

	@Test
	void theDiagramIsExportedAtTwiceItsSize(@TempDir Path folder) throws Exception {
		editor = open(file("export.spade", landscapes()));
		Path png = folder.resolve("generator.png");
		editor.export(png);
		ImageData image = new ImageData(png.toString());
		ImageData single = editor.image(editor.activeGraph(), 1);
		assertEquals(2 * single.width, image.width, 1);
		assertEquals(2 * single.height, image.height, 1);
	}

	@Test
	void aNodeThatHangsLooseIsDrawnToo() throws Exception {
		Study study = landscapes();
		Convolution loose = StudyFactory.eINSTANCE.createConvolution();
		loose.setId("loose");
		loose.setName("loose");
		loose.setFilters("4");
		study.getExperiments().get(0).getGenerator().getNodes().add(loose);
		editor = open(file("loose.spade", study));
		assertNotNull(figure(editor.study().getExperiments().get(0).getGenerator().getNodes().getLast()));
	}

	@Test
	void theEditorClosesWithItsFile() throws Exception {
		IFile file = file("deleted.spade", landscapes());
		editor = open(file);
		file.delete(true, null);
		assertTrue(waitFor(() -> Workspace.page().getEditorReferences().length == 0));
	}

	@Test
	void aNetworkOfFiveHundredNodesOpensWithinTwoSeconds() throws Exception {
		IFile file = file("large.spade", large(500));
		// what other programs of the machine take meanwhile is not counted
		long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		editor = open(file);
		viewer().getControl().update();
		double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
		assertEquals(500, editor.activeGraph().getNodes().size());
		assertNotNull(figure(editor.activeGraph().getNodes().get(499)));
		assertTrue(seconds < 2, "took " + seconds + " s of the display's thread");
	}
}
