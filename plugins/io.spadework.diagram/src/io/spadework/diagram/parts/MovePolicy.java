package io.spadework.diagram.parts;

import java.util.List;

import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.editpolicies.NonResizableEditPolicy;
import org.eclipse.swt.SWT;

import io.spadework.diagram.figures.NodeFigure;
import io.spadework.diagram.figures.Palette;

/** A node shows that it is selected by its figure, can be dragged, and has a handle to draw an edge from. */
final class MovePolicy extends NonResizableEditPolicy {

	private final NodeFigure figure;
	private final Palette palette;

	MovePolicy(NodeFigure figure, Palette palette) {
		this.figure = figure;
		this.palette = palette;
	}

	@SuppressWarnings({"rawtypes", "unchecked"})
	@Override
	protected List createSelectionHandles() {
		return List.of(new ConnectHandle((GraphicalEditPart) getHost(), palette));
	}

	@Override
	protected void showSelection() {
		super.showSelection();
		figure.setSelected(true);
	}

	@Override
	protected void hideSelection() {
		super.hideSelection();
		figure.setSelected(false);
	}

	/** The outline alone: it follows the pointer quickly, however large the diagram is. */
	@Override
	protected IFigure createDragSourceFeedbackFigure() {
		IFigure ghost = new Ghost(palette);
		ghost.setBounds(getInitialFeedbackBounds());
		addFeedback(ghost);
		return ghost;
	}

	private static final class Ghost extends Figure {

		private final Palette palette;

		private Ghost(Palette palette) {
			this.palette = palette;
		}

		@Override
		protected void paintFigure(Graphics graphics) {
			Rectangle box = getBounds().getExpanded(-NodeFigure.MARGIN, -NodeFigure.MARGIN);
			graphics.setAntialias(SWT.ON);
			graphics.setLineWidth(2);
			graphics.setForegroundColor(palette.color(palette.theme().selection()));
			graphics.setBackgroundColor(palette.color(palette.theme().selection()));
			graphics.setAlpha(40);
			graphics.fillRoundRectangle(box, 12, 12);
			graphics.setAlpha(255);
			graphics.drawRoundRectangle(new Rectangle(box.x + 1, box.y + 1, box.width - 2, box.height - 2), 12, 12);
		}
	}
}
