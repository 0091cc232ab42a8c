package io.spadework.diagram.parts;

import org.eclipse.draw2d.IFigure;
import org.eclipse.gef.AccessibleEditPart;
import org.eclipse.gef.EditPolicy;
import org.eclipse.gef.editparts.AbstractConnectionEditPart;
import org.eclipse.gef.editpolicies.ConnectionEndpointEditPolicy;

import org.eclipse.swt.accessibility.AccessibleEvent;

import io.spadework.diagram.edit.Desk;
import io.spadework.diagram.figures.EdgeFigure;
import io.spadework.model.Names;
import io.spadework.model.study.Edge;

/** An edge and its line. */
final class EdgePart extends AbstractConnectionEditPart {

	private final Drawing drawing;
	private final Desk desk;
	private AccessibleEditPart accessible;

	EdgePart(Drawing drawing, Desk desk) {
		this.drawing = drawing;
		this.desk = desk;
	}

	@Override
	protected IFigure createFigure() {
		return drawing.figure((Edge) getModel());
	}

	@Override
	protected AccessibleEditPart getAccessibleEditPart() {
		if (accessible == null)
			accessible = new AccessibleGraphicalEditPart() {
				@Override
				public void getName(AccessibleEvent e) {
					EdgeFigure figure = drawing.figure((Edge) getModel());
					e.result = Names.of((Edge) getModel()) + ", " + figure.line().carries() + " " + figure.line().label();
				}
			};
		return accessible;
	}

	@Override
	protected void createEditPolicies() {
		installEditPolicy(EditPolicy.SELECTION_FEEDBACK_ROLE, new HighlightPolicy(drawing.figure((Edge) getModel())::setSelected));
		if (desk == null)
			return;
		installEditPolicy(EditPolicy.CONNECTION_ENDPOINTS_ROLE, new ConnectionEndpointEditPolicy());
		installEditPolicy(EditPolicy.LAYOUT_ROLE, new InsertPolicy(drawing.figure((Edge) getModel()), desk));
	}
}
