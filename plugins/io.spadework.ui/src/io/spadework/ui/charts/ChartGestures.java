package io.spadework.ui.charts;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swtchart.IAxis;
import org.eclipse.swtchart.Range;

/** Zooming and panning in a chart, with the pointer and from the keyboard. */
final class ChartGestures {

	private static final double WHEEL = 0.8;
	private static final double KEY_PAN = 0.15;
	/** A shorter drag is a click. */
	private static final int LEAST_DRAG = 6;

	private final CurveChart chart;
	private final Control plot;
	private Point start;
	private Point end;
	private boolean panning;
	private Range startX;
	private Range startY;

	ChartGestures(CurveChart chart) {
		this.chart = chart;
		plot = chart.control().getPlotArea().getControl();
		plot.addListener(SWT.MouseVerticalWheel, this::wheel);
		plot.addListener(SWT.MouseDown, this::down);
		plot.addListener(SWT.MouseMove, this::move);
		plot.addListener(SWT.MouseUp, this::up);
		plot.addListener(SWT.MouseDoubleClick, event -> chart.showAll());
		plot.addListener(SWT.KeyDown, this::key);
		chart.control().addListener(SWT.KeyDown, this::key);
		chart.control().getPlotArea().addCustomPaintListener(event -> paint(event.gc));
	}

	private IAxis x() {
		return chart.control().getAxisSet().getXAxis(0);
	}

	private IAxis y() {
		return chart.control().getAxisSet().getYAxis(0);
	}

	private void wheel(Event event) {
		if (chart.isWheelLeftAlone() && (event.stateMask & SWT.MOD1) == 0) {
			return;
		}
		double factor = event.count > 0 ? WHEEL : 1 / WHEEL;
		if ((event.stateMask & SWT.MOD2) != 0 && !chart.isLogarithmic()) {
			chart.zoomTo(x().getRange(), around(y().getRange(), y().getDataCoordinate(event.y), factor));
		} else {
			chart.zoomTo(around(x().getRange(), x().getDataCoordinate(event.x), factor), null);
		}
		event.doit = false;
	}

	private static Range around(Range range, double fixed, double factor) {
		return new Range(fixed - (fixed - range.lower) * factor, fixed + (range.upper - fixed) * factor);
	}

	private void down(Event event) {
		plot.setFocus();
		if (event.button == 1 || event.button == 2) {
			start = new Point(event.x, event.y);
			end = null;
			panning = event.button == 2 || (event.stateMask & SWT.MOD2) != 0;
			startX = x().getRange();
			startY = y().getRange();
		}
	}

	private void move(Event event) {
		if (start == null) {
			return;
		}
		end = new Point(event.x, event.y);
		if (panning) {
			double shift = (start.x - end.x) * (startX.upper - startX.lower) / Math.max(1, plot.getSize().x);
			double lift = chart.isLogarithmic() || chart.isFollowing() ? 0 : (end.y - start.y) * (startY.upper - startY.lower) / Math.max(1, plot.getSize().y);
			chart.zoomTo(new Range(startX.lower + shift, startX.upper + shift), lift == 0 ? null : new Range(startY.lower + lift, startY.upper + lift));
		} else {
			plot.redraw();
		}
	}

	private void up(Event event) {
		if (start != null && end != null && !panning && Math.abs(end.x - start.x) >= LEAST_DRAG) {
			Range newX = range(x().getDataCoordinate(start.x), x().getDataCoordinate(end.x));
			boolean alsoY = Math.abs(end.y - start.y) >= LEAST_DRAG;
			chart.zoomTo(newX, alsoY ? range(y().getDataCoordinate(start.y), y().getDataCoordinate(end.y)) : null);
		}
		start = null;
		end = null;
		plot.redraw();
	}

	private static Range range(double a, double b) {
		return new Range(Math.min(a, b), Math.max(a, b));
	}

	private void paint(GC gc) {
		if (start == null || end == null || panning || chart.colours() == null) {
			return;
		}
		boolean alsoY = Math.abs(end.y - start.y) >= LEAST_DRAG;
		int top = alsoY ? Math.min(start.y, end.y) : 0;
		int height = alsoY ? Math.abs(end.y - start.y) : plot.getSize().y;
		gc.setAlpha(40);
		gc.setBackground(chart.colours().text());
		gc.fillRectangle(Math.min(start.x, end.x), top, Math.abs(end.x - start.x), height);
		gc.setAlpha(255);
		gc.setForeground(chart.colours().faint());
		gc.drawRectangle(Math.min(start.x, end.x), top, Math.abs(end.x - start.x), height);
	}

	private void key(Event event) {
		Range range = x().getRange();
		double width = range.upper - range.lower;
		double middle = (range.upper + range.lower) / 2;
		// where + and - lie differs from keyboard to keyboard, so the character counts; of the digits it is the key
		switch (event.character == '+' || event.character == '-' ? event.character : event.keyCode) {
			case SWT.ARROW_LEFT -> chart.zoomTo(new Range(range.lower - KEY_PAN * width, range.upper - KEY_PAN * width), null);
			case SWT.ARROW_RIGHT -> chart.zoomTo(new Range(range.lower + KEY_PAN * width, range.upper + KEY_PAN * width), null);
			case SWT.ARROW_UP, '+' -> chart.zoomTo(around(range, middle, WHEEL), null);
			case SWT.ARROW_DOWN, '-' -> chart.zoomTo(around(range, middle, 1 / WHEEL), null);
			case SWT.HOME -> chart.showAll();
			case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> toggle(event.keyCode - '1');
			default -> {
				return;
			}
		}
		event.doit = false;
	}

	private void toggle(int line) {
		if (line < chart.lines().size()) {
			chart.toggle(chart.lines().get(line).id());
		}
	}
}
