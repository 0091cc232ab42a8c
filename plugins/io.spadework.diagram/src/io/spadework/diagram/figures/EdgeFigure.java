package io.spadework.diagram.figures;

import org.eclipse.draw2d.AbstractRouter;
import org.eclipse.draw2d.Connection;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.Label;
import org.eclipse.draw2d.Locator;
import org.eclipse.draw2d.PolygonDecoration;
import org.eclipse.draw2d.PolylineConnection;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.widgets.Display;

import io.spadework.notation.Line;

/** An edge: rounded at its turns, an arrow at its end, the shape of what flows beside it. */
public final class EdgeFigure extends PolylineConnection {

	private static final float TURN = 8;

	private static final int SLACK = 4;

	private final Line line;
	private final Palette palette;
	private final Label label = new Label();
	private final PointList route;
	/** Where it runs while an end of it is dragged; null for along its route. */
	private PointList detour;

	/**
	 * An edge along a route.
	 *
	 * @param place left end of the label's base, null for no label
	 */
	public EdgeFigure(Line line, PointList route, Point place, Palette palette) {
		this.line = line;
		this.route = route;
		this.palette = palette;
		setConnectionRouter(new AbstractRouter() {
			@Override
			public void route(Connection connection) {
				connection.setPoints((detour == null ? route : detour).getCopy());
			}
		});
		PolygonDecoration arrow = new PolygonDecoration() {
			@Override
			public void paint(Graphics graphics) {
				graphics.setAntialias(SWT.ON);
				super.paint(graphics);
			}
		};
		arrow.setScale(8, 4);
		setTargetDecoration(arrow);
		if (place != null && !line.label().isEmpty())
			write(place);
		setToolTip(new TipFigure(palette, line.conditioning() ? line.carries() + ", conditions the block" : line.carries(), line.label().isEmpty() ? "shape unknown" : line.label()));
		setSelected(false);
	}

	/** What is drawn. */
	public Line line() {
		return line;
	}

	/** The text beside the edge; empty where another conditioning edge of the same source has it. */
	public Label label() {
		return label;
	}

	/** Runs along other points while an end of it is dragged; along its route again for null. */
	public void follow(PointList points) {
		if (detour == null && points == null)
			return;
		detour = points;
		label.setVisible(points == null);
		revalidate();
	}

	/** This edge as it stands inside of a block, where nothing moves it. */
	public EdgeFigure still() {
		setPoints(route.getCopy());
		return this;
	}

	/** Draws the edge as selected, or not. */
	public void setSelected(boolean selected) {
		setForegroundColor(palette.color(selected ? palette.theme().selection() : line.on(palette.theme())));
		setLineWidth(selected ? 3 : 2);
	}

	private void write(Point place) {
		label.setText(line.label());
		label.setFont(palette.detail());
		label.setForegroundColor(palette.color(line.conditioning() ? line.on(palette.theme()) : palette.theme().quietText()));
		add(label, new Locator() {
			@Override
			public void relocate(IFigure figure) {
				Dimension size = figure.getPreferredSize();
				figure.setBounds(new Rectangle(place.x, place.y - size.height + 3, size.width + SLACK, size.height));
			}
		});
	}

	@Override
	public void paint(Graphics graphics) {
		graphics.setAntialias(SWT.ON);
		super.paint(graphics);
	}

	@Override
	protected void outlineShape(Graphics graphics) {
		PointList points = getPoints();
		Path path = new Path(Display.getCurrent());
		path.moveTo(points.getFirstPoint().x, points.getFirstPoint().y);
		for (int i = 1; i < points.size() - 1; i++) {
			Point before = points.getPoint(i - 1);
			Point turn = points.getPoint(i);
			Point after = points.getPoint(i + 1);
			float[] in = toward(turn, before);
			float[] out = toward(turn, after);
			path.lineTo(in[0], in[1]);
			path.quadTo(turn.x, turn.y, out[0], out[1]);
		}
		path.lineTo(points.getLastPoint().x, points.getLastPoint().y);
		graphics.setLineCap(SWT.CAP_FLAT);
		graphics.drawPath(path);
		path.dispose();
	}

	private static float[] toward(Point from, Point to) {
		float length = (float) Math.hypot(to.x - from.x, to.y - from.y);
		float part = length == 0 ? 0 : Math.min(TURN / length, 0.5f);
		return new float[] {from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part};
	}
}
