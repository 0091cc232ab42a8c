package io.spadework.diagram.edit;

import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.LayerConstants;
import org.eclipse.gef.editparts.LayerManager;
import org.eclipse.swt.widgets.Control;

import io.spadework.diagram.figures.HintFigure;
import io.spadework.diagram.figures.Palette;

/** Says something beside the pointer of a diagram, for a while, as nobody who draws looks at the status line. */
public final class Hint {

	/** From the pointer, in pixels. */
	private static final int BESIDE = 18;

	/** How long it is seen, in ms. */
	private static final int SHOWN = 6000;

	private final GraphicalViewer viewer;
	private final Runnable end = this::hide;
	private IFigure shown;

	/** Nothing is said yet. */
	public Hint(GraphicalViewer viewer) {
		this.viewer = viewer;
	}

	/** Says something in the place of what was said before: beside the pointer, or where that is elsewhere in the lower left corner; nothing (null) clears it. */
	public void say(String text, boolean refuses, Palette palette) {
		hide();
		Control control = viewer.getControl();
		if (text == null)
			return;
		shown = new HintFigure(text, refuses, palette);
		Dimension needed = shown.getPreferredSize();
		Point pointer = new Point(control.toControl(control.getDisplay().getCursorLocation()));
		Rectangle seen = new Rectangle(0, 0, control.getSize().x, control.getSize().y).shrink(BESIDE, BESIDE);
		Point at = new Point(seen.x, seen.bottom() - needed.height);
		if (seen.contains(pointer))
			// above: what a node says of itself stands below
			at = new Point(Math.min(pointer.x + BESIDE, seen.right() - needed.width),
					pointer.y - BESIDE - needed.height >= seen.y ? pointer.y - BESIDE - needed.height : pointer.y + BESIDE);
		layer().translateToRelative(at);
		shown.setBounds(new Rectangle(at, needed));
		layer().add(shown);
		control.getDisplay().timerExec(SHOWN, end);
	}

	private void hide() {
		if (shown == null || viewer.getControl() == null)
			return;
		shown.getParent().remove(shown);
		shown = null;
		viewer.getControl().getDisplay().timerExec(-1, end);
	}

	private IFigure layer() {
		return ((LayerManager) viewer.getRootEditPart()).getLayer(LayerConstants.FEEDBACK_LAYER);
	}
}
