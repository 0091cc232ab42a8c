package io.spadework.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Composite;

import io.spadework.ui.charts.Colours;
import io.spadework.ui.charts.Scale;

/** Runs as points: a measure over a setting or a cost. Runs than which none is as good and as cheap are filled and joined. */
final class Scatter extends RunCanvas {

	/**
	 * What is drawn.
	 *
	 * @param x of each run, NaN where it has none
	 * @param y of each run
	 * @param best labels of the runs of the Pareto set; empty where there is no such thing
	 */
	record Points(double[] x, double[] y, String xName, String yName, Set<String> best) {
	}

	private static final int LEFT = 84;
	private static final int BOTTOM = 52;
	private static final int TOP = 34;
	private static final int RIGHT = 36;
	private static final int RADIUS = 5;
	private static final int REACH = 12;
	private static final int TICK_ROOM = 100;
	/** Costs that are further apart than this are shown by their ratios. */
	private static final double MANY_TIMES = 20;

	private Points points = new Points(new double[0], new double[0], "", "", Set.of());
	private Scale across = Scale.of(new double[0]);
	private Scale up = across;
	private Rectangle painted = new Rectangle();

	Scatter(Composite parent, Highlight highlight) {
		super(parent, highlight);
	}

	void show(List<String> runs, Points newPoints, Map<String, Color> colours, Colours palette) {
		points = newPoints;
		across = Scale.of(points.x());
		if (across.low() > 0 && across.high() > MANY_TIMES * across.low()) {
			across = new Scale(across.low(), across.high(), true);
		}
		up = Scale.of(points.y());
		show(runs, colours, palette);
	}

	private boolean isDrawn(int i) {
		return Double.isFinite(points.x()[i]) && Double.isFinite(points.y()[i]);
	}

	private int x(double value) {
		return LEFT + (int) Math.round(across.share(value) * (painted.width - LEFT - RIGHT));
	}

	private int y(double value) {
		return painted.height - BOTTOM - (int) Math.round(up.share(value) * (painted.height - TOP - BOTTOM));
	}

	@Override
	void paint(Graphics graphics, Rectangle area) {
		painted = area;
		graphics.setAntialias(SWT.ON);
		graphics.setLineWidth(1);
		graphics.setForegroundColor(palette().text());
		graphics.drawText(points.yName() + (points.best().isEmpty() ? "" : "   (filled: no other run is as good and as cheap)"), 8, 4);
		centred(graphics, points.xName(), (LEFT + area.width - RIGHT) / 2, area.height - line() - 3, area);
		if (IntStream.range(0, runs().size()).noneMatch(this::isDrawn)) {
			graphics.setForegroundColor(palette().faint());
			centred(graphics, "No run has both a value of the measure and of what it is held against.", area.width / 2, area.height / 2, area);
			return;
		}
		axes(graphics, area);
		front(graphics);
		for (String run : painted()) {
			int i = runs().indexOf(run);
			if (isDrawn(i)) {
				point(graphics, i, begin(graphics, run));
			}
		}
		graphics.setAlpha(255);
	}

	private void axes(Graphics graphics, Rectangle area) {
		int foot = area.height - BOTTOM + 10;
		for (double tick : up.ticks(Math.max(2, (area.height - TOP - BOTTOM) / (TICK_ROOM / 2)))) {
			graphics.setForegroundColor(palette().grid());
			graphics.drawLine(LEFT - 10, y(tick), area.width - RIGHT + 10, y(tick));
			graphics.setForegroundColor(palette().text());
			graphics.drawText(Scale.text(tick), LEFT - 16 - width(Scale.text(tick)), y(tick) - line() / 2);
		}
		graphics.setForegroundColor(palette().faint());
		graphics.drawLine(LEFT - 10, foot, area.width - RIGHT + 10, foot);
		for (double tick : across.ticks(Math.max(2, (area.width - LEFT - RIGHT) / TICK_ROOM))) {
			graphics.drawLine(x(tick), foot, x(tick), foot + 4);
			graphics.setForegroundColor(palette().text());
			centred(graphics, Scale.text(tick), x(tick), foot + 4, area);
			graphics.setForegroundColor(palette().faint());
		}
	}

	/** Joins the Pareto set from cheap to dear: between two of its runs, nothing is known to be better than the cheaper one. */
	private void front(Graphics graphics) {
		int[] front = IntStream.range(0, runs().size()).filter(i -> isDrawn(i) && points.best().contains(runs().get(i))).boxed().sorted(Comparator.comparingDouble(i -> points.x()[i]))
				.mapToInt(Integer::intValue).toArray();
		graphics.setForegroundColor(palette().faint());
		graphics.setLineStyle(SWT.LINE_DASH);
		for (int k = 0; k + 1 < front.length; k++) {
			int corner = x(points.x()[front[k + 1]]);
			graphics.drawLine(x(points.x()[front[k]]), y(points.y()[front[k]]), corner, y(points.y()[front[k]]));
			graphics.drawLine(corner, y(points.y()[front[k]]), corner, y(points.y()[front[k + 1]]));
		}
		graphics.setLineStyle(SWT.LINE_SOLID);
	}

	private void point(Graphics graphics, int i, boolean stands) {
		int radius = stands ? RADIUS + 2 : RADIUS;
		Rectangle spot = new Rectangle(x(points.x()[i]) - radius, y(points.y()[i]) - radius, 2 * radius, 2 * radius);
		graphics.setLineWidth(2);
		graphics.setBackgroundColor(points.best().contains(runs().get(i)) ? graphics.getForegroundColor() : palette().ground());
		graphics.fillOval(spot);
		graphics.drawOval(spot);
	}

	@Override
	String says() {
		return points.yName() + " of each run against " + points.xName();
	}

	@Override
	String at(int x, int y) {
		return IntStream.range(0, Math.min(points.x().length, runs().size())).filter(this::isDrawn).filter(i -> away(i, x, y) < REACH).boxed()
				.min(Comparator.comparingDouble(i -> away(i, x, y))).map(runs()::get).orElse(null);
	}

	private double away(int i, int x, int y) {
		return Math.hypot(x(points.x()[i]) - x, y(points.y()[i]) - y);
	}

	@Override
	String tip(String run) {
		int i = runs().indexOf(run);
		return i < 0 ? run : run + "\n" + points.xName() + " " + Values.text(points.x()[i]) + "\n" + points.yName() + " " + Values.text(points.y()[i]);
	}
}
