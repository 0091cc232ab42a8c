package io.spadework.diagram;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

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

import io.spadework.diagram.figures.Palette;
import io.spadework.diagram.parts.DiagramRoot;
import io.spadework.diagram.parts.Drawing;
import io.spadework.diagram.parts.GraphPartFactory;
import io.spadework.model.Problem;
import io.spadework.model.study.Element;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Network;
import io.spadework.notation.Notation;

/** A page of the editor: one network's diagram, and above it the experiment whose numbers it shows where there is a choice. */
final class GraphPage {

	/** A first look shows the whole network unless its text would be too small to read. */
	private static final double LEAST_FIRST_ZOOM = 0.6;

	private final Composite composite;
	private final Composite bar;
	private final Combo experiments;
	private final GraphicalViewer viewer = new ScrollingGraphicalViewer();
	private final DiagramRoot root = new DiagramRoot();
	private List<Experiment> choices = List.of();
	private Drawing drawing;
	private Notation notation;
	private double followed = 1;

	/**
	 * An empty page.
	 *
	 * @param chosen told when another experiment is chosen
	 */
	GraphPage(Composite parent, StudyEditor editor, Consumer<Experiment> chosen) {
		composite = new Composite(parent, SWT.NONE);
		GridLayout layout = new GridLayout();
		layout.marginWidth = layout.marginHeight = layout.verticalSpacing = 0;
		composite.setLayout(layout);
		bar = new Composite(composite, SWT.NONE);
		bar.setLayout(new GridLayout(2, false));
		bar.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
		new Label(bar, SWT.NONE).setText("Numbers of experiment");
		experiments = new Combo(bar, SWT.READ_ONLY);
		experiments.addListener(SWT.Selection, e -> chosen.accept(choices.get(experiments.getSelectionIndex())));

		viewer.createControl(composite).setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		viewer.setRootEditPart(root);
		viewer.setEditDomain(new DefaultEditDomain(editor));
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

	/** Draws a network in an experiment; what was selected stays selected. */
	void show(Network network, Experiment experiment, Map<Element, List<Problem>> problems, Palette palette) {
		List<String> selected = selectedIds();
		choices = Notation.experimentsOf(network);
		experiments.setItems(choices.stream().map(e -> Objects.toString(e.getName(), e.getId())).toArray(String[]::new));
		experiments.select(choices.indexOf(experiment));
		((GridData) bar.getLayoutData()).exclude = choices.size() < 2;
		bar.setVisible(choices.size() >= 2);
		composite.layout();

		notation = Notation.of(network, choices.contains(experiment) ? experiment : choices.stream().findFirst().orElse(null));
		drawing = new Drawing(network, notation, problems, palette);
		viewer.setEditPartFactory(new GraphPartFactory(drawing));
		viewer.getControl().setBackground(palette.color(palette.theme().canvas()));
		viewer.setContents(network);
		drawing.nodes().stream().filter(n -> selected.contains(n.getId())).forEach(this::append);
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

	/** The selected elements; the network if none is. */
	IStructuredSelection selection() {
		List<?> parts = viewer.getSelectedEditParts();
		if (parts.isEmpty())
			return new StructuredSelection(drawing.network());
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
				: selection().toList().stream().filter(Element.class::isInstance).map(e -> ((Element) e).getId()).filter(id -> !id.equals(drawing.network().getId())).toList();
	}
}
