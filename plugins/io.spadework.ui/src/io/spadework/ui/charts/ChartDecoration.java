package io.spadework.ui.charts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.events.PaintEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swtchart.IAxis;
import org.eclipse.swtchart.ICustomPaintListener;

import io.spadework.ui.charts.Line.Band;

/** What a chart shows besides its curves: bands and markers behind them, the cross-hair with the values of all curves before them. */
final class ChartDecoration {

	private static final int BAND_ALPHA = 48;
	private static final int BOX_ALPHA = 232;
	private static final int PAD = 6;
	private static final int SWATCH = 10;
	private static final int TRIANGLE = 5;
	private static final int NEAR = 4;
	private static final int MOST_WORDS = 90;
	/** More curves than this would fill the chart with words; those next to the pointer are told then. */
	private static final int MOST_ROWS = 12;
	/** A line is pointed at within so many pixels. */
	private static final int REACH = 24;

	private final CurveChart chart;
	/** Where the pointer is, in pixels of the plot; -1 = elsewhere. */
	private int pointer = -1;
	private int height;

	ChartDecoration(CurveChart chart) {
		this.chart = chart;
		chart.control().getPlotArea().addCustomPaintListener(new ICustomPaintListener() {
			@Override
			public void paintControl(PaintEvent event) {
				paintBehind(event.gc);
			}

			@Override
			public boolean drawBehindSeries() {
				return true;
			}
		});
		chart.control().getPlotArea().addCustomPaintListener(event -> paintBefore(event.gc));
		Control plot = chart.control().getPlotArea().getControl();
		plot.addListener(SWT.MouseMove, event -> point(event.x, event.y));
		plot.addListener(SWT.MouseExit, event -> point(-1, -1));
	}

	private void point(int x, int y) {
		if (x != pointer || y != height) {
			pointer = x;
			height = y;
			chart.control().getPlotArea().getControl().redraw();
			chart.point(x < 0 ? null : nearest(x().getDataCoordinate(x)));
		}
	}

	private Line nearest(double at) {
		Line found = null;
		double best = REACH;
		for (Line line : chart.lines()) {
			double away = away(line, at);
			if (away < best) {
				best = away;
				found = line;
			}
		}
		return found;
	}

	/** How far the pointer is above or below a line, in pixels; infinite where there is nothing of it. */
	private double away(Line line, double at) {
		int i = chart.isHidden(line.id()) ? -1 : line.curve().nearest(at);
		return i < 0 ? Double.POSITIVE_INFINITY : Math.abs(y().getPixelCoordinate(line.curve().y()[i]) - height);
	}

	private IAxis x() {
		return chart.control().getAxisSet().getXAxis(0);
	}

	private IAxis y() {
		return chart.control().getAxisSet().getYAxis(0);
	}

	private void paintBehind(GC gc) {
		if (chart.colours() == null) {
			return;
		}
		gc.setAntialias(SWT.ON);
		for (Line line : chart.lines()) {
			if (line.band() != null && line.band().x().length > 0 && !chart.isHidden(line.id()) && chart.isStrong(line)) {
				paint(gc, line.band(), chart.colours().curve(line.look().colour()));
			}
		}
		Point size = chart.control().getPlotArea().getSize();
		for (Marker marker : chart.markers()) {
			int at = x().getPixelCoordinate(marker.x());
			if (at >= 0 && at <= size.x) {
				paint(gc, marker, at, size.y);
			}
		}
	}

	private void paint(GC gc, Band band, Color colour) {
		int n = band.x().length;
		int[] outline = new int[4 * n];
		double least = y().getRange().lower;
		for (int i = 0; i < n; i++) {
			int at = x().getPixelCoordinate(band.x()[i]);
			outline[2 * i] = at;
			outline[2 * i + 1] = y().getPixelCoordinate(band.high()[i]);
			outline[4 * n - 2 * i - 2] = at;
			outline[4 * n - 2 * i - 1] = y().getPixelCoordinate(chart.isLogarithmic() && band.low()[i] <= 0 ? least : band.low()[i]);
		}
		gc.setAlpha(BAND_ALPHA);
		gc.setBackground(colour);
		gc.fillPolygon(outline);
		gc.setAlpha(255);
	}

	private void paint(GC gc, Marker marker, int at, int height) {
		switch (marker.kind()) {
			case NOTE -> {
				gc.setBackground(chart.colours().faint());
				gc.fillPolygon(new int[] { at, height - TRIANGLE - 2, at - TRIANGLE, height, at + TRIANGLE, height });
			}
			case BORDER, ALARM -> {
				gc.setForeground(marker.kind() == Marker.Kind.ALARM ? chart.colours().alarm() : chart.colours().faint());
				gc.setLineStyle(SWT.LINE_DASH);
				gc.setLineWidth(1);
				gc.drawLine(at, 0, at, height);
				gc.setLineStyle(SWT.LINE_SOLID);
			}
		}
	}

	/** A line of the box at the cross-hair. */
	private record Row(Color swatch, String text) {
	}

	private void paintBefore(GC gc) {
		if (pointer < 0 || chart.colours() == null || chart.lines().isEmpty()) {
			return;
		}
		Point size = chart.control().getPlotArea().getSize();
		double at = x().getDataCoordinate(pointer);
		gc.setForeground(chart.colours().faint());
		gc.setLineStyle(SWT.LINE_DOT);
		gc.drawLine(pointer, 0, pointer, size.y);
		gc.setLineStyle(SWT.LINE_SOLID);
		List<Row> rows = rows(at);
		if (rows.size() > 1) {
			paint(gc, rows, size);
		}
	}

	/** What is there at a place: its name, the values of the curves, and what happened. */
	private List<Row> rows(double at) {
		List<Row> rows = new ArrayList<>();
		double nearest = Double.NaN;
		for (Line line : told(at)) {
			int i = chart.isHidden(line.id()) ? -1 : line.curve().nearest(at);
			if (i >= 0) {
				double there = line.curve().x()[i];
				nearest = Double.isNaN(nearest) || Math.abs(there - at) < Math.abs(nearest - at) ? there : nearest;
				rows.add(new Row(chart.colours().curve(line.look().colour()), line.label() + "  " + Values.words(line.curve().y()[i]) + interval(line.band(), there)));
			}
		}
		rows.add(0, new Row(null, chart.xAxis().words(Double.isNaN(nearest) ? at : nearest)));
		for (Marker marker : chart.markers()) {
			if (Math.abs(x().getPixelCoordinate(marker.x()) - pointer) <= NEAR) {
				rows.add(new Row(marker.kind() == Marker.Kind.ALARM ? chart.colours().alarm() : null,
						marker.text().length() > MOST_WORDS ? marker.text().substring(0, MOST_WORDS - 1) + "\u2026" : marker.text()));
			}
		}
		return rows;
	}

	/** The lines whose values are told: of very many those next to the pointer, in the order of the legend. */
	private List<Line> told(double at) {
		List<Line> lines = chart.lines();
		return lines.size() <= MOST_ROWS ? lines
				: lines.stream().sorted(Comparator.comparingDouble(line -> away(line, at))).limit(MOST_ROWS).sorted(Comparator.comparingInt(lines::indexOf)).toList();
	}

	private static String interval(Band band, double at) {
		int i = band == null ? -1 : new Curve(band.x(), band.low(), Double.NaN).nearest(at);
		return i < 0 ? "" : "  (" + Values.words(band.low()[i]) + " to " + Values.words(band.high()[i]) + ")";
	}

	private void paint(GC gc, List<Row> rows, Point size) {
		int line = gc.getFontMetrics().getHeight();
		int width = rows.stream().mapToInt(row -> gc.textExtent(row.text).x).max().orElse(0) + SWATCH + 3 * PAD;
		int height = rows.size() * line + 2 * PAD;
		int left = pointer + 2 * PAD + width <= size.x ? pointer + 2 * PAD : Math.max(0, pointer - 2 * PAD - width);
		gc.setAlpha(BOX_ALPHA);
		gc.setBackground(chart.colours().ground());
		gc.fillRoundRectangle(left, PAD, width, height, PAD, PAD);
		gc.setAlpha(255);
		gc.setForeground(chart.colours().grid());
		gc.drawRoundRectangle(left, PAD, width, height, PAD, PAD);
		int top = 2 * PAD;
		for (Row row : rows) {
			if (row.swatch != null) {
				gc.setBackground(row.swatch);
				gc.fillRectangle(left + PAD, top + line / 2 - 1, SWATCH, 3);
			}
			gc.setForeground(chart.colours().text());
			gc.drawText(row.text, left + (row.swatch == null ? PAD : SWATCH + 2 * PAD), top, true);
			top += line;
		}
	}
}
