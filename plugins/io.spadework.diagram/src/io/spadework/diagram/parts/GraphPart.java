package io.spadework.diagram.parts;

import java.util.List;

import org.eclipse.draw2d.FreeformLayer;
import org.eclipse.draw2d.FreeformLayout;
import org.eclipse.draw2d.IFigure;
import org.eclipse.gef.EditPolicy;
import org.eclipse.gef.editparts.AbstractGraphicalEditPart;
import org.eclipse.gef.editpolicies.RootComponentEditPolicy;

/** The graph: the ground that the nodes stand on. */
final class GraphPart extends AbstractGraphicalEditPart {

	private final Drawing drawing;
	private IFigure backdrop;

	GraphPart(Drawing drawing) {
		this.drawing = drawing;
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
	}

	@Override
	protected List<?> getModelChildren() {
		return drawing.nodes();
	}
}
