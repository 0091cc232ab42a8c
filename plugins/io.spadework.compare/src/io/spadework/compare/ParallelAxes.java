package io.spadework.compare;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

import io.spadework.ui.charts.Colours;
import io.spadework.ui.charts.Scale;

/**
 * Runs as lines over parallel axes, one for each setting and one for a measure. A range along an axis, dragged or chosen by keys, keeps the runs within it and lets
 * the others step back.
 */
final class ParallelAxes extends RunCanvas {

	/**
	 * An axis.
	 *
	 * @param values of each run, NaN where it has none: its line ends there
	 */
	record Axis(String name, double[] values, Scale scale) {

		Axis(String name, double[] values) {
			this(name, values, Scale.of(values));
		}

		/** The value at a share of the axis. */
		double at(double share) {
			return scale.low() + share * (scale.high() - scale.low());
		}

		/** The values that runs have, ascending, each once. */
		double[] stops() {
			return Arrays.stream(values).filter(Double::isFinite).sorted().distinct().toArray();
		}
	}

	/** The values that are kept along an axis. */
	private record Brush(double low, double high) {

		boolean keeps(double value) {
			return value >= low && value <= high;
		}
	}

	private static final int TOP = 38;
	private static final int BOTTOM = 42;
	private static final int SIDE = 70;
	private static final int NEAR = 8;
	private static final int BRUSH = 9;
	/** Between the names of axes that stand close. */
	private static final int GAP = 8;
	/** The room of a name, however close axes stand. */
	private static final int LEAST_NAME = 40;
	/** A shorter drag is a click. */
	private static final int LEAST_DRAG = 4;

	private final Map<String, Brush> brushes = new HashMap<>();
	private Consumer<Set<String>> brushed = kept -> {
	};
	private List<Axis> axes = List.of();
	private Rectangle painted = new Rectangle();
	/** How many runs are kept, empty where all are. */
	private String said = "";
	private Axis dragged;
	private int start;
	/** The axis that keys are about, by name, so that it stays the same one when others come; null for none. */
	private String chosen;

	ParallelAxes(Composite parent, Highlight highlight) {
		super(parent, highlight);
		addListener(SWT.MouseDown, this::down);
		addListener(SWT.MouseMove, this::drag);
		addListener(SWT.MouseUp, this::up);
		addListener(SWT.FocusIn, event -> redraw());
		addListener(SWT.FocusOut, event -> redraw());
	}

	/** Left and right choose an axis; with Shift, up and down move the upper end of what it keeps, with Ctrl the lower one, from value to value. */
	@Override
	void key(Event event) {
		int up = event.keyCode == SWT.ARROW_UP ? 1 : event.keyCode == SWT.ARROW_DOWN ? -1 : 0;
		int right = event.keyCode == SWT.ARROW_RIGHT ? 1 : event.keyCode == SWT.ARROW_LEFT ? -1 : 0;
		if (right != 0 && axes.size() > 1) {
			choose(axes.get(Math.clamp(chosen() + right, 0, axes.size() - 1)));
		} else if (up != 0 && chosen() >= 0 && (event.stateMask == SWT.MOD2 || event.stateMask == SWT.MOD1)) {
			move(axes.get(chosen()), event.stateMask == SWT.MOD2, up);
		} else if ((event.keyCode == SWT.DEL || event.character == SWT.BS) && brushes.remove(chosen) != null) {
			tell();
		} else if (event.keyCode == SWT.ESC && !brushes.isEmpty()) {
			brushes.clear();
			tell();
		} else {
			super.key(event);
		}
	}

	/** Index of the axis that keys are about, -1 for none. */
	private int chosen() {
		return axes.stream().map(Axis::name).toList().indexOf(chosen);
	}

	private void choose(Axis axis) {
		chosen = axis.name();
		redraw();
		tellName();
	}

	/** Moves one end of what an axis keeps to the next value that a run has there. */
	private void move(Axis axis, boolean upper, int up) {
		double[] stops = axis.stops();
		if (stops.length == 0) {
			return;
		}
		double least = stops[0];
		double greatest = stops[stops.length - 1];
		Brush brush = brushes.getOrDefault(axis.name(), new Brush(least, greatest));
		double end = upper ? brush.high() : brush.low();
		double next = up > 0 ? Arrays.stream(stops).filter(stop -> stop > end).findFirst().orElse(greatest) : Arrays.stream(stops).filter(stop -> stop < end).max().orElse(least);
		Brush moved = upper ? new Brush(brush.low(), next) : new Brush(next, brush.high());
		if (moved.low() <= least && moved.high() >= greatest) {
			brushes.remove(axis.name());
		} else if (moved.low() <= moved.high()) {
			brushes.put(axis.name(), moved);
		}
		tell();
	}

	void show(List<String> runs, List<Axis> newAxes, Map<String, Color> colours, Colours palette) {
		axes = newAxes;
		brushes.keySet().retainAll(axes.stream().map(Axis::name).toList());
		show(runs, colours, palette);
		tell();
	}

	/** Calls back with the runs that are kept; none where all are. */
	void onBrush(Consumer<Set<String>> listener) {
		brushed = listener;
	}

	private void tell() {
		Set<String> kept = new LinkedHashSet<>();
		for (int i = 0; i < runs().size() && !brushes.isEmpty(); i++) {
			int run = i;
			if (axes.stream().allMatch(axis -> !brushes.containsKey(axis.name()) || brushes.get(axis.name()).keeps(axis.values()[run]))) {
				kept.add(runs().get(i));
			}
		}
		said = brushes.isEmpty() ? "" : kept.size() + " of " + runs().size() + " runs kept";
		if (kept.isEmpty() && !brushes.isEmpty()) {
			kept.add(""); // all step back
		}
		keep(kept);
		brushed.accept(kept);
		tellName();
	}

	@Override
	String says() {
		StringBuilder text = new StringBuilder("Settings and a measure of each run, as parallel axes");
		if (chosen() >= 0) {
			Axis axis = axes.get(chosen());
			Brush brush = brushes.getOrDefault(axis.name(), new Brush(axis.scale().low(), axis.scale().high()));
			text.append(". Axis ").append(axis.name()).append(" from ").append(Values.text(brush.low())).append(" to ").append(Values.text(brush.high()));
		}
		return said.isEmpty() ? text.toString() : text.append(". ").append(said).toString();
	}

	private int x(int axis) {
		int width = painted.width - 2 * SIDE;
		return axes.size() < 2 ? SIDE + width / 2 : SIDE + axis * width / (axes.size() - 1);
	}

	private int y(double share) {
		return (int) Math.round(painted.height - BOTTOM - share * (painted.height - TOP - BOTTOM));
	}

	private int y(Axis axis, int run) {
		return y(axis.scale().share(axis.values()[run]));
	}

	private double share(int y) {
		return Math.clamp((painted.height - BOTTOM - y) / (double) Math.max(1, painted.height - TOP - BOTTOM), 0, 1);
	}

	@Override
	void paint(Graphics graphics, Rectangle area) {
		painted = area;
		graphics.setAntialias(SWT.ON);
		if (axes.size() < 2) {
			graphics.setForegroundColor(palette().faint());
			centred(graphics, "Runs that differ in a setting that is a number appear here, as those of a sweep do.", area.width / 2, area.height / 2, area);
			return;
		}
		for (String run : painted()) {
			graphics.setLineWidth(begin(graphics, run) ? 3 : 1);
			line(graphics, runs().indexOf(run));
		}
		graphics.setAlpha(255);
		graphics.setLineWidth(1);
		for (int i = 0; i < axes.size(); i++) {
			Axis axis = axes.get(i);
			graphics.setForegroundColor(palette().faint());
			graphics.drawLine(x(i), TOP, x(i), area.height - BOTTOM);
			graphics.setForegroundColor(palette().text());
			String name = fitting(axis.name(), Math.max(LEAST_NAME, x(1) - x(0) - GAP));
			centred(graphics, name, x(i), 2, area);
			if (i == chosen() && isFocusControl()) {
				int middle = Math.min(x(i), area.right() - width(name) / 2 - 2);
				graphics.drawLine(middle - width(name) / 2, line() + 3, middle + width(name) / 2, line() + 3);
			}
			centred(graphics, Values.text(axis.scale().high()), x(i), TOP - line(), area);
			if (axis.scale().high() > axis.scale().low()) {
				centred(graphics, Values.text(axis.scale().low()), x(i), area.height - BOTTOM + 2, area);
			}
			if (brushes.containsKey(axis.name())) {
				brush(graphics, x(i), axis, brushes.get(axis.name()));
			}
		}
		graphics.setForegroundColor(palette().faint());
		graphics.drawText(said, 8, area.height - line() - 2);
	}

	/** A name as far as there is room for it: without its middle where it is longer. */
	private String fitting(String name, int room) {
		String text = name;
		for (int kept = name.length() - 2; width(text) > room && kept > 4; kept -= 2) {
			text = name.substring(0, kept / 2) + "\u2026" + name.substring(name.length() - kept / 2);
		}
		return text;
	}

	private void brush(Graphics graphics, int x, Axis axis, Brush brush) {
		int top = y(axis.scale().share(brush.high()));
		int bottom = y(axis.scale().share(brush.low()));
		Rectangle box = new Rectangle(x - BRUSH / 2, top, BRUSH, Math.max(2, bottom - top));
		graphics.setAlpha(90);
		graphics.setBackgroundColor(palette().text());
		graphics.fillRectangle(box);
		graphics.setAlpha(255);
		graphics.drawRectangle(box);
		graphics.drawText(Values.text(brush.high()), x + BRUSH, top);
		if (bottom - top > line()) {
			graphics.drawText(Values.text(brush.low()), x + BRUSH, bottom - line());
		}
	}

	private void line(Graphics graphics, int run) {
		for (int i = 0; i + 1 < axes.size(); i++) {
			if (isDrawn(i, run)) {
				graphics.drawLine(x(i), y(axes.get(i), run), x(i + 1), y(axes.get(i + 1), run));
			}
		}
	}

	private boolean isDrawn(int axis, int run) {
		return Double.isFinite(axes.get(axis).values()[run]) && Double.isFinite(axes.get(axis + 1).values()[run]);
	}

	/** The run whose line is there; none on an axis, where lines meet and a drag begins. */
	@Override
	String at(int x, int y) {
		if (axis(x, y) != null) {
			return null;
		}
		String nearest = null;
		double best = NEAR;
		for (int i = 0; i + 1 < axes.size(); i++) {
			if (x < x(i) || x > x(i + 1) || x(i) == x(i + 1)) {
				continue;
			}
			double share = (x - x(i)) / (double) (x(i + 1) - x(i));
			for (int run = 0; run < runs().size(); run++) {
				double away = isDrawn(i, run) ? Math.abs(y(axes.get(i), run) * (1 - share) + y(axes.get(i + 1), run) * share - y) : best;
				if (away < best) {
					best = away;
					nearest = runs().get(run);
				}
			}
		}
		return nearest;
	}

	@Override
	String tip(String run) {
		int index = runs().indexOf(run);
		StringBuilder tip = new StringBuilder(run);
		axes.forEach(axis -> tip.append('\n').append(axis.name()).append(' ').append(index < 0 || Double.isNaN(axis.values()[index]) ? "\u2013" : Values.text(axis.values()[index])));
		return tip.toString();
	}

	private Axis axis(int x, int y) {
		for (int i = 0; i < axes.size() && axes.size() > 1; i++) {
			if (Math.abs(x - x(i)) <= BRUSH && y >= TOP - BRUSH && y <= painted.height - BOTTOM + BRUSH) {
				return axes.get(i);
			}
		}
		return null;
	}

	private void down(Event event) {
		dragged = axis(event.x, event.y);
		start = event.y;
	}

	private void drag(Event event) {
		if (dragged != null && Math.abs(event.y - start) >= LEAST_DRAG) {
			brushes.put(dragged.name(), new Brush(dragged.at(share(Math.max(start, event.y))), dragged.at(share(Math.min(start, event.y)))));
			tell();
		}
	}

	private void up(Event event) {
		if (dragged != null) {
			choose(dragged);
			if (Math.abs(event.y - start) < LEAST_DRAG && brushes.remove(dragged.name()) != null) {
				tell();
			}
		}
		dragged = null;
	}
}
