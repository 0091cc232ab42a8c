package io.spadework.diagram.parts;

import java.util.List;

import org.eclipse.draw2d.IFigure;
import org.eclipse.gef.DragTracker;
import org.eclipse.gef.EditPolicy;
import org.eclipse.gef.Request;
import org.eclipse.gef.RequestConstants;
import org.eclipse.gef.requests.DirectEditRequest;
import org.eclipse.gef.tools.SelectEditPartTracker;

import io.spadework.diagram.edit.Desk;

/** A node inside of a block or stage: what is done to it is done in all uses; it is moved, and edges are dragged, in the diagram of its own graph. */
final class InsidePart extends SpokenPart {

	private final Inside inside;
	private final Desk desk;

	InsidePart(Inside inside, Desk desk) {
		this.inside = inside;
		this.desk = desk;
	}

	@Override
	protected IFigure createFigure() {
		return inside.figure();
	}

	@Override
	protected void createEditPolicies() {
		installEditPolicy(EditPolicy.SELECTION_FEEDBACK_ROLE, new HighlightPolicy(inside.figure()::setSelected));
	}

	@Override
	protected void refreshVisuals() {
		getFigure().setBounds(inside.drawing().bounds(inside.node()));
	}

	@Override
	protected List<?> getModelChildren() {
		return inside.drawing().inside(inside.node());
	}

	@Override
	public DragTracker getDragTracker(Request request) {
		return FoldTracker.isOnFold(inside.figure(), request) ? new FoldTracker(this, () -> desk.look(List.of(inside.way()))) : new SelectEditPartTracker(this);
	}

	@Override
	public void performRequest(Request request) {
		if (RequestConstants.REQ_OPEN.equals(request.getType()))
			desk.open(inside.way());
		else if (RequestConstants.REQ_DIRECT_EDIT.equals(request.getType()))
			desk.edit(inside.node(), !(request instanceof DirectEditRequest direct) || !inside.figure().isOverDetail(direct.getLocation()));
		else
			super.performRequest(request);
	}

	@Override
	protected String spoken() {
		return inside.figure().look().kind() + " " + inside.figure().look().name() + " inside " + inside.way().get(inside.way().size() - 2).getName();
	}
}
