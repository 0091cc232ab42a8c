package io.spadework.diagram.parts;

import org.eclipse.draw2d.Cursors;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.Label;
import org.eclipse.draw2d.Locator;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.DragTracker;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.handles.AbstractHandle;
import org.eclipse.gef.tools.ConnectionDragCreationTool;
import org.eclipse.swt.SWT;

import io.spadework.diagram.figures.NodeFigure;
import io.spadework.diagram.figures.Palette;

/** Below a selected node: an edge is drawn from it by dragging. */
final class ConnectHandle extends AbstractHandle {

	private static final int SIZE = 15;

	private final Palette palette;

	ConnectHandle(GraphicalEditPart owner, Palette palette) {
		super(owner, new Below((NodeFigure) owner.getFigure()), Cursors.CROSS);
		this.palette = palette;
		setToolTip(new Label(" Drag to connect "));
	}

	@Override
	protected DragTracker createDragTracker() {
		ConnectionDragCreationTool tool = new ConnectionDragCreationTool(EdgeFactory.ANY);
		tool.setUnloadWhenFinished(true);
		return tool;
	}

	@Override
	public void paintFigure(Graphics graphics) {
		Rectangle disc = getBounds();
		graphics.setAntialias(SWT.ON);
		graphics.setBackgroundColor(palette.color(palette.theme().selection()));
		graphics.fillOval(disc.x, disc.y, disc.width - 1, disc.height - 1);
		graphics.setForegroundColor(palette.color(palette.theme().canvas()));
		graphics.setLineWidth(2);
		int x = disc.x + disc.width / 2;
		int y = disc.y + disc.height / 2;
		graphics.drawLine(x, y - 3, x, y + 3);
		graphics.drawLine(x - 3, y, x, y + 3);
		graphics.drawLine(x + 3, y, x, y + 3);
	}

	/** Half on the lower side of a node, to the left of where its edges leave. */
	private record Below(NodeFigure node) implements Locator {
		@Override
		public void relocate(IFigure handle) {
			Rectangle outline = node.outline().getCopy();
			node.translateToAbsolute(outline);
			handle.translateToRelative(outline);
			int x = outline.x + outline.width / 2 - Math.max(SIZE + 4, Math.min(outline.width / 4, 48));
			handle.setBounds(new Rectangle(x - SIZE / 2, outline.bottom() - SIZE / 2, SIZE, SIZE));
		}
	}
}
