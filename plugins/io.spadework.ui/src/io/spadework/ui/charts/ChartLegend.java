package io.spadework.ui.charts;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

import io.spadework.diagram.Named;

/** Names a chart's lines with their newest values; a click switches a line off and on. */
public final class ChartLegend extends Canvas {

	private static final int SWATCH = 16;
	private static final int GAP = 6;
	private static final int BETWEEN = 18;
	private static final int ROW_MARGIN = 3;

	private final CurveChart chart;
	private final List<Rectangle> places = new ArrayList<>();
	private Colours colours;

	/** The legend of a chart. */
	public ChartLegend(Composite parent, CurveChart chart) {
		super(parent, SWT.DOUBLE_BUFFERED);
		this.chart = chart;
		addListener(SWT.Paint, event -> paint(event.gc));
		addListener(SWT.MouseDown, this::toggle);
		chart.onToggle(id -> redraw());
		addListener(SWT.MouseMove, event -> {
			int at = at(event);
			setCursor(at >= 0 ? getDisplay().getSystemCursor(SWT.CURSOR_HAND) : null);
			String more = at < 0 ? "" : chart.lines().get(at).toolTip();
			String tip = at < 0 ? null : more.isEmpty() ? hint(at) : more + "\n\n" + hint(at);
			if (tip == null ? getToolTipText() != null : !tip.equals(getToolTipText())) {
				setToolTipText(tip);
			}
		});
		Named.name(this, () -> "Curves: " + chart.words());
	}

	/** Uses colours from now on. */
	public void paint(Colours newColours) {
		colours = newColours;
		setBackground(colours.ground());
	}

	private void toggle(Event event) {
		int i = at(event);
		if (i >= 0) {
			chart.toggle(chart.lines().get(i).id());
		}
	}

	private static String hint(int at) {
		return "Click to switch this curve off or on" + (at < 9 ? ", or press " + (at + 1) + " in the chart" : "");
	}

	private int at(Event event) {
		for (int i = 0; i < Math.min(places.size(), chart.lines().size()); i++) {
			if (places.get(i).contains(event.x, event.y)) {
				return i;
			}
		}
		return -1;
	}

	/** Where each entry goes in the given width; returns the height needed. */
	private int arrange(GC gc, int width) {
		places.clear();
		int row = gc.getFontMetrics().getHeight() + 2 * ROW_MARGIN;
		int x = GAP;
		int y = 0;
		for (Line line : chart.lines()) {
			int entry = SWATCH + GAP + gc.textExtent(line.words()).x;
			if (x > GAP && x + entry > width) {
				x = GAP;
				y += row;
			}
			places.add(new Rectangle(x, y, entry, row));
			x += entry + BETWEEN;
		}
		return y + row;
	}

	private void paint(GC gc) {
		if (colours == null) {
			return;
		}
		arrange(gc, getClientArea().width);
		for (int i = 0; i < places.size(); i++) {
			Line line = chart.lines().get(i);
			Rectangle place = places.get(i);
			boolean hidden = chart.isHidden(line.id());
			gc.setForeground(hidden ? colours.faint() : colours.curve(line.look().colour()));
			gc.setLineWidth(hidden ? 1 : 3);
			gc.setLineStyle(line.look().dashed() ? SWT.LINE_DASH : SWT.LINE_SOLID);
			int middle = place.y + place.height / 2;
			gc.drawLine(place.x, middle, place.x + SWATCH - 2, middle);
			gc.setForeground(hidden ? colours.faint() : colours.text());
			gc.drawText(line.words(), place.x + SWATCH + GAP, place.y + ROW_MARGIN, true);
		}
	}

	@Override
	public Point computeSize(int widthHint, int heightHint, boolean changed) {
		GC gc = new GC(this);
		try {
			int width = widthHint == SWT.DEFAULT ? 400 : widthHint;
			return new Point(width, heightHint == SWT.DEFAULT ? arrange(gc, width) : heightHint);
		} finally {
			gc.dispose();
		}
	}
}
