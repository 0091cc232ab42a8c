package io.spadework.diagram.parts;

import org.eclipse.gef.EditPart;
import org.eclipse.gef.Request;
import org.eclipse.gef.commands.Command;
import org.eclipse.gef.editpolicies.GraphicalEditPolicy;
import org.eclipse.gef.requests.CreateRequest;

import io.spadework.diagram.edit.Desk;
import io.spadework.diagram.figures.EdgeFigure;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Node;

/** A new node that is dropped on an edge goes into the middle of it. */
final class InsertPolicy extends GraphicalEditPolicy {

	private final EdgeFigure figure;
	private final Desk desk;

	InsertPolicy(EdgeFigure figure, Desk desk) {
		this.figure = figure;
		this.desk = desk;
	}

	private Edge edge() {
		return (Edge) getHost().getModel();
	}

	@Override
	public EditPart getTargetEditPart(Request request) {
		return REQ_CREATE.equals(request.getType()) ? getHost() : null;
	}

	@Override
	public Command getCommand(Request request) {
		return REQ_CREATE.equals(request.getType()) && ((CreateRequest) request).getNewObject() instanceof Node node ? desk.create(node, edge()) : null;
	}

	@Override
	public void showTargetFeedback(Request request) {
		if (REQ_CREATE.equals(request.getType())) {
			figure.setSelected(true);
			desk.say("Goes between " + edge().getSource().getName() + " and " + edge().getTarget().getName(), false);
		}
	}

	@Override
	public void eraseTargetFeedback(Request request) {
		if (REQ_CREATE.equals(request.getType())) {
			figure.setSelected(getHost().getSelected() != EditPart.SELECTED_NONE);
			desk.say(null, false);
		}
	}
}
