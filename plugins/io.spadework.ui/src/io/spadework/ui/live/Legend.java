package io.spadework.ui.live;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

/** Names the curves with their newest values; a click switches a curve off and on. */
final class Legend extends Canvas {

	private static final int SWATCH = 16;
	private static final int GAP = 6;
	private static final int BETWEEN = 18;
	private static final int ROW_MARGIN = 3;

	private final LossChart chart;
	private final List<Rectangle> places = new ArrayList<>();
	private Colours colours;

	Legend(Composite parent, LossChart chart) {
		super(parent, SWT.DOUBLE_BUFFERED);
		this.chart = chart;
		addListener(SWT.Paint, event -> paint(event.gc));
		addListener(SWT.MouseDown, this::toggle);
		addListener(SWT.MouseMove, event -> {
			boolean over = at(event) >= 0;
			setCursor(over ? getDisplay().getSystemCursor(SWT.CURSOR_HAND) : null);
			setToolTipText(over ? "Click to switch this curve off or on" : null);
		});
	}

	void paint(Colours newColours) {
		colours = newColours;
		setBackground(colours.ground());
	}

	private void toggle(Event event) {
		int i = at(event);
		if (i >= 0) {
			chart.toggle(chart.curves().get(i).name());
			redraw();
		}
	}

	private int at(Event event) {
		for (int i = 0; i < Math.min(places.size(), chart.curves().size()); i++) {
			if (places.get(i).contains(event.x, event.y)) {
				return i;
			}
		}
		return -1;
	}

	private static String text(Curve curve) {
		return Double.isNaN(curve.last()) && curve.x().length == 0 ? SeriesNames.words(curve.name())
				: SeriesNames.words(curve.name()) + "  " + SeriesNames.value(curve.last());
	}

	/** Where each entry goes in the given width; returns the height needed. */
	private int arrange(GC gc, int width) {
		places.clear();
		int row = gc.getFontMetrics().getHeight() + 2 * ROW_MARGIN;
		int x = GAP;
		int y = 0;
		for (Curve curve : chart.curves()) {
			int entry = SWATCH + GAP + gc.textExtent(text(curve)).x;
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
		arrange(gc, getClientArea().width);
		for (int i = 0; i < places.size(); i++) {
			Curve curve = chart.curves().get(i);
			Rectangle place = places.get(i);
			boolean hidden = chart.isHidden(curve.name());
			gc.setForeground(hidden ? colours.faint() : colours.curve(i));
			gc.setLineWidth(hidden ? 1 : 3);
			int middle = place.y + place.height / 2;
			gc.drawLine(place.x, middle, place.x + SWATCH - 2, middle);
			gc.setForeground(hidden ? colours.faint() : colours.text());
			gc.drawText(text(curve), place.x + SWATCH + GAP, place.y + ROW_MARGIN, true);
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
