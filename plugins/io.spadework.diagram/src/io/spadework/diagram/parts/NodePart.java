package io.spadework.diagram.parts;

import java.util.List;
import java.util.function.Consumer;

import org.eclipse.draw2d.ConnectionAnchor;
import org.eclipse.draw2d.IFigure;
import org.eclipse.gef.ConnectionEditPart;
import org.eclipse.gef.EditPolicy;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.NodeEditPart;
import org.eclipse.gef.Request;
import org.eclipse.gef.RequestConstants;
import org.eclipse.gef.editparts.AbstractGraphicalEditPart;

import io.spadework.model.study.Edge;
import io.spadework.model.study.Node;

/** A node and its node. */
final class NodePart extends AbstractGraphicalEditPart implements NodeEditPart {

	private final Drawing drawing;
	private final Consumer<Node> opened;

	NodePart(Drawing drawing, Consumer<Node> opened) {
		this.drawing = drawing;
		this.opened = opened;
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
		installEditPolicy(EditPolicy.SELECTION_FEEDBACK_ROLE, new HighlightPolicy(drawing.figure(node())::setSelected));
	}

	@Override
	public void performRequest(Request request) {
		if (RequestConstants.REQ_OPEN.equals(request.getType()))
			opened.accept(node());
		else
			super.performRequest(request);
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
