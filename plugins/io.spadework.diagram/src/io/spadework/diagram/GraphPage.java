package io.spadework.diagram;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.gef.DefaultEditDomain;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.EditPartViewer;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.MouseWheelHandler;
import org.eclipse.gef.MouseWheelZoomHandler;
import org.eclipse.gef.ui.parts.GraphicalViewerKeyHandler;
import org.eclipse.gef.ui.parts.ScrollingGraphicalViewer;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.util.TransferDropTargetListener;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.ControlAdapter;
import org.eclipse.swt.events.ControlEvent;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;

import io.spadework.diagram.edit.DirectEdit;
import io.spadework.diagram.edit.Hint;
import io.spadework.diagram.edit.PlacingTool;
import io.spadework.diagram.edit.ToolDrop;
import io.spadework.diagram.figures.NodeFigure;
import io.spadework.diagram.figures.Palette;
import io.spadework.diagram.layout.Positions;
import io.spadework.diagram.overlay.NodeOverlay;
import io.spadework.diagram.parts.DiagramRoot;
import io.spadework.diagram.parts.Drawing;
import io.spadework.diagram.parts.GraphPartFactory;
import io.spadework.diagram.parts.Inside;
import io.spadework.model.Problem;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Graph;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Node;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.notation.Heat.Measure;
import io.spadework.notation.Notation;
import io.spadework.notation.Place;
import io.spadework.notation.Toolbox.Tool;

/** A page of the editor: one graph's diagram, and above it the way that leads to it and the experiment whose numbers it shows, where there is a choice. */
final class GraphPage {

	/** A first look shows the whole graph unless its text would be too small to read. */
	private static final double LEAST_FIRST_ZOOM = 0.6;

	private final Composite composite;
	private final Composite bar;
	private final Link crumbs;
	private final Composite choice;
	private final Combo experiments;
	private final GraphicalViewer viewer = new ScrollingGraphicalViewer();
	private final DiagramRoot root = new DiagramRoot();
	private final StudyEditor editor;
	private final GraphDesk desk;
	private final Combo colouring;
	private final DefaultEditDomain domain;
	private final Hint hint = new Hint(viewer);
	private List<Experiment> choices = List.of();
	/** Ids of the network and the nodes that somebody came through; empty for the first way there is. */
	private List<String> way = List.of();
	private final OverlaySheet overlay;
	private Graph graph;
	private Experiment experiment;
	private Drawing drawing;
	private Notation notation;
	private double followed = 1;
	private DirectEdit editing;
	private boolean redrawing;

	/**
	 * An empty page.
	 *
	 * @param editor whose page it is
	 */
	GraphPage(Composite parent, StudyEditor editor) {
		this.editor = editor;
		desk = new GraphDesk(editor, this);
		composite = new Composite(parent, SWT.NONE);
		GridLayout layout = new GridLayout();
		layout.marginWidth = layout.marginHeight = layout.verticalSpacing = 0;
		composite.setLayout(layout);
		bar = new Composite(composite, SWT.NONE);
		bar.setLayout(new GridLayout(4, false));
		bar.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
		crumbs = new Link(bar, SWT.NONE);
		crumbs.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		crumbs.addListener(SWT.Selection, e -> editor.ways().back(notation.place(), Integer.parseInt(e.text)));
		Label by = new Label(bar, SWT.NONE);
		by.setText("&Colour by");
		colouring = new Combo(bar, SWT.READ_ONLY);
		colouring.setItems(Stream.concat(Stream.of("kind"), Stream.of(Measure.values()).map(Measure::label)).toArray(String[]::new));
		colouring.select(0);
		colouring.setToolTipText("Colours nodes by their kind, or by what they cost: the dearest is the hottest");
		colouring.addListener(SWT.Selection, e -> editor.colourBy(colouring.getSelectionIndex() == 0 ? null : Measure.values()[colouring.getSelectionIndex() - 1]));
		choice = new Composite(bar, SWT.NONE);
		GridLayout tight = new GridLayout(2, false);
		tight.marginHeight = 0;
		choice.setLayout(tight);
		choice.setLayoutData(new GridData());
		new Label(choice, SWT.NONE).setText("Numbers of experiment");
		experiments = new Combo(choice, SWT.READ_ONLY);
		experiments.addListener(SWT.Selection, e -> editor.selectExperiment(choices.get(experiments.getSelectionIndex())));

		overlay = new OverlaySheet(composite, root);
		viewer.createControl(composite).setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		viewer.setRootEditPart(root);
		domain = new DefaultEditDomain(editor);
		domain.setCommandStack(editor.commands());
		viewer.setEditDomain(domain);
		viewer.setKeyHandler(new GraphicalViewerKeyHandler(viewer));
		viewer.addDropTargetListener((TransferDropTargetListener) new ToolDrop(viewer));
		viewer.setProperty(MouseWheelHandler.KeyGenerator.getKey(SWT.MOD1), MouseWheelZoomHandler.SINGLETON);
		MenuManager menu = new MenuManager();
		viewer.getControl().setMenu(menu.createContextMenu(viewer.getControl()));
		editor.getSite().registerContextMenu(StudyEditor.ID, menu, viewer);
		viewer.getControl().addControlListener(new ControlAdapter() {
			@Override
			public void controlResized(ControlEvent e) {
				followSize();
			}
		});
	}

	/** From now on, shows a graph as it is now in an experiment. It is drawn when it is looked at. */
	void show(Graph shown, Experiment wanted) {
		graph = shown;
		choices = Place.experiments(graph);
		experiment = choices.contains(wanted) ? wanted : choices.stream().findFirst().orElse(null);
		notation = null;
	}

	/** Draws the graph as it is now; what was selected stays selected. */
	void draw(Map<Element, List<Problem>> problems, Palette palette, Positions positions, Measure measure) {
		if (editing != null)
			editing.close();
		List<List<String>> selected = selectedWays();
		experiments.setItems(choices.stream().map(e -> Objects.toString(e.getName(), e.getId())).toArray(String[]::new));
		experiments.select(choices.indexOf(experiment));
		setShown(choice, choices.size() >= 2);
		crumbs.setText(crumbs(notation().place()));
		colouring.select(measure == null ? 0 : measure.ordinal() + 1);
		composite.layout(true, true);

		drawing = new Drawing(notation(), problems, palette, positions, measure);
		redrawing = true;
		viewer.setEditPartFactory(new GraphPartFactory(drawing, desk));
		viewer.getControl().setBackground(palette.color(palette.theme().canvas()));
		viewer.setContents(graph);
		Stream.of(drawing.nodes(), drawing.edges(), drawing.allInside()).flatMap(Collection::stream).filter(each -> selected.contains(way(each))).forEach(this::append);
		redrawing = false;
		overlay.redrawn(drawing, notation().place());
	}

	/** Shows values over the nodes from now on, or none for null. */
	void overlay(NodeOverlay shown) {
		overlay.show(shown, drawing, drawing == null ? null : notation().place());
	}

	/** From now on, shows the graph as it is at a place. */
	void come(Place place) {
		way = Stream.concat(Stream.of(place.network().getId()), place.through().stream().map(Node::getId)).toList();
	}

	/** The place that somebody came to, as the study is now; null where nobody did, or it is gone. */
	private Place kept(Graph graph, Experiment experiment) {
		if (way.isEmpty() || !(graph.eContainer() instanceof Study study))
			return null;
		Place place = study.getNetworks().stream().filter(network -> way.get(0).equals(network.getId()) && Place.experiments(network).contains(experiment)).map(Place::of).findFirst()
				.orElse(null);
		for (String id : way.subList(1, way.size())) {
			Node next = place == null ? null : place.graph().getNodes().stream().filter(node -> id.equals(node.getId()) && Place.inside(node) != null).findFirst().orElse(null);
			place = next == null ? null : place.into(next);
		}
		return place != null && place.graph() == graph ? place : null;
	}

	/** The way to a place, each step a link back to it. */
	private static String crumbs(Place place) {
		if (place == null || place.through().isEmpty())
			return "";
		StringBuilder crumbs = new StringBuilder(crumb(place.network(), 0));
		for (int i = 0; i < place.through().size() - 1; i++)
			crumbs.append("  \u203a  ").append(crumb(place.through().get(i), i + 1));
		return crumbs.append("  \u203a  ").append(escaped(place.through().getLast().getName())).toString();
	}

	private static String crumb(NamedElement step, int index) {
		return "<a href=\"" + index + "\">" + escaped(step.getName()) + "</a>";
	}

	/** Link takes "&" for a mnemonic and "<" for a tag. */
	private static String escaped(String text) {
		return Objects.toString(text, "").replace("&", "&&").replace("<", "\u2039");
	}

	private static void setShown(Control control, boolean shown) {
		((GridData) control.getLayoutData()).exclude = !shown;
		control.setVisible(shown);
	}

	/** Everything of the page. */
	Control control() {
		return composite;
	}

	/** The diagram. */
	GraphicalViewer viewer() {
		return viewer;
	}

	/** The zoom. */
	DiagramRoot root() {
		return root;
	}

	/** What is drawn. */
	Drawing drawing() {
		return drawing;
	}

	/** How it is written. */
	Notation notation() {
		if (notation == null) {
			Place kept = experiment == null ? null : kept(graph, experiment);
			notation = kept == null ? Notation.of(graph, experiment) : Notation.at(kept, experiment);
		}
		return notation;
	}

	/** What changes the graph. */
	GraphDesk desk() {
		return desk;
	}

	/** The graph of the page. */
	Graph graph() {
		return graph;
	}

	/** Whether it has been drawn since the graph changed. */
	boolean isDrawn() {
		return drawing != null && drawing.graph() == graph && !redrawing;
	}

	/** Arms a tool for the next click; null for selecting. */
	void arm(Tool tool) {
		if (tool == null)
			domain.loadDefaultTool();
		else
			domain.setActiveTool(new PlacingTool(tool, editor::toolDone));
	}

	/** The selected nodes, in the graph's order. */
	List<Node> selectedNodes() {
		return drawing == null ? List.of() : drawing.nodes().stream().filter(selection().toList()::contains).toList();
	}

	/** The nodes that a gesture changes: the selected ones, and then those that are selected inside of blocks and stages. */
	List<Node> chosenNodes() {
		return Stream.concat(selectedNodes().stream(), selectedInside().map(Inside::node)).distinct().toList();
	}

	/** The nodes and edges that a gesture changes, in the order in which they were selected. */
	List<Element> chosenElements() {
		return drawing == null ? List.of() : models().map(each -> each instanceof Inside inside ? inside.node() : each).filter(each -> each instanceof Node || each instanceof Edge)
				.map(Element.class::cast).distinct().toList();
	}

	/** How the graph is written that a gesture changes: that of the page, or of the block or stage in which something is selected. */
	Notation chosenNotation() {
		return selectedInside().reduce((first, last) -> last).map(inside -> inside.drawing().notation()).orElse(notation());
	}

	private Stream<Inside> selectedInside() {
		return drawing == null ? Stream.of() : models().filter(Inside.class::isInstance).map(Inside.class::cast);
	}

	/** The figure of a node, or of where it is selected inside of a block or stage. */
	NodeFigure figure(Node node) {
		return selectedInside().filter(inside -> inside.node() == node).map(Inside::figure).findFirst().orElseGet(() -> drawing.figure(node));
	}

	/** Selects a node, which may stand inside of a block or stage. */
	void choose(Node node) {
		if (!reveal(node))
			select(List.of(node));
	}

	/** The ways to the selected blocks and stages, also to those inside of others. */
	List<List<Node>> selectedDoors() {
		return models().map(each -> each instanceof Inside inside ? inside.way() : each instanceof Node node ? List.of(node) : List.<Node>of())
				.filter(way -> !way.isEmpty() && Place.inside(way.getLast()) != null).toList();
	}

	/** Opens what is selected: the graph of a block or stage, or that of a node inside. */
	void openSelected() {
		Object selected = models().findFirst().orElse(null);
		if (selected instanceof Inside inside && Place.inside(inside.node()) == null)
			desk.open(inside.way());
		else if (selected instanceof Inside inside)
			editor.ways().openInside(inside.way());
		else if (selected instanceof Node node)
			editor.open(node);
	}

	/** Selects what shows the selected node inside; false where none is selected that stands inside. */
	boolean leaveInside() {
		List<?> parts = viewer.getSelectedEditParts();
		if (parts.isEmpty() || !(((EditPart) parts.getLast()).getModel() instanceof Inside))
			return false;
		viewer.select(((EditPart) parts.getLast()).getParent());
		return true;
	}

	private Stream<Object> models() {
		return ((List<?>) viewer.getSelectedEditParts()).stream().map(part -> ((EditPart) part).getModel());
	}

	/** Selects nodes and nothing else. */
	void select(List<? extends Element> elements) {
		viewer.deselectAll();
		elements.forEach(this::append);
	}

	/** Says something beside the pointer; nothing (null) clears it. */
	void say(String message, boolean refuses) {
		hint.say(message, refuses, editor.palette());
	}

	/** Whether a text is being changed where it is drawn. */
	boolean isEditing() {
		return editing != null;
	}

	/** The field in which it is changed; null where there is none. */
	DirectEdit editing() {
		return editing;
	}

	/** Lets a node's name, or the expression it is made with, be changed where it is drawn. */
	DirectEdit edit(Node node, EAttribute attribute) {
		if (editing != null)
			editing.close();
		reveal(node);
		NodeFigure figure = figure(node);
		Rectangle place = (attribute == Literals.NAMED_ELEMENT__NAME ? figure.name() : figure.detail()).getBounds().getCopy();
		figure.translateToAbsolute(place);
		boolean name = attribute == Literals.NAMED_ELEMENT__NAME;
		org.eclipse.swt.graphics.Rectangle area = new org.eclipse.swt.graphics.Rectangle(place.x, place.y, place.width, place.height);
		editing = new DirectEdit((Composite) viewer.getControl(), area, (name ? drawing.palette().name() : drawing.palette().detail()), Objects.toString(node.eGet(attribute), ""),
				name ? null : desk::names, text -> desk.refusal(node, attribute, text), text -> desk.set(node, attribute, text), wrong -> desk.say(wrong, true), () -> {
					editing = null;
					editor.selectionChanged();
					if (!viewer.getControl().isDisposed())
						viewer.getControl().setFocus();
				});
		editor.selectionChanged();
		return editing;
	}

	/** The selected elements; the graph if none is. */
	IStructuredSelection selection() {
		List<?> elements = models().map(each -> each instanceof Inside inside ? inside.node() : each).filter(Element.class::isInstance).toList();
		return elements.isEmpty() ? new StructuredSelection(graph) : new StructuredSelection(elements);
	}

	/** Selects an element and scrolls to it; false if it isn't on this page. */
	boolean reveal(Element element) {
		EditPart part = part(element);
		if (part == null)
			return false;
		viewer.flush();
		viewer.select(part);
		viewer.reveal(part);
		return true;
	}

	/** The diagram as an image. */
	ImageData image(double scale) {
		return DiagramPicture.of(viewer, graph.getName(), drawing.palette()).image(scale);
	}

	/** Fits the diagram to the window as long as nobody has zoomed by hand. */
	private void followSize() {
		if (drawing == null || root.getZoomManager().getZoom() != followed)
			return;
		root.fit(LEAST_FIRST_ZOOM);
		followed = root.getZoomManager().getZoom();
	}

	private EditPart part(Object element) {
		return (EditPart) ((EditPartViewer) viewer).getEditPartRegistry().get(element);
	}

	private void append(Object element) {
		EditPart part = part(element);
		if (part == null)
			part = drawing.allInside().stream().filter(inside -> inside.node() == element).findFirst().map(this::part).orElse(null);
		if (part != null)
			viewer.appendSelection(part);
	}

	private List<List<String>> selectedWays() {
		return drawing == null ? List.of() : models().map(GraphPage::way).filter(way -> !way.isEmpty()).toList();
	}

	/** The ids on the way to what can be selected in the diagram; none for the graph itself. */
	private static List<String> way(Object model) {
		return model instanceof Inside inside ? inside.way().stream().map(Node::getId).toList() : model instanceof Element element && !(element instanceof Graph) ? List.of(element.getId()) : List.of();
	}
}
