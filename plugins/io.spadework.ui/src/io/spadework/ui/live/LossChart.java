package io.spadework.ui.live;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swtchart.IAxis;
import org.eclipse.swtchart.ILineSeries;
import org.eclipse.swtchart.ISeries;
import org.eclipse.swtchart.ISeries.SeriesType;
import org.eclipse.swtchart.LineStyle;
import org.eclipse.swtchart.Range;
import org.eclipse.swtchart.extensions.charts.InteractiveChart;

/** The loss curves of a run over its steps. It follows the run until the user zooms, and again after {@link #showAll()}. */
public final class LossChart {

	/** Room above and below the curves, as a share of their height. */
	private static final double MARGIN = 0.05;

	private final InteractiveChart chart;
	private final Map<String, ILineSeries<?>> lines = new HashMap<>();
	private final Set<String> hidden = new HashSet<>();
	private List<Curve> curves = List.of();
	private Colours colours;
	private Range lastX;
	private Range lastY;
	private boolean logarithmic;
	private boolean following = true;

	LossChart(Composite parent) {
		chart = new InteractiveChart(parent, SWT.NONE);
		chart.getTitle().setVisible(false);
		chart.getLegend().setVisible(false);
		IAxis x = chart.getAxisSet().getXAxis(0);
		IAxis y = chart.getAxisSet().getYAxis(0);
		x.getTitle().setText("step");
		x.getTitle().setFont(parent.getFont());
		x.getTick().setFormat(new WholeSteps());
		x.getTick().setFont(parent.getFont());
		x.getTick().setTickMarkStepHint(90);
		y.getTitle().setVisible(false);
		y.getTick().setFont(parent.getFont());
		y.getTick().setTickMarkStepHint(40);
		y.getTick().setFormat(new DecimalFormat("#,##0.#####", DecimalFormatSymbols.getInstance(Locale.ROOT)));
		x.getGrid().setStyle(LineStyle.NONE);
		y.getGrid().setStyle(LineStyle.SOLID);
	}

	Control control() {
		return chart;
	}

	/** The chart itself, for measuring and reading back what is shown. */
	public InteractiveChart chart() {
		return chart;
	}

	/** What is shown now, in the order of the legend; switched-off curves too. */
	public List<Curve> curves() {
		return curves;
	}

	void paint(Colours newColours) {
		if (newColours == colours) {
			return;
		}
		colours = newColours;
		chart.setBackground(colours.ground());
		chart.getPlotArea().setBackground(colours.ground());
		for (IAxis axis : chart.getAxisSet().getAxes()) {
			axis.getTick().setForeground(colours.text());
			axis.getTitle().setForeground(colours.text());
			axis.getGrid().setForeground(colours.grid());
		}
		for (int i = 0; i < curves.size(); i++) {
			lines.get(curves.get(i).name()).setLineColor(colours.curve(i));
		}
		chart.redraw();
	}

	/** The part of the run to read: everything while following, else what the user has zoomed to. */
	Window window() {
		noticeZoom();
		int columns = Math.max(64, chart.getPlotArea().getSize().x);
		Range x = chart.getAxisSet().getXAxis(0).getRange();
		return following ? new Window(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, columns, logarithmic) : new Window(x.lower, x.upper, columns, logarithmic);
	}

	/**
	 * Which points are needed.
	 *
	 * @param from least step, may be infinite
	 * @param to greatest step, may be infinite
	 */
	record Window(double from, double to, int columns, boolean logarithmic) {
	}

	/** Shows new curves. */
	void show(List<Curve> newCurves) {
		noticeZoom();
		chart.suspendUpdate(true);
		try {
			removeAllBut(newCurves.stream().map(Curve::name).toList());
			curves = List.copyOf(newCurves);
			for (int i = 0; i < curves.size(); i++) {
				put(curves.get(i), i);
			}
			if (following) {
				fit();
			}
			applyScale();
		} finally {
			chart.suspendUpdate(false);
		}
		chart.redraw();
	}

	private void removeAllBut(List<String> names) {
		for (String name : List.copyOf(lines.keySet())) {
			if (!names.contains(name)) {
				chart.getSeriesSet().deleteSeries(name);
				lines.remove(name);
			}
		}
	}

	private void put(Curve curve, int i) {
		ILineSeries<?> line = lines.computeIfAbsent(curve.name(), this::create);
		line.setXSeries(curve.x());
		line.setYSeries(curve.y());
		line.setLineColor(colours.curve(i));
		line.setVisible(!hidden.contains(curve.name()) && curve.x().length > 0);
	}

	private ILineSeries<?> create(String name) {
		ILineSeries<?> line = (ILineSeries<?>) chart.getSeriesSet().createSeries(SeriesType.LINE, name);
		line.setSymbolType(ILineSeries.PlotSymbolType.NONE);
		line.setLineWidth(name.endsWith("/total") ? 2 : 1);
		line.setAntialias(SWT.ON);
		return line;
	}

	/** A range that differs from what was last set here was set by the user. */
	private void noticeZoom() {
		if (lastX != null && !(same(lastX, chart.getAxisSet().getXAxis(0).getRange()) && same(lastY, chart.getAxisSet().getYAxis(0).getRange()))) {
			following = false;
		}
	}

	private static boolean same(Range a, Range b) {
		double tolerance = 1e-9 * Math.max(1, Math.abs(a.upper - a.lower));
		return Math.abs(a.lower - b.lower) <= tolerance && Math.abs(a.upper - b.upper) <= tolerance;
	}

	private void fit() {
		double left = Double.POSITIVE_INFINITY;
		double right = Double.NEGATIVE_INFINITY;
		double low = Double.POSITIVE_INFINITY;
		double high = Double.NEGATIVE_INFINITY;
		for (Curve curve : curves) {
			if (hidden.contains(curve.name()) || curve.x().length == 0) {
				continue;
			}
			left = Math.min(left, curve.x()[0]);
			right = Math.max(right, curve.x()[curve.x().length - 1]);
			for (double value : curve.y()) {
				low = Math.min(low, value);
				high = Math.max(high, value);
			}
		}
		if (left > right) {
			left = 0;
			right = 1;
			low = logarithmic ? 0.1 : 0;
			high = 1;
		}
		boolean noLog = !logarithmic && chart.getAxisSet().getYAxis(0).isLogScaleEnabled();
		if (noLog) {
			chart.getAxisSet().getYAxis(0).enableLogScale(false);
		}
		lastX = new Range(left, Math.max(right, left + 1));
		lastY = logarithmic ? around(Math.log10(low), Math.log10(high), true) : around(low, high, false);
		chart.getAxisSet().getXAxis(0).setRange(lastX);
		chart.getAxisSet().getYAxis(0).setRange(lastY);
	}

	private static Range around(double low, double high, boolean exponents) {
		double margin = high > low ? (high - low) * MARGIN : Math.max(0.05, Math.abs(high) * MARGIN);
		return exponents ? new Range(Math.pow(10, low - margin), Math.pow(10, high + margin)) : new Range(low - margin, high + margin);
	}

	/** After the curves and ranges: a logarithmic axis refuses what is not positive. */
	private void applyScale() {
		IAxis y = chart.getAxisSet().getYAxis(0);
		if (y.isLogScaleEnabled() != logarithmic) {
			y.enableLogScale(logarithmic);
		}
	}

	/** Follows the run again, all of it. */
	public void showAll() {
		following = true;
		lastX = null;
		lastY = null;
	}

	/** True until the user zooms. */
	public boolean isFollowing() {
		return following;
	}

	/** Draws losses on a logarithmic axis from the next {@link #show} on. */
	public void setLogarithmic(boolean logarithmic) {
		this.logarithmic = logarithmic;
		showAll();
	}

	/** True for a curve that the user has switched off. */
	public boolean isHidden(String name) {
		return hidden.contains(name);
	}

	/** Switches a curve on or off. */
	public void toggle(String name) {
		if (!hidden.remove(name)) {
			hidden.add(name);
		}
		show(new ArrayList<>(curves));
	}

	/** Points that are drawn now, over all curves. */
	public int drawnPoints() {
		int points = 0;
		for (ISeries<?> series : chart.getSeriesSet().getSeries()) {
			points += series.getXSeries().length;
		}
		return points;
	}

	/** Names the ticks at whole steps; there is nothing between two steps to name. */
	private static final class WholeSteps extends DecimalFormat {

		private static final long serialVersionUID = 1L;

		WholeSteps() {
			super("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
		}

		@Override
		public StringBuffer format(double step, StringBuffer text, FieldPosition position) {
			return step == Math.rint(step) ? super.format(step, text, position) : text;
		}
	}
}
