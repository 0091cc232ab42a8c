package io.spadework.diagram.parts;

import java.util.List;

import org.eclipse.draw2d.FreeformLayer;
import org.eclipse.draw2d.FreeformLayout;
import org.eclipse.draw2d.IFigure;
import org.eclipse.gef.DragTracker;
import org.eclipse.gef.EditPolicy;
import org.eclipse.gef.Request;
import org.eclipse.gef.editparts.AbstractGraphicalEditPart;
import org.eclipse.gef.editpolicies.RootComponentEditPolicy;
import org.eclipse.gef.tools.MarqueeDragTracker;

import io.spadework.diagram.edit.Desk;

/** The graph: the ground that the nodes stand on. */
final class GraphPart extends AbstractGraphicalEditPart {

	private final Drawing drawing;
	private final Desk desk;
	private IFigure backdrop;

	GraphPart(Drawing drawing, Desk desk) {
		this.drawing = drawing;
		this.desk = desk;
	}

	@Override
	protected IFigure createFigure() {
		FreeformLayer ground = new FreeformLayer();
		ground.setLayoutManager(new FreeformLayout());
		return ground;
	}

	@Override
	public void activate() {
		super.activate();
		IFigure layer = getLayer(DiagramRoot.BACKGROUND_LAYER);
		backdrop = drawing.backdrop();
		layer.add(backdrop, backdrop.getBounds());
	}

	@Override
	public void deactivate() {
		getLayer(DiagramRoot.BACKGROUND_LAYER).remove(backdrop);
		super.deactivate();
	}

	@Override
	protected void createEditPolicies() {
		installEditPolicy(EditPolicy.COMPONENT_ROLE, new RootComponentEditPolicy());
		if (desk != null)
			installEditPolicy(EditPolicy.LAYOUT_ROLE, new GroundPolicy(desk));
	}

	/** Dragging on the ground selects what is in the rectangle. */
	@Override
	public DragTracker getDragTracker(Request request) {
		return new MarqueeDragTracker();
	}

	@Override
	protected List<?> getModelChildren() {
		return drawing.nodes();
	}
}
