package io.spadework.diagram.parts;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.editpolicies.NonResizableEditPolicy;
import org.eclipse.gef.requests.ChangeBoundsRequest;
import org.eclipse.swt.SWT;

import io.spadework.diagram.figures.NodeFigure;
import io.spadework.diagram.figures.Palette;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Node;

/** A node shows that it is selected by its figure, can be dragged together with the ends of its edges, and has a handle to draw an edge from. */
final class MovePolicy extends NonResizableEditPolicy {

	private final Drawing drawing;
	private final NodeFigure figure;
	private final Palette palette;

	MovePolicy(Drawing drawing, NodeFigure figure) {
		this.drawing = drawing;
		this.figure = figure;
		palette = drawing.palette();
	}

	@SuppressWarnings({"rawtypes", "unchecked"})
	@Override
	protected List createSelectionHandles() {
		return List.of(new ConnectHandle((GraphicalEditPart) getHost(), palette));
	}

	@Override
	protected void showSelection() {
		super.showSelection();
		figure.setSelected(true);
	}

	@Override
	protected void hideSelection() {
		super.hideSelection();
		figure.setSelected(false);
	}

	@Override
	protected void showChangeBoundsFeedback(ChangeBoundsRequest request) {
		super.showChangeBoundsFeedback(request);
		Set<Node> dragged = new HashSet<>();
		for (Object part : request.getEditParts())
			if (((EditPart) part).getModel() instanceof Node node)
				dragged.add(node);
		double zoom = ((DiagramRoot) getHost().getRoot()).getZoomManager().getZoom();
		Dimension distance = new Dimension((int) Math.round(request.getMoveDelta().x / zoom), (int) Math.round(request.getMoveDelta().y / zoom));
		Dimension none = new Dimension();
		for (Edge edge : edges())
			drawing.figure(edge).follow(drawing.layout().stretched(edge, dragged.contains(edge.getSource()) ? distance : none, dragged.contains(edge.getTarget()) ? distance : none));
	}

	@Override
	protected void eraseChangeBoundsFeedback(ChangeBoundsRequest request) {
		super.eraseChangeBoundsFeedback(request);
		edges().forEach(edge -> drawing.figure(edge).follow(null));
	}

	private List<Edge> edges() {
		Node node = (Node) getHost().getModel();
		return Stream.concat(node.getOutgoing().stream(), node.getIncoming().stream()).filter(drawing.edges()::contains).toList();
	}

	/** The outline alone: it follows the pointer quickly, however large the diagram is. */
	@Override
	protected IFigure createDragSourceFeedbackFigure() {
		IFigure ghost = new Ghost(palette);
		ghost.setBounds(getInitialFeedbackBounds());
		addFeedback(ghost);
		return ghost;
	}

	private static final class Ghost extends Figure {

		private final Palette palette;

		private Ghost(Palette palette) {
			this.palette = palette;
		}

		@Override
		protected void paintFigure(Graphics graphics) {
			Rectangle box = getBounds().getExpanded(-NodeFigure.MARGIN, -NodeFigure.MARGIN);
			graphics.setAntialias(SWT.ON);
			graphics.setLineWidth(2);
			graphics.setForegroundColor(palette.color(palette.theme().selection()));
			graphics.setBackgroundColor(palette.color(palette.theme().selection()));
			graphics.setAlpha(40);
			graphics.fillRoundRectangle(box, 12, 12);
			graphics.setAlpha(255);
			graphics.drawRoundRectangle(new Rectangle(box.x + 1, box.y + 1, box.width - 2, box.height - 2), 12, 12);
		}
	}
}
