package io.spadework.diagram.parts;

import org.eclipse.draw2d.IFigure;
import org.eclipse.gef.EditPolicy;
import org.eclipse.gef.editparts.AbstractConnectionEditPart;

import io.spadework.model.study.Edge;

/** An edge and its line. */
final class EdgePart extends AbstractConnectionEditPart {

	private final Drawing drawing;

	EdgePart(Drawing drawing) {
		this.drawing = drawing;
	}

	@Override
	protected IFigure createFigure() {
		return drawing.figure((Edge) getModel());
	}

	@Override
	protected void createEditPolicies() {
		installEditPolicy(EditPolicy.SELECTION_FEEDBACK_ROLE, new HighlightPolicy(drawing.figure((Edge) getModel())::setSelected));
	}
}
