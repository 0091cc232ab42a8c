package io.spadework.diagram;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.eclipse.gef.DefaultEditDomain;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.EditPartViewer;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.MouseWheelHandler;
import org.eclipse.gef.MouseWheelZoomHandler;
import org.eclipse.gef.ui.parts.GraphicalViewerKeyHandler;
import org.eclipse.gef.ui.parts.ScrollingGraphicalViewer;
import org.eclipse.jface.action.MenuManager;
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

import io.spadework.diagram.figures.Palette;
import io.spadework.diagram.parts.DiagramRoot;
import io.spadework.diagram.parts.Drawing;
import io.spadework.diagram.parts.GraphPartFactory;
import io.spadework.model.Problem;
import io.spadework.model.study.Element;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Graph;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Node;
import io.spadework.model.study.Study;
import io.spadework.notation.Notation;
import io.spadework.notation.Place;

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
	private final Consumer<Node> opened;
	private List<Experiment> choices = List.of();
	/** Ids of the network and the nodes that somebody came through; empty for the first way there is. */
	private List<String> way = List.of();
	private Drawing drawing;
	private Notation notation;
	private double followed = 1;

	/**
	 * An empty page.
	 *
	 * @param editor told when another experiment is chosen, a node opened, or the way back taken
	 */
	GraphPage(Composite parent, StudyEditor editor) {
		opened = editor::open;
		composite = new Composite(parent, SWT.NONE);
		GridLayout layout = new GridLayout();
		layout.marginWidth = layout.marginHeight = layout.verticalSpacing = 0;
		composite.setLayout(layout);
		bar = new Composite(composite, SWT.NONE);
		bar.setLayout(new GridLayout(2, false));
		bar.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
		crumbs = new Link(bar, SWT.NONE);
		crumbs.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		crumbs.addListener(SWT.Selection, e -> editor.back(notation.place(), Integer.parseInt(e.text)));
		choice = new Composite(bar, SWT.NONE);
		choice.setLayout(new GridLayout(2, false));
		choice.setLayoutData(new GridData());
		new Label(choice, SWT.NONE).setText("Numbers of experiment");
		experiments = new Combo(choice, SWT.READ_ONLY);
		experiments.addListener(SWT.Selection, e -> editor.selectExperiment(choices.get(experiments.getSelectionIndex())));

		viewer.createControl(composite).setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		viewer.setRootEditPart(root);
		DefaultEditDomain domain = new DefaultEditDomain(editor);
		domain.setCommandStack(editor.commands());
		viewer.setEditDomain(domain);
		viewer.setKeyHandler(new GraphicalViewerKeyHandler(viewer));
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

	/** Draws a graph in an experiment; what was selected stays selected. */
	void show(Graph graph, Experiment experiment, Map<Element, List<Problem>> problems, Palette palette) {
		List<String> selected = selectedIds();
		choices = Place.experiments(graph);
		Experiment shown = choices.contains(experiment) ? experiment : choices.stream().findFirst().orElse(null);
		Place kept = shown == null ? null : kept(graph, shown);
		notation = kept == null ? Notation.of(graph, shown) : Notation.at(kept, shown);
		experiments.setItems(choices.stream().map(e -> Objects.toString(e.getName(), e.getId())).toArray(String[]::new));
		experiments.select(choices.indexOf(shown));
		setShown(choice, choices.size() >= 2);
		crumbs.setText(crumbs(notation.place()));
		setShown(bar, choices.size() >= 2 || !crumbs.getText().isEmpty());
		composite.layout(true, true);

		drawing = new Drawing(graph, notation, problems, palette);
		viewer.setEditPartFactory(new GraphPartFactory(drawing, opened));
		viewer.getControl().setBackground(palette.color(palette.theme().canvas()));
		viewer.setContents(graph);
		drawing.nodes().stream().filter(n -> selected.contains(n.getId())).forEach(this::append);
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
		return notation;
	}

	/** The selected elements; the graph if none is. */
	IStructuredSelection selection() {
		List<?> parts = viewer.getSelectedEditParts();
		if (parts.isEmpty())
			return new StructuredSelection(drawing.graph());
		return new StructuredSelection(parts.stream().map(p -> ((EditPart) p).getModel()).toList());
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
		return DiagramImage.of(viewer, scale, drawing.palette().color(drawing.palette().theme().canvas()));
	}

	/** Fits the diagram to the window as long as nobody has zoomed by hand. */
	private void followSize() {
		if (drawing == null || root.getZoomManager().getZoom() != followed)
			return;
		root.fit(LEAST_FIRST_ZOOM);
		followed = root.getZoomManager().getZoom();
	}

	private EditPart part(Element element) {
		return (EditPart) ((EditPartViewer) viewer).getEditPartRegistry().get(element);
	}

	private void append(Element element) {
		EditPart part = part(element);
		if (part != null)
			viewer.appendSelection(part);
	}

	private List<String> selectedIds() {
		return drawing == null ? List.of()
				: selection().toList().stream().filter(Element.class::isInstance).map(e -> ((Element) e).getId()).filter(id -> !id.equals(drawing.graph().getId())).toList();
	}
}
