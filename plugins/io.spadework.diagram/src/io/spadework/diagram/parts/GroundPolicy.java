package io.spadework.diagram.parts;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.Request;
import org.eclipse.gef.commands.Command;
import org.eclipse.gef.editpolicies.GraphicalEditPolicy;
import org.eclipse.gef.requests.ChangeBoundsRequest;
import org.eclipse.gef.requests.CreateRequest;

import io.spadework.diagram.edit.Desk;
import io.spadework.model.study.Node;

/** Nodes that are dropped on the ground of a diagram: new ones, and those that are moved. */
final class GroundPolicy extends GraphicalEditPolicy {

	private final Desk desk;

	GroundPolicy(Desk desk) {
		this.desk = desk;
	}

	@Override
	public EditPart getTargetEditPart(Request request) {
		return REQ_CREATE.equals(request.getType()) || REQ_MOVE.equals(request.getType()) || REQ_ADD.equals(request.getType()) ? getHost() : null;
	}

	@Override
	public Command getCommand(Request request) {
		if (REQ_MOVE_CHILDREN.equals(request.getType())) {
			ChangeBoundsRequest move = (ChangeBoundsRequest) request;
			List<Node> nodes = new ArrayList<>();
			for (Object part : move.getEditParts())
				if (((EditPart) part).getModel() instanceof Node node)
					nodes.add(node);
			Dimension distance = unzoomed(move.getMoveDelta());
			return nodes.isEmpty() ? null : desk.move(nodes, distance.width, distance.height);
		}
		if (REQ_CREATE.equals(request.getType()) && ((CreateRequest) request).getNewObject() instanceof Node node)
			return desk.create(node, at(((CreateRequest) request).getLocation()));
		return null;
	}

	private Point at(Point location) {
		Point point = location.getCopy();
		((GraphicalEditPart) getHost()).getFigure().translateToRelative(point);
		return point;
	}

	private Dimension unzoomed(Point delta) {
		return at(delta).getDifference(at(new Point(0, 0)));
	}

	@Override
	public void showTargetFeedback(Request request) {
		if (REQ_CREATE.equals(request.getType()))
			desk.say("Stands by itself here; drop it on an edge or a node to put it into the flow", false);
	}

	@Override
	public void eraseTargetFeedback(Request request) {
		if (REQ_CREATE.equals(request.getType()))
			desk.say(null, false);
	}
}
