package io.spadework.diagram.export;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.eclipse.draw2d.ColorConstants;
import org.eclipse.draw2d.FigureUtilities;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontMetrics;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.graphics.PathData;
import org.eclipse.swt.widgets.Display;

import io.spadework.diagram.export.VectorImage.Shape;

/** Remembers what figures paint as shapes instead of painting it. Pictures, which diagrams have none of, are left out. */
final class ShapeGraphics extends Graphics {

	/** What can be pushed and popped. */
	private record State(Color background, Color foreground, Font font, float width, int style, int alpha, Rectangle clip, double scale, double dx, double dy) {
	}

	private final List<Shape> shapes;
	private final Deque<State> pushed = new ArrayDeque<>();
	private State state;

	ShapeGraphics(List<Shape> shapes, Rectangle area) {
		this.shapes = shapes;
		state = new State(ColorConstants.white, ColorConstants.black, Display.getCurrent().getSystemFont(), 1, LINE_SOLID, 255, area.getCopy(), 1, 0, 0);
	}

	private void add(Path path, boolean fill, String says) {
		PathData data = path.getPathData();
		float[] points = new float[data.points.length];
		for (int i = 0; i < points.length; i++)
			points[i] = (float) (data.points[i] * state.scale + (i % 2 == 0 ? state.dx : state.dy));
		data.points = points;
		Color colour = fill && says == null ? state.background : state.foreground;
		shapes.add(new Shape(data, colour.getRGB(), state.alpha, fill ? 0 : Math.max(1, state.width) * state.scale, state.clip, says));
		path.dispose();
	}

	private static Path path() {
		return new Path(Display.getCurrent());
	}

	private static Path rectangle(double x, double y, double width, double height) {
		Path path = path();
		path.addRectangle((float) x, (float) y, (float) width, (float) height);
		return path;
	}

	private static Path polygon(PointList points, boolean close) {
		Path path = path();
		for (int i = 0; i < points.size(); i++) {
			Point point = points.getPoint(i);
			// lines are drawn through the middle of pixels
			if (i == 0)
				path.moveTo(point.x + 0.5f, point.y + 0.5f);
			else
				path.lineTo(point.x + 0.5f, point.y + 0.5f);
		}
		if (close)
			path.close();
		return path;
	}

	private static Path oval(double x, double y, double width, double height) {
		Path path = path();
		path.addArc((float) x, (float) y, (float) width, (float) height, 0, 360);
		path.close();
		return path;
	}

	private static Path round(Rectangle box, int arcWidth, int arcHeight, double inset) {
		float x = (float) (box.x + inset);
		float y = (float) (box.y + inset);
		float width = box.width;
		float height = box.height;
		float w = Math.min(arcWidth, width);
		float h = Math.min(arcHeight, height);
		Path path = path();
		path.addArc(x, y, w, h, 180, -90);
		path.addArc(x + width - w, y, w, h, 90, -90);
		path.addArc(x + width - w, y + height - h, w, h, 0, -90);
		path.addArc(x, y + height - h, w, h, 270, -90);
		path.close();
		return path;
	}

	private void text(String text, int x, int y) {
		int line = FigureUtilities.getTextExtents("Ag", state.font).height;
		String[] lines = text.split("\n", -1);
		for (int i = 0; i < lines.length; i++)
			if (!lines[i].isBlank()) {
				Path path = path();
				path.addString(lines[i], x, y + i * line, state.font);
				add(path, true, lines[i]);
			}
	}

	@Override
	public void drawPath(Path path) {
		add(new Path(Display.getCurrent(), path.getPathData()), false, null);
	}

	@Override
	public void fillPath(Path path) {
		add(new Path(Display.getCurrent(), path.getPathData()), true, null);
	}

	@Override
	public void drawLine(int x1, int y1, int x2, int y2) {
		PointList points = new PointList();
		points.addPoint(x1, y1);
		points.addPoint(x2, y2);
		add(polygon(points, false), false, null);
	}

	@Override
	public void drawPolygon(PointList points) {
		add(polygon(points, true), false, null);
	}

	@Override
	public void fillPolygon(PointList points) {
		add(polygon(points, true), true, null);
	}

	@Override
	public void drawPolyline(PointList points) {
		add(polygon(points, false), false, null);
	}

	@Override
	public void drawRectangle(int x, int y, int width, int height) {
		add(rectangle(x + 0.5, y + 0.5, width, height), false, null);
	}

	@Override
	public void fillRectangle(int x, int y, int width, int height) {
		add(rectangle(x, y, width, height), true, null);
	}

	@Override
	public void drawRoundRectangle(Rectangle box, int arcWidth, int arcHeight) {
		add(round(box, arcWidth, arcHeight, 0.5), false, null);
	}

	@Override
	public void fillRoundRectangle(Rectangle box, int arcWidth, int arcHeight) {
		add(round(box, arcWidth, arcHeight, 0), true, null);
	}

	@Override
	public void drawOval(int x, int y, int width, int height) {
		add(oval(x + 0.5, y + 0.5, width, height), false, null);
	}

	@Override
	public void fillOval(int x, int y, int width, int height) {
		add(oval(x, y, width, height), true, null);
	}

	@Override
	public void drawArc(int x, int y, int width, int height, int offset, int length) {
		Path path = path();
		path.addArc(x + 0.5f, y + 0.5f, width, height, offset, length);
		add(path, false, null);
	}

	@Override
	public void fillArc(int x, int y, int width, int height, int offset, int length) {
		Path path = path();
		path.moveTo(x + width / 2f, y + height / 2f);
		path.addArc(x, y, width, height, offset, length);
		path.close();
		add(path, true, null);
	}

	@Override
	public void fillGradient(int x, int y, int width, int height, boolean vertical) {
		fillRectangle(x, y, width, height);
	}

	@Override
	public void drawFocus(int x, int y, int width, int height) {
		drawRectangle(x, y, width, height);
	}

	@Override
	public void drawImage(Image image, int x, int y) {
		// a diagram has no pictures
	}

	@Override
	public void drawImage(Image image, int x1, int y1, int w1, int h1, int x2, int y2, int w2, int h2) {
		// a diagram has no pictures
	}

	@Override
	public void drawString(String text, int x, int y) {
		text(text, x, y);
	}

	@Override
	public void drawText(String text, int x, int y) {
		text(text, x, y);
	}

	@Override
	public void fillString(String text, int x, int y) {
		text(text, x, y);
	}

	@Override
	public void fillText(String text, int x, int y) {
		text(text, x, y);
	}

	@Override
	public void clipRect(Rectangle box) {
		setClip(box.getIntersection(getClip(new Rectangle())));
	}

	@Override
	public Rectangle getClip(Rectangle clip) {
		Rectangle seen = state.clip;
		int x = (int) Math.floor((seen.x - state.dx) / state.scale);
		int y = (int) Math.floor((seen.y - state.dy) / state.scale);
		clip.setLocation(x, y);
		clip.setSize((int) Math.ceil(seen.width / state.scale), (int) Math.ceil(seen.height / state.scale));
		return clip;
	}

	@Override
	public void setClip(Rectangle box) {
		Rectangle clip = new Rectangle((int) Math.floor(box.x * state.scale + state.dx), (int) Math.floor(box.y * state.scale + state.dy), (int) Math.ceil(box.width * state.scale),
				(int) Math.ceil(box.height * state.scale));
		state = new State(state.background, state.foreground, state.font, state.width, state.style, state.alpha, clip, state.scale, state.dx, state.dy);
	}

	@Override
	public void translate(int dx, int dy) {
		state = new State(state.background, state.foreground, state.font, state.width, state.style, state.alpha, state.clip, state.scale, state.dx + dx * state.scale, state.dy + dy * state.scale);
	}

	@Override
	public void scale(double factor) {
		state = new State(state.background, state.foreground, state.font, state.width, state.style, state.alpha, state.clip, state.scale * factor, state.dx, state.dy);
	}

	@Override
	public void pushState() {
		pushed.push(state);
	}

	@Override
	public void popState() {
		state = pushed.pop();
	}

	@Override
	public void restoreState() {
		state = pushed.peek();
	}

	@Override
	public void dispose() {
		pushed.clear();
	}

	@Override
	public Color getBackgroundColor() {
		return state.background;
	}

	@Override
	public void setBackgroundColor(Color colour) {
		state = new State(colour, state.foreground, state.font, state.width, state.style, state.alpha, state.clip, state.scale, state.dx, state.dy);
	}

	@Override
	public Color getForegroundColor() {
		return state.foreground;
	}

	@Override
	public void setForegroundColor(Color colour) {
		state = new State(state.background, colour, state.font, state.width, state.style, state.alpha, state.clip, state.scale, state.dx, state.dy);
	}

	@Override
	public Font getFont() {
		return state.font;
	}

	@Override
	public void setFont(Font font) {
		state = new State(state.background, state.foreground, font, state.width, state.style, state.alpha, state.clip, state.scale, state.dx, state.dy);
	}

	@Override
	public FontMetrics getFontMetrics() {
		return FigureUtilities.getFontMetrics(state.font);
	}

	@Override
	public int getLineWidth() {
		return Math.round(state.width);
	}

	@Override
	public void setLineWidth(int width) {
		setLineWidthFloat(width);
	}

	/** Needed by newer versions of Draw2D. */
	public float getLineWidthFloat() {
		return state.width;
	}

	/** Needed by newer versions of Draw2D, whose joins may be pointed; here they are round. */
	public void setLineMiterLimit(float limit) {
		// joins are round
	}

	/** Needed by newer versions of Draw2D. */
	public void setLineWidthFloat(float width) {
		state = new State(state.background, state.foreground, state.font, width, state.style, state.alpha, state.clip, state.scale, state.dx, state.dy);
	}

	@Override
	public int getLineStyle() {
		return state.style;
	}

	@Override
	public void setLineStyle(int style) {
		state = new State(state.background, state.foreground, state.font, state.width, style, state.alpha, state.clip, state.scale, state.dx, state.dy);
	}

	@Override
	public int getAlpha() {
		return state.alpha;
	}

	@Override
	public void setAlpha(int alpha) {
		state = new State(state.background, state.foreground, state.font, state.width, state.style, alpha, state.clip, state.scale, state.dx, state.dy);
	}

	@Override
	public void setAntialias(int value) {
		// shapes have no pixels to smooth
	}

	@Override
	public int getAntialias() {
		return SWT.ON;
	}

	@Override
	public void setTextAntialias(int value) {
		// text is shapes
	}

	@Override
	public void setLineCap(int cap) {
		// ends are flat
	}

	@Override
	public void setLineJoin(int join) {
		// joins are round
	}

	@Override
	public void setInterpolation(int interpolation) {
		// there are no pictures
	}

	@Override
	public boolean getXORMode() {
		return false;
	}

	@Override
	public void setXORMode(boolean on) {
		// colours are as they are
	}
}
