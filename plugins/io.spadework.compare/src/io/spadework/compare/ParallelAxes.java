package io.spadework.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

import io.spadework.ui.live.Colours;

/** Runs as lines over parallel axes, one for each setting and one for a measure. */
final class ParallelAxes extends Canvas {

	/**
	 * An axis.
	 *
	 * @param values of each run, NaN where it has none: its line ends there
	 */
	record Axis(String name, double[] values) {

		double low() {
			return Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
		}

		double high() {
			return Arrays.stream(values).filter(Double::isFinite).max().orElse(1);
		}

		/** Where a value lies: 0 at the least, 1 at the greatest, between them where all are equal. */
		double share(double value) {
			return high() > low() ? (value - low()) / (high() - low()) : 0.5;
		}
	}

	private static final int TOP = 34;
	private static final int BOTTOM = 24;
	private static final int SIDE = 70;
	private static final int NEAR = 8;

	private final Highlight highlight;
	private List<String> runs = List.of();
	private List<Axis> axes = List.of();
	private Map<String, Color> colours = Map.of();
	private Colours palette = Colours.around(this);

	ParallelAxes(Composite parent, Highlight highlight) {
		super(parent, SWT.DOUBLE_BUFFERED);
		this.highlight = highlight;
		highlight.watch(this::redraw);
		addListener(SWT.Paint, event -> paint(event.gc));
		addListener(SWT.MouseMove, this::hover);
		addListener(SWT.MouseExit, event -> highlight.set(null));
		getAccessible().addAccessibleListener(new Named("Settings and a measure of each run, as parallel axes"));
	}

	void show(List<String> newRuns, List<Axis> newAxes, Map<String, Color> newColours, Colours newPalette) {
		runs = newRuns;
		axes = newAxes;
		colours = newColours;
		palette = newPalette;
		setBackground(palette.ground());
		redraw();
	}

	private int x(int axis) {
		int width = getClientArea().width - 2 * SIDE;
		return axes.size() < 2 ? SIDE + width / 2 : SIDE + axis * width / (axes.size() - 1);
	}

	private int y(Axis axis, double value) {
		Rectangle area = getClientArea();
		return (int) Math.round(area.height - BOTTOM - axis.share(value) * (area.height - TOP - BOTTOM));
	}

	private void paint(GC gc) {
		gc.setAntialias(SWT.ON);
		Rectangle area = getClientArea();
		if (axes.size() < 2) {
			String hint = "Runs that differ in a setting that is a number appear here, as those of a sweep do.";
			gc.setForeground(palette.faint());
			gc.drawText(hint, Math.max(8, (area.width - gc.textExtent(hint).x) / 2), area.height / 2, true);
			return;
		}
		for (boolean strong : new boolean[] { false, true }) {
			for (int run = 0; run < runs.size(); run++) {
				boolean stands = runs.get(run).equals(highlight.run());
				if (stands == strong) {
					gc.setLineWidth(stands ? 3 : 1);
					gc.setAlpha(highlight.run() == null || stands ? 255 : 70);
					gc.setForeground(colours.getOrDefault(runs.get(run), palette.text()));
					line(gc, run);
				}
			}
		}
		gc.setAlpha(255);
		gc.setLineWidth(1);
		for (int i = 0; i < axes.size(); i++) {
			Axis axis = axes.get(i);
			gc.setForeground(palette.faint());
			gc.drawLine(x(i), TOP, x(i), area.height - BOTTOM);
			gc.setForeground(palette.text());
			centred(gc, axis.name(), x(i), 2);
			centred(gc, Values.text(axis.high()), x(i), TOP - gc.getFontMetrics().getHeight());
			if (axis.high() > axis.low()) {
				centred(gc, Values.text(axis.low()), x(i), area.height - BOTTOM + 2);
			}
		}
	}

	private void line(GC gc, int run) {
		for (int i = 0; i + 1 < axes.size(); i++) {
			double from = axes.get(i).values()[run];
			double to = axes.get(i + 1).values()[run];
			if (Double.isFinite(from) && Double.isFinite(to)) {
				gc.drawLine(x(i), y(axes.get(i), from), x(i + 1), y(axes.get(i + 1), to));
			}
		}
	}

	private void centred(GC gc, String text, int x, int y) {
		int width = gc.textExtent(text).x;
		gc.drawText(text, Math.max(0, Math.min(getClientArea().width - width, x - width / 2)), y, true);
	}

	private void hover(Event event) {
		String nearest = null;
		double best = NEAR;
		for (int run = 0; run < runs.size(); run++) {
			for (int i = 0; i + 1 < axes.size(); i++) {
				double from = axes.get(i).values()[run];
				double to = axes.get(i + 1).values()[run];
				if (event.x >= x(i) && event.x <= x(i + 1) && x(i) < x(i + 1) && Double.isFinite(from) && Double.isFinite(to)) {
					double share = (event.x - x(i)) / (double) (x(i + 1) - x(i));
					double away = Math.abs(y(axes.get(i), from) * (1 - share) + y(axes.get(i + 1), to) * share - event.y);
					if (away < best) {
						best = away;
						nearest = runs.get(run);
					}
				}
			}
		}
		setToolTipText(nearest);
		highlight.set(nearest);
	}
}
