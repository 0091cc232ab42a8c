package io.spadework.diagram.parts;

import java.util.List;

import org.eclipse.draw2d.ConnectionAnchor;
import org.eclipse.draw2d.IFigure;
import org.eclipse.gef.ConnectionEditPart;
import org.eclipse.gef.DragTracker;
import org.eclipse.gef.EditPolicy;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.NodeEditPart;
import org.eclipse.gef.Request;
import org.eclipse.gef.RequestConstants;
import org.eclipse.gef.requests.DirectEditRequest;

import io.spadework.diagram.edit.Desk;
import io.spadework.diagram.figures.NodeFigure;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Node;

/** A node and its figure. */
final class NodePart extends SpokenPart implements NodeEditPart {

	private final Drawing drawing;
	private final Desk desk;

	NodePart(Drawing drawing, Desk desk) {
		this.drawing = drawing;
		this.desk = desk;
	}

	private Node node() {
		return (Node) getModel();
	}

	@Override
	protected IFigure createFigure() {
		return drawing.figure(node());
	}

	@Override
	protected void createEditPolicies() {
		NodeFigure figure = drawing.figure(node());
		if (desk == null) {
			installEditPolicy(EditPolicy.SELECTION_FEEDBACK_ROLE, new HighlightPolicy(figure::setSelected));
			return;
		}
		installEditPolicy(EditPolicy.PRIMARY_DRAG_ROLE, new MovePolicy(drawing, figure));
		installEditPolicy(EditPolicy.GRAPHICAL_NODE_ROLE, new ConnectPolicy(figure, desk, drawing.palette()));
	}

	@Override
	public void performRequest(Request request) {
		if (desk == null)
			super.performRequest(request);
		else if (RequestConstants.REQ_OPEN.equals(request.getType()))
			desk.open(node());
		else if (RequestConstants.REQ_DIRECT_EDIT.equals(request.getType()))
			desk.edit(node(), !(request instanceof DirectEditRequest direct) || !drawing.figure(node()).isOverDetail(direct.getLocation()));
		else
			super.performRequest(request);
	}

	@Override
	protected String spoken() {
		return drawing.figure(node()).spoken();
	}

	@Override
	protected List<?> getModelChildren() {
		return drawing.inside(node());
	}

	@Override
	public DragTracker getDragTracker(Request request) {
		return FoldTracker.isOnFold(drawing.figure(node()), request) ? new FoldTracker(this, () -> desk.look(List.of(drawing.way(node())))) : super.getDragTracker(request);
	}

	@Override
	protected void refreshVisuals() {
		((GraphicalEditPart) getParent()).setLayoutConstraint(this, getFigure(), drawing.bounds(node()));
	}

	@Override
	protected List<?> getModelSourceConnections() {
		return node().getOutgoing().stream().filter(drawing.edges()::contains).toList();
	}

	@Override
	protected List<?> getModelTargetConnections() {
		return node().getIncoming().stream().filter(drawing.edges()::contains).toList();
	}

	@Override
	public ConnectionAnchor getSourceConnectionAnchor(ConnectionEditPart connection) {
		return new RouteAnchor(getFigure(), drawing.bounds(node()), drawing.layout().route((Edge) connection.getModel()).getFirstPoint());
	}

	@Override
	public ConnectionAnchor getTargetConnectionAnchor(ConnectionEditPart connection) {
		return new RouteAnchor(getFigure(), drawing.bounds(node()), drawing.layout().route((Edge) connection.getModel()).getLastPoint());
	}

	@Override
	public ConnectionAnchor getSourceConnectionAnchor(Request request) {
		return new RouteAnchor(getFigure(), drawing.bounds(node()), drawing.layout().outline(node()).getBottom());
	}

	@Override
	public ConnectionAnchor getTargetConnectionAnchor(Request request) {
		return new RouteAnchor(getFigure(), drawing.bounds(node()), drawing.layout().outline(node()).getTop());
	}
}
