package io.spadework.diagram.training;

import java.util.List;
import java.util.function.Consumer;

import org.eclipse.draw2d.ConnectionAnchor;
import org.eclipse.draw2d.FreeformLayer;
import org.eclipse.draw2d.FreeformLayout;
import org.eclipse.draw2d.IFigure;
import org.eclipse.gef.ConnectionEditPart;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.EditPartFactory;
import org.eclipse.gef.EditPolicy;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.NodeEditPart;
import org.eclipse.gef.Request;
import org.eclipse.gef.RequestConstants;
import org.eclipse.gef.editparts.AbstractConnectionEditPart;
import org.eclipse.gef.editparts.AbstractGraphicalEditPart;
import org.eclipse.gef.editpolicies.RootComponentEditPolicy;

import io.spadework.diagram.parts.DiagramRoot;
import io.spadework.diagram.parts.HighlightPolicy;
import io.spadework.diagram.parts.RouteAnchor;
import io.spadework.diagram.parts.SpokenPart;
import io.spadework.notation.training.Flow;
import io.spadework.notation.training.Part;
import io.spadework.notation.training.Training;

/** Makes the edit parts of a training's drawing. */
final class TrainingParts implements EditPartFactory {

	private final TrainingDrawing drawing;
	private final Consumer<Part> opened;

	/**
	 * Edit parts that show a drawing's figures.
	 *
	 * @param opened told of a part that is double-clicked
	 */
	TrainingParts(TrainingDrawing drawing, Consumer<Part> opened) {
		this.drawing = drawing;
		this.opened = opened;
	}

	@Override
	public EditPart createEditPart(EditPart context, Object model) {
		EditPart part = switch (model) {
		case Training training -> new Ground();
		case Part node -> new Stand();
		case Flow flow -> new Way();
		default -> throw new IllegalArgumentException("No edit part for " + model);
		};
		part.setModel(model);
		return part;
	}

	private final class Ground extends AbstractGraphicalEditPart {
		private IFigure backdrop;

		@Override
		protected IFigure createFigure() {
			FreeformLayer ground = new FreeformLayer();
			ground.setLayoutManager(new FreeformLayout());
			return ground;
		}

		@Override
		public void activate() {
			super.activate();
			backdrop = drawing.backdrop();
			getLayer(DiagramRoot.BACKGROUND_LAYER).add(backdrop, backdrop.getBounds());
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
			return drawing.training().parts();
		}
	}

	private final class Stand extends SpokenPart implements NodeEditPart {

		private Part part() {
			return (Part) getModel();
		}

		@Override
		protected IFigure createFigure() {
			return drawing.figure(part());
		}

		@Override
		protected void createEditPolicies() {
			installEditPolicy(EditPolicy.SELECTION_FEEDBACK_ROLE, new HighlightPolicy(drawing.figure(part())::setSelected));
		}

		@Override
		protected String spoken() {
			return drawing.figure(part()).spoken();
		}

		@Override
		public void performRequest(Request request) {
			if (RequestConstants.REQ_OPEN.equals(request.getType()))
				opened.accept(part());
			else
				super.performRequest(request);
		}

		@Override
		protected void refreshVisuals() {
			((GraphicalEditPart) getParent()).setLayoutConstraint(this, getFigure(), drawing.bounds(part()));
		}

		@Override
		protected List<?> getModelSourceConnections() {
			return drawing.training().flows().stream().filter(flow -> flow.source() == part()).toList();
		}

		@Override
		protected List<?> getModelTargetConnections() {
			return drawing.training().flows().stream().filter(flow -> flow.target() == part()).toList();
		}

		@Override
		public ConnectionAnchor getSourceConnectionAnchor(ConnectionEditPart connection) {
			return new RouteAnchor(getFigure(), drawing.bounds(part()), drawing.layout().route((Flow) connection.getModel()).getFirstPoint());
		}

		@Override
		public ConnectionAnchor getTargetConnectionAnchor(ConnectionEditPart connection) {
			return new RouteAnchor(getFigure(), drawing.bounds(part()), drawing.layout().route((Flow) connection.getModel()).getLastPoint());
		}

		@Override
		public ConnectionAnchor getSourceConnectionAnchor(Request request) {
			return new RouteAnchor(getFigure(), drawing.bounds(part()), drawing.layout().outline(part()).getBottom());
		}

		@Override
		public ConnectionAnchor getTargetConnectionAnchor(Request request) {
			return new RouteAnchor(getFigure(), drawing.bounds(part()), drawing.layout().outline(part()).getTop());
		}
	}

	private final class Way extends AbstractConnectionEditPart {
		@Override
		protected IFigure createFigure() {
			return drawing.figure((Flow) getModel());
		}

		@Override
		protected void createEditPolicies() {
			installEditPolicy(EditPolicy.SELECTION_FEEDBACK_ROLE, new HighlightPolicy(drawing.figure((Flow) getModel())::setSelected));
		}
	}
}
