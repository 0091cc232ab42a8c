package io.spadework.diagram;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.draw2d.RangeModel;
import org.eclipse.draw2d.Viewport;
import org.eclipse.gef.EditDomain;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.EditPartViewer;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.MouseWheelHandler;
import org.eclipse.gef.MouseWheelZoomHandler;
import org.eclipse.gef.editparts.ZoomManager;
import org.eclipse.gef.ui.parts.GraphicalViewerKeyHandler;
import org.eclipse.gef.ui.parts.ScrollingGraphicalViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;

import io.spadework.diagram.export.Picture;
import io.spadework.diagram.figures.EdgeFigure;
import io.spadework.diagram.figures.NodeFigure;
import io.spadework.diagram.figures.Palette;
import io.spadework.diagram.overlay.OverlayLayer;
import io.spadework.diagram.parts.DiagramRoot;
import io.spadework.diagram.parts.Drawing;
import io.spadework.diagram.parts.GraphPartFactory;
import io.spadework.diagram.parts.Look;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.notation.Theme;

/**
 * A graph's diagram that is only looked at: it zooms (Ctrl and the wheel, + and -, 0 to see all), scrolls and selects, and changes nothing. Nodes and edges can be marked.
 * It is as light or dark as the workbench.
 */
public final class DiagramView {

	/** What is drawn smaller can't be read. */
	private static final double LEAST_FIRST_ZOOM = 0.6;

	/**
	 * What is said of a node.
	 *
	 * @param colour over and around it
	 * @param text beside it
	 * @param details lines of its tooltip
	 */
	public record Mark(Color colour, String text, List<String> details) {
	}

	/**
	 * What is shown.
	 *
	 * @param marks of nodes
	 * @param traces colours of edges
	 */
	public record Content(Graph graph, Look look, Map<Node, Mark> marks, Map<Edge, Color> traces) {
	}

	private final GraphicalViewer viewer = new ScrollingGraphicalViewer();
	private final DiagramRoot root = new DiagramRoot();
	private final List<DiagramView> beside = new ArrayList<>();
	private Content content;
	private Drawing drawing;
	private boolean fresh;
	private boolean following;
	private boolean selecting;

	/** An empty view. */
	public DiagramView(Composite parent) {
		viewer.createControl(parent);
		viewer.setRootEditPart(root);
		viewer.setEditDomain(new EditDomain());
		viewer.setKeyHandler(new GraphicalViewerKeyHandler(viewer));
		viewer.setProperty(MouseWheelHandler.KeyGenerator.getKey(SWT.MOD1), MouseWheelZoomHandler.SINGLETON);
		control().setData(this); // so that whoever finds the control finds the view
		control().addListener(SWT.KeyDown, this::key);
		control().addListener(SWT.Resize, event -> fitFirst());
		Runnable forget = WorkbenchTheme.onChange(this::redraw);
		control().addListener(SWT.Dispose, event -> forget.run());
		paintGround();
		Viewport viewport = ((FigureCanvas) control()).getViewport();
		for (boolean across : new boolean[] {true, false}) {
			RangeModel range = across ? viewport.getHorizontalRangeModel() : viewport.getVerticalRangeModel();
			range.addPropertyChangeListener(event -> alongside(other -> {
				Viewport seen = ((FigureCanvas) other.control()).getViewport();
				if (across)
					seen.setHorizontalLocation(viewport.getHorizontalRangeModel().getValue());
				else
					seen.setVerticalLocation(viewport.getVerticalRangeModel().getValue());
			}));
		}
		zoom().addZoomListener(zoom -> alongside(other -> other.zoom().setZoom(zoom)));
	}

	/** The diagram, for its place among other controls. */
	public Control control() {
		return viewer.getControl();
	}

	/** The background that colours have to go with. */
	public static Theme theme() {
		return WorkbenchTheme.current();
	}

	/** Lets two views scroll and zoom together. */
	public void lockWith(DiagramView other) {
		beside.add(other);
		other.beside.add(this);
	}

	private void alongside(Consumer<DiagramView> move) {
		if (following)
			return;
		for (DiagramView other : beside) {
			other.following = true;
			move.accept(other);
			other.following = false;
		}
	}

	/** Shows a graph, or nothing for null. */
	public void show(Content shown) {
		boolean another = content == null || shown == null || content.graph() != shown.graph();
		content = shown;
		draw();
		if (another) {
			fresh = true;
			fitFirst();
		}
	}

	private void redraw() {
		if (!control().isDisposed())
			draw();
	}

	private void paintGround() {
		Palette palette = new Palette(theme());
		control().setBackground(palette.color(palette.theme().canvas()));
	}

	private void draw() {
		paintGround();
		OverlayLayer layer = (OverlayLayer) root.getLayer(DiagramRoot.OVERLAY_LAYER);
		if (content == null) {
			drawing = null;
			viewer.setContents((EditPart) null);
			layer.mark(Map.of(), Map.of(), null);
			return;
		}
		drawing = new Drawing(content.graph(), content.look(), new Palette(theme()));
		selecting = true;
		viewer.setEditPartFactory(new GraphPartFactory(drawing));
		viewer.setContents(content.graph());
		selecting = false;
		Map<NodeFigure, OverlayLayer.Mark> marks = new HashMap<>();
		content.marks().forEach((node, mark) -> {
			drawing.figure(node).setMore(mark.details());
			marks.put(drawing.figure(node), new OverlayLayer.Mark(mark.colour(), mark.text()));
		});
		Map<EdgeFigure, Color> traces = new HashMap<>();
		content.traces().forEach((edge, colour) -> {
			if (drawing.figure(edge) != null)
				traces.put(drawing.figure(edge), colour);
		});
		layer.mark(marks, traces, drawing.palette().detail());
	}

	/** Calls back with the node that somebody selects, and with null when none is. */
	public void onSelect(Consumer<Node> listener) {
		viewer.addSelectionChangedListener(event -> {
			if (!selecting)
				listener.accept(selected());
		});
	}

	/** Calls back with the node that somebody double-clicks or opens with Enter. */
	public void onOpen(Consumer<Node> listener) {
		control().addListener(SWT.MouseDoubleClick, event -> open(listener));
		control().addListener(SWT.KeyDown, event -> {
			if (event.keyCode == SWT.CR)
				open(listener);
		});
	}

	private void open(Consumer<Node> listener) {
		if (selected() != null)
			listener.accept(selected());
	}

	/** The selected node; null where there is none. */
	public Node selected() {
		List<?> parts = viewer.getSelectedEditParts();
		return parts.stream().map(part -> ((EditPart) part).getModel()).filter(Node.class::isInstance).map(Node.class::cast).reduce((first, second) -> second).orElse(null);
	}

	/** Selects a node without telling anybody, and scrolls to it; none for null or for one that is not here. */
	public void select(Node node) {
		selecting = true;
		try {
			viewer.deselectAll();
			if (part(node) != null) {
				viewer.select(part(node));
				reveal(node);
			}
		} finally {
			selecting = false;
		}
	}

	/** Scrolls to a node; stays where it is for null or for a node that is not here. */
	public void reveal(Node node) {
		if (part(node) != null) {
			viewer.flush();
			following = true;
			viewer.reveal(part(node));
			following = false;
		}
	}

	private EditPart part(Node node) {
		return node == null ? null : (EditPart) ((EditPartViewer) viewer).getEditPartRegistry().get(node);
	}

	private ZoomManager zoom() {
		return root.getZoomManager();
	}

	/** Shows everything, as large as it fits. */
	public void fit() {
		root.fit(0);
	}

	/** Once there is room for it, a graph is first seen as a whole unless that would be too small to read. */
	private void fitFirst() {
		if (fresh && drawing != null && control().getSize().x > 0) {
			fresh = false;
			root.fit(LEAST_FIRST_ZOOM);
		}
	}

	/** Zooms in a step. */
	public void zoomIn() {
		zoom().zoomIn();
	}

	/** Zooms out a step. */
	public void zoomOut() {
		zoom().zoomOut();
	}

	/** How large it is shown, 1 for its natural size. */
	public double magnification() {
		return zoom().getZoom();
	}

	private void key(Event event) {
		switch (event.character) {
		case '+', '=' -> zoomIn();
		case '-' -> zoomOut();
		case '0' -> fit();
		default -> {
			// GEF's keys move the selection
		}
		}
	}

	/** The nodes that are marked now, each with what is written beside it. */
	public Map<Node, Mark> marks() {
		return content == null ? Map.of() : content.marks();
	}

	/** The whole diagram with its marks; null where nothing is shown. */
	public Picture picture(String title) {
		return drawing == null ? null : DiagramPicture.of(viewer, title, drawing.palette());
	}
}
