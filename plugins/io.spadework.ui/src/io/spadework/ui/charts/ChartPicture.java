package io.spadework.ui.charts;

import java.util.List;

import org.eclipse.draw2d.FigureUtilities;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swtchart.IAxis;
import org.eclipse.swtchart.Range;

import io.spadework.diagram.export.Picture;

/** A chart as a picture for papers and slides: what is seen of its curves now, with axes, title and legend. */
public final class ChartPicture {

	private static final int WIDTH = 900;
	private static final int HEIGHT = 480;
	private static final int LEFT = 84;
	private static final int RIGHT = 24;
	private static final int TOP = 46;
	private static final int FOOT = 50;
	private static final int SWATCH = 26;
	private static final int GAP = 8;
	private static final int BETWEEN = 26;
	private static final int TICK = 5;
	private static final int TICK_ROOM = 90;
	private static final int BAND_ALPHA = 48;

	private final String title;
	private final List<Line> lines;
	private final Colours colours;
	private final XAxis axis;
	private final Scale x;
	private final Scale y;
	private final Font font = JFaceResources.getDefaultFont();
	private final Font bold = JFaceResources.getResources().create(FontDescriptor.createFrom(font).setStyle(SWT.BOLD));
	private final int row = FigureUtilities.getTextExtents("Ag", font).height + 4;

	private ChartPicture(CurveChart chart, String title) {
		this.title = title;
		colours = chart.colours();
		axis = chart.xAxis();
		lines = chart.lines().stream().filter(line -> !chart.isHidden(line.id()) && line.curve().x().length > 0).toList();
		IAxis across = chart.control().getAxisSet().getXAxis(0);
		IAxis up = chart.control().getAxisSet().getYAxis(0);
		x = scale(across.getRange(), false);
		y = scale(up.getRange(), chart.isLogarithmic());
	}

	private static Scale scale(Range range, boolean logarithmic) {
		return new Scale(range.lower, range.upper, logarithmic && range.lower > 0);
	}

	/** What a chart shows, under a title. */
	public static Picture of(CurveChart chart, String title) {
		ChartPicture picture = new ChartPicture(chart, title);
		return new Picture(title, new Rectangle(0, 0, WIDTH, HEIGHT + picture.legend(null)), chart.colours().ground(), picture::paint);
	}

	private int x(double value) {
		return LEFT + (int) Math.round(x.share(value) * (WIDTH - LEFT - RIGHT));
	}

	private int y(double value) {
		return HEIGHT - FOOT - (int) Math.round(y.share(value) * (HEIGHT - TOP - FOOT));
	}

	private void paint(Graphics graphics) {
		graphics.setAntialias(SWT.ON);
		graphics.setForegroundColor(colours.text());
		graphics.setFont(bold);
		graphics.drawText(title, LEFT, GAP);
		graphics.setFont(font);
		axes(graphics);
		graphics.pushState();
		graphics.clipRect(new Rectangle(LEFT, TOP, WIDTH - LEFT - RIGHT + 1, HEIGHT - TOP - FOOT + 1));
		lines.forEach(line -> band(graphics, line));
		for (Line line : lines) {
			if (line.behind() != null) {
				curve(graphics, line.behind(), colours.faintCurve(line.look().colour()), 1, line);
			}
		}
		lines.forEach(line -> curve(graphics, line.curve(), colours.curve(line.look().colour()), line.look().width(), line));
		graphics.popState();
		legend(graphics);
	}

	private void axes(Graphics graphics) {
		graphics.setLineWidth(1);
		for (double tick : y.ticks((HEIGHT - TOP - FOOT) / (TICK_ROOM / 2))) {
			graphics.setForegroundColor(colours.grid());
			graphics.drawLine(LEFT, y(tick), WIDTH - RIGHT, y(tick));
			graphics.setForegroundColor(colours.text());
			String text = Scale.text(tick);
			graphics.drawText(text, LEFT - GAP - FigureUtilities.getTextWidth(text, font), y(tick) - row / 2);
		}
		for (double tick : x.ticks((WIDTH - LEFT - RIGHT) / TICK_ROOM)) {
			String text = axis.format().format(tick);
			if (!text.isEmpty()) {
				graphics.setForegroundColor(colours.text());
				graphics.drawLine(x(tick), HEIGHT - FOOT, x(tick), HEIGHT - FOOT + TICK);
				graphics.drawText(text, x(tick) - FigureUtilities.getTextWidth(text, font) / 2, HEIGHT - FOOT + TICK + 1);
			}
		}
		graphics.setForegroundColor(colours.faint());
		graphics.drawLine(LEFT, HEIGHT - FOOT, WIDTH - RIGHT, HEIGHT - FOOT);
		graphics.setForegroundColor(colours.text());
		graphics.drawText(axis.title(), (LEFT + WIDTH - RIGHT - FigureUtilities.getTextWidth(axis.title(), font)) / 2, HEIGHT - FOOT + TICK + row);
	}

	private void band(Graphics graphics, Line line) {
		if (line.band() == null) {
			return;
		}
		PointList outline = new PointList();
		int n = line.band().x().length;
		for (int i = 0; i < 2 * n; i++) {
			int at = i < n ? i : 2 * n - 1 - i;
			double value = (i < n ? line.band().high() : line.band().low())[at];
			outline.addPoint(x(line.band().x()[at]), y(y.logarithmic() ? Math.max(value, y.low()) : value));
		}
		graphics.setAlpha(BAND_ALPHA);
		graphics.setBackgroundColor(colours.curve(line.look().colour()));
		graphics.fillPolygon(outline);
		graphics.setAlpha(255);
	}

	private void curve(Graphics graphics, Curve curve, Color colour, int width, Line line) {
		PointList points = new PointList();
		for (int i = 0; i < curve.x().length; i++) {
			if (!y.logarithmic() || curve.y()[i] > 0) {
				points.addPoint(x(curve.x()[i]), y(curve.y()[i]));
			}
		}
		graphics.setForegroundColor(colour);
		graphics.setBackgroundColor(colour);
		graphics.setLineWidth(width);
		graphics.setLineStyle(line.look().dashed() ? SWT.LINE_DASH : SWT.LINE_SOLID);
		graphics.drawPolyline(points);
		graphics.setLineStyle(SWT.LINE_SOLID);
		if (line.look().dots() || points.size() == 1) {
			for (int i = 0; i < points.size(); i++) {
				graphics.fillOval(points.getPoint(i).x - 3, points.getPoint(i).y - 3, 6, 6);
			}
		}
	}

	/** Names the curves below the axes, unless there is nothing to paint with; returns the room that it takes. */
	private int legend(Graphics graphics) {
		int left = LEFT;
		int top = HEIGHT;
		for (Line line : lines) {
			int width = SWATCH + GAP + FigureUtilities.getTextWidth(line.label(), font);
			if (left > LEFT && left + width > WIDTH - RIGHT) {
				left = LEFT;
				top += row;
			}
			if (graphics != null) {
				graphics.setForegroundColor(colours.curve(line.look().colour()));
				graphics.setLineWidth(3);
				graphics.drawLine(left, top + row / 2, left + SWATCH, top + row / 2);
				graphics.setForegroundColor(colours.text());
				graphics.drawText(line.label(), left + SWATCH + GAP, top);
			}
			left += width + BETWEEN;
		}
		return top + row + GAP - HEIGHT;
	}
}
