package io.spadework.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

import io.spadework.ui.live.Colours;

/** Runs as points: a measure over a setting or a cost. Runs than which none is as good and as cheap are filled. */
final class Scatter extends Canvas {

	/**
	 * What is drawn.
	 *
	 * @param x of each run, NaN where it has none
	 * @param y of each run
	 * @param best labels of the runs of the Pareto set; empty where there is no such thing
	 */
	record Points(List<String> runs, double[] x, double[] y, String xName, String yName, Set<String> best) {
	}

	private static final int LEFT = 80;
	private static final int BOTTOM = 40;
	private static final int TOP = 28;
	private static final int RIGHT = 24;
	private static final int RADIUS = 5;

	private final Highlight highlight;
	private Points points = new Points(List.of(), new double[0], new double[0], "", "", Set.of());
	private Map<String, Color> colours = Map.of();
	private Colours palette = Colours.around(this);

	Scatter(Composite parent, Highlight highlight) {
		super(parent, SWT.DOUBLE_BUFFERED);
		this.highlight = highlight;
		highlight.watch(this::redraw);
		addListener(SWT.Paint, event -> paint(event.gc));
		addListener(SWT.MouseMove, this::hover);
		addListener(SWT.MouseExit, event -> highlight.set(null));
		getAccessible().addAccessibleListener(new Named("A measure of each run over a setting or a cost"));
	}

	void show(Points newPoints, Map<String, Color> newColours, Colours newPalette) {
		points = newPoints;
		colours = newColours;
		palette = newPalette;
		setBackground(palette.ground());
		redraw();
	}

	private boolean isDrawn(int i) {
		return Double.isFinite(points.x()[i]) && Double.isFinite(points.y()[i]);
	}

	private static double share(double[] values, double value) {
		double low = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
		double high = Arrays.stream(values).filter(Double::isFinite).max().orElse(1);
		return high > low ? (value - low) / (high - low) : 0.5;
	}

	private int x(int i) {
		return LEFT + (int) Math.round(share(points.x(), points.x()[i]) * (getClientArea().width - LEFT - RIGHT));
	}

	private int y(int i) {
		Rectangle area = getClientArea();
		return area.height - BOTTOM - (int) Math.round(share(points.y(), points.y()[i]) * (area.height - TOP - BOTTOM));
	}

	private void paint(GC gc) {
		gc.setAntialias(SWT.ON);
		Rectangle area = getClientArea();
		gc.setForeground(palette.faint());
		gc.drawLine(LEFT - 12, TOP, LEFT - 12, area.height - BOTTOM + 12);
		gc.drawLine(LEFT - 12, area.height - BOTTOM + 12, area.width - RIGHT, area.height - BOTTOM + 12);
		gc.setForeground(palette.text());
		gc.drawText(points.yName() + (points.best().isEmpty() ? "" : "   (filled: no other run is as good and as cheap)"), 8, 4, true);
		String name = points.xName();
		gc.drawText(name, LEFT + (area.width - LEFT - RIGHT - gc.textExtent(name).x) / 2, area.height - gc.getFontMetrics().getHeight() - 4, true);
		ticks(gc, area);
		for (boolean strong : new boolean[] { false, true }) {
			for (int i = 0; i < points.runs().size(); i++) {
				boolean stands = points.runs().get(i).equals(highlight.run());
				if (stands == strong && isDrawn(i)) {
					point(gc, i, stands);
				}
			}
		}
	}

	private void ticks(GC gc, Rectangle area) {
		for (int i = 0; i < points.runs().size(); i++) {
			if (!isDrawn(i)) {
				continue;
			}
			double acrossShare = share(points.x(), points.x()[i]);
			double upShare = share(points.y(), points.y()[i]);
			if (acrossShare == 0 || acrossShare == 1) {
				String text = Values.text(points.x()[i]);
				int width = gc.textExtent(text).x;
				gc.drawText(text, Math.min(area.width - width, x(i) - width / 2), area.height - BOTTOM + 14, true);
			}
			if (upShare == 0 || upShare == 1) {
				String text = Values.text(points.y()[i]);
				gc.drawText(text, LEFT - 18 - gc.textExtent(text).x, y(i) - gc.getFontMetrics().getHeight() / 2, true);
			}
		}
	}

	private void point(GC gc, int i, boolean stands) {
		Color colour = colours.getOrDefault(points.runs().get(i), palette.text());
		int radius = stands ? RADIUS + 2 : RADIUS;
		gc.setAlpha(highlight.run() == null || stands ? 255 : 90);
		gc.setLineWidth(2);
		gc.setForeground(colour);
		gc.setBackground(points.best().contains(points.runs().get(i)) ? colour : palette.ground());
		gc.fillOval(x(i) - radius, y(i) - radius, 2 * radius, 2 * radius);
		gc.drawOval(x(i) - radius, y(i) - radius, 2 * radius, 2 * radius);
		gc.setAlpha(255);
	}

	private void hover(Event event) {
		String nearest = null;
		String says = null;
		double best = 12;
		for (int i = 0; i < points.runs().size(); i++) {
			double away = isDrawn(i) ? Math.hypot(x(i) - event.x, y(i) - event.y) : Double.POSITIVE_INFINITY;
			if (away < best) {
				best = away;
				nearest = points.runs().get(i);
				says = nearest + "\n" + points.xName() + " " + Values.text(points.x()[i]) + "\n" + points.yName() + " " + Values.text(points.y()[i]);
			}
		}
		setToolTipText(says);
		highlight.set(nearest);
	}
}
