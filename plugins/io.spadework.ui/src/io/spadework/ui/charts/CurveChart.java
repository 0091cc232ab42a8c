package io.spadework.ui.charts;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swtchart.Chart;
import org.eclipse.swtchart.IAxis;
import org.eclipse.swtchart.ILineSeries;
import org.eclipse.swtchart.ISeries;
import org.eclipse.swtchart.ISeries.SeriesType;
import org.eclipse.swtchart.LineStyle;
import org.eclipse.swtchart.Range;

import io.spadework.diagram.Named;
import io.spadework.ui.charts.Line.Band;

/**
 * Curves over a common x axis, with bands, markers, and a cross-hair. It knows nothing of runs. It shows everything and follows what grows until somebody zooms, and again
 * after {@link #showAll()}: the wheel zooms, a drag zooms into what it covers, a drag with Shift or the middle button pans, a double click shows everything; arrows, + and - do
 * the same from the keyboard, Home shows everything, and the digits switch curves off and on.
 */
public final class CurveChart {

	/** Room above and below the curves, as a share of their height. */
	private static final double MARGIN = 0.05;

	/** A lower chart has no room for the x axis's title; the cross-hair says it too. */
	private static final int TITLED_HEIGHT = 150;

	private static final String BEHIND = "\u0000behind";
	private static final int DOT_SIZE = 3;

	private final Chart chart;
	private final Map<String, ILineSeries<?>> series = new HashMap<>();
	private final Set<String> hidden = new HashSet<>();
	private final Set<String> dashed = new HashSet<>();
	private final List<Consumer<Range>> zoomed = new ArrayList<>();
	private final List<Consumer<String>> toggled = new ArrayList<>();
	private final List<Consumer<Line>> pointed = new ArrayList<>();
	private List<Line> lines = List.of();
	private List<Marker> markers = List.of();
	private Colours colours;
	private XAxis xAxis = XAxis.STEP;
	private boolean logarithmic;
	private boolean following = true;
	private boolean followingY = true;
	private boolean wheelLeftAlone;
	private Predicate<Line> strong = line -> true;
	private boolean emphasised;
	private Line underPointer;

	/** A chart without curves. */
	public CurveChart(Composite parent) {
		chart = new Chart(parent, SWT.DOUBLE_BUFFERED);
		chart.getTitle().setVisible(false);
		chart.getLegend().setVisible(false);
		IAxis x = x();
		IAxis y = y();
		x.getTitle().setText(xAxis.title());
		x.getTitle().setFont(parent.getFont());
		x.getTick().setFormat(xAxis.format());
		x.getTick().setFont(parent.getFont());
		x.getTick().setTickMarkStepHint(90);
		y.getTitle().setVisible(false);
		y.getTick().setFont(parent.getFont());
		y.getTick().setTickMarkStepHint(40);
		y.getTick().setFormat(new DecimalFormat("#,##0.########", DecimalFormatSymbols.getInstance(Locale.ROOT)));
		x.getGrid().setStyle(LineStyle.NONE);
		y.getGrid().setStyle(LineStyle.SOLID);
		chart.addListener(SWT.Resize, event -> {
			boolean roomy = chart.getSize().y >= TITLED_HEIGHT;
			if (x.getTitle().isVisible() != roomy) {
				x.getTitle().setVisible(roomy);
			}
		});
		Named.name(chart.getPlotArea().getControl(), () -> "Curves over " + xAxis.title() + ": " + words());
		new ChartDecoration(this);
		chart.getPlotArea().addCustomPaintListener(new CurvePainter(this));
		new ChartGestures(this);
	}

	private IAxis x() {
		return chart.getAxisSet().getXAxis(0);
	}

	private IAxis y() {
		return chart.getAxisSet().getYAxis(0);
	}

	/** The chart itself: its place among other controls, and what is shown for measuring. */
	public Chart control() {
		return chart;
	}

	/** What is shown now, in the order of the legend; switched-off lines too. */
	public List<Line> lines() {
		return lines;
	}

	/** The names of the lines with their newest values. */
	String words() {
		return String.join(", ", lines.stream().map(line -> line.words() + (isHidden(line.id()) ? " (off)" : "")).toList());
	}

	/** What happened, as it is marked. */
	public List<Marker> markers() {
		return markers;
	}

	/** What the x axis counts. */
	public XAxis xAxis() {
		return xAxis;
	}

	/** The colours in use; null before the first {@link #paint}. */
	public Colours colours() {
		return colours;
	}

	/** Calls back with the x range whenever somebody has zoomed or panned, and with null when everything is to be shown again. */
	public void onZoom(Consumer<Range> listener) {
		zoomed.add(listener);
	}

	/** Calls back with a line's id when it has been switched on or off. */
	public void onToggle(Consumer<String> listener) {
		toggled.add(listener);
	}

	/** Calls back with the line that is nearest to the pointer, and with null where none is near. */
	public void onPoint(Consumer<Line> listener) {
		pointed.add(listener);
	}

	void point(Line line) {
		if (line != underPointer) {
			underPointer = line;
			pointed.forEach(listener -> listener.accept(line));
		}
	}

	/** Lets some lines stand out while the others step back; all are alike again for null. */
	public void emphasise(Predicate<Line> stands) {
		emphasised = stands != null;
		strong = stands == null ? line -> true : stands;
		for (Line line : lines) {
			for (boolean behind : new boolean[] { true, false }) {
				ILineSeries<?> drawn = series.get(behind ? line.id() + BEHIND : line.id());
				if (drawn != null) {
					style(drawn, line, behind);
				}
			}
			if (emphasised && strong.test(line)) {
				chart.getSeriesSet().bringToFront(line.id());
			}
		}
		chart.redraw();
	}

	/** Whether a drawn series is dashed. */
	boolean isDashed(String seriesId) {
		return dashed.contains(seriesId);
	}

	/** Whether a line is drawn as strongly as it can be. */
	boolean isStrong(Line line) {
		return strong.test(line);
	}

	/** Uses colours from now on. */
	public void paint(Colours newColours) {
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
		show(lines, markers);
	}

	/** Counts something else on the x axis from the next {@link #show} on. */
	public void setXAxis(XAxis axis) {
		if (axis != xAxis) {
			xAxis = axis;
			x().getTitle().setText(axis.title());
			x().getTick().setFormat(axis.format());
			following = true;
			followingY = true;
		}
	}

	/** Says what the values are, above the y axis; null says nothing. */
	public void setTitle(String title) {
		chart.getTitle().setVisible(title != null);
		if (title != null) {
			chart.getTitle().setText(title);
		}
	}

	/** The points that are needed: everything while following, else what has been zoomed to. */
	public Window window() {
		int columns = Math.max(64, chart.getPlotArea().getSize().x);
		Range range = x().getRange();
		return following ? Window.all(columns, logarithmic) : new Window(range.lower, range.upper, columns, logarithmic);
	}

	/** Shows lines and markers. */
	public void show(List<Line> newLines, List<Marker> newMarkers) {
		chart.suspendUpdate(true);
		try {
			lines = List.copyOf(newLines);
			markers = List.copyOf(newMarkers);
			Set<String> wanted = new HashSet<>();
			boolean behind = false;
			for (Line line : lines) {
				if (line.behind() != null) {
					behind |= !series.containsKey(line.id() + BEHIND);
					wanted.add(put(line, true));
				}
				wanted.add(put(line, false));
			}
			if (behind) {
				lines.forEach(line -> chart.getSeriesSet().bringToFront(line.id()));
			}
			for (String id : List.copyOf(series.keySet())) {
				if (!wanted.contains(id)) {
					chart.getSeriesSet().deleteSeries(id);
					series.remove(id);
				}
			}
			fit();
			applyScale();
		} finally {
			chart.suspendUpdate(false);
		}
		chart.redraw();
	}

	/** Puts a line's points into the series that draws them; returns that one's id. */
	private String put(Line line, boolean behind) {
		String id = behind ? line.id() + BEHIND : line.id();
		Curve curve = shown(behind ? line.behind() : line.curve());
		ILineSeries<?> drawn = series.computeIfAbsent(id, key -> create(key));
		drawn.setXSeries(curve.x());
		drawn.setYSeries(curve.y());
		style(drawn, line, behind);
		if (line.look().dashed()) {
			dashed.add(id);
		} else {
			dashed.remove(id);
		}
		boolean dots = !behind && (line.look().dots() || curve.x().length == 1);
		drawn.setSymbolType(dots ? ILineSeries.PlotSymbolType.CIRCLE : ILineSeries.PlotSymbolType.NONE);
		return id;
	}

	private void style(ILineSeries<?> drawn, Line line, boolean behind) {
		boolean stands = strong.test(line);
		drawn.setVisible(!hidden.contains(line.id()) && drawn.getXSeries().length > 0 && (stands || !behind));
		drawn.setLineWidth(behind ? 1 : line.look().width() + (emphasised && stands ? 1 : 0));
		if (colours != null) {
			drawn.setLineColor(behind || !stands ? colours.faintCurve(line.look().colour()) : colours.curve(line.look().colour()));
			drawn.setSymbolColor(stands ? colours.curve(line.look().colour()) : colours.faintCurve(line.look().colour()));
		}
	}

	/** A logarithmic axis refuses what is not positive, which curves still have that were made before it became one. */
	private Curve shown(Curve curve) {
		return logarithmic ? curve.positive() : curve;
	}

	private ILineSeries<?> create(String id) {
		ILineSeries<?> line = (ILineSeries<?>) chart.getSeriesSet().createSeries(SeriesType.LINE, id);
		line.setLineStyle(LineStyle.NONE); // the painter draws it
		line.setSymbolSize(DOT_SIZE);
		line.setAntialias(SWT.ON);
		return line;
	}

	/** Fits the axes that follow to what is shown. */
	private void fit() {
		if (!logarithmic && y().isLogScaleEnabled()) {
			y().enableLogScale(false);
		}
		Extent extent = new Extent();
		for (Line line : lines) {
			if (!hidden.contains(line.id())) {
				extent.add(shown(line.curve()));
				extent.add(line.band());
			}
		}
		if (extent.isEmpty()) {
			if (following) {
				x().setRange(new Range(0, 1));
			}
			y().setRange(new Range(logarithmic ? 0.1 : 0, 1));
			return;
		}
		if (following) {
			x().setRange(new Range(extent.left, Math.max(extent.right, extent.left + 1)));
		}
		if (followingY) {
			y().setRange(logarithmic ? around(Math.log10(extent.low), Math.log10(extent.high), true) : around(extent.low, extent.high, false));
		}
	}

	/** The room that curves take. */
	private final class Extent {

		private double left = Double.POSITIVE_INFINITY;
		private double right = Double.NEGATIVE_INFINITY;
		private double low = Double.POSITIVE_INFINITY;
		private double high = Double.NEGATIVE_INFINITY;

		void add(Curve curve) {
			if (curve.x().length == 0) {
				return;
			}
			left = Math.min(left, curve.x()[0]);
			right = Math.max(right, curve.x()[curve.x().length - 1]);
			for (double value : curve.y()) {
				low = Math.min(low, value);
				high = Math.max(high, value);
			}
		}

		void add(Band band) {
			for (int i = 0; band != null && i < band.x().length; i++) {
				low = logarithmic && band.low()[i] <= 0 ? low : Math.min(low, band.low()[i]);
				high = Math.max(high, band.high()[i]);
			}
		}

		boolean isEmpty() {
			return left > right;
		}
	}

	private static Range around(double low, double high, boolean exponents) {
		double margin = high > low ? (high - low) * MARGIN : Math.max(0.05, Math.abs(high) * MARGIN);
		return exponents ? new Range(Math.pow(10, low - margin), Math.pow(10, high + margin)) : new Range(low - margin, high + margin);
	}

	/** After the curves and ranges: a logarithmic axis refuses what is not positive. */
	private void applyScale() {
		if (y().isLogScaleEnabled() != logarithmic) {
			y().enableLogScale(logarithmic);
		}
	}

	/** Shows everything, and follows it again. */
	public void showAll() {
		following = true;
		followingY = true;
		fit();
		chart.redraw();
		zoomed.forEach(listener -> listener.accept(null));
	}

	/** Zooms to an x range without telling anybody: that of a chart beside this one. Null shows everything. */
	public void zoomAlong(Range range) {
		if (range == null) {
			following = true;
			followingY = true;
			fit();
		} else {
			following = false;
			x().setRange(range);
		}
		chart.redraw();
	}

	/** Zooms to a range of x and, unless null, of y. */
	public void zoomTo(Range newX, Range newY) {
		if (!(newX.upper - newX.lower > 1e-9 * Math.max(1, Math.abs(newX.upper)))) {
			return;
		}
		following = false;
		x().setRange(newX);
		if (newY != null && newY.upper > newY.lower && !(logarithmic && newY.lower <= 0)) {
			followingY = false;
			y().setRange(newY);
		}
		chart.redraw();
		zoomed.forEach(listener -> listener.accept(newX));
	}

	/** Leaves the wheel to what the chart scrolls in, so that it zooms only with Ctrl (Command on a Mac). */
	public void leaveWheelAlone(boolean alone) {
		wheelLeftAlone = alone;
	}

	boolean isWheelLeftAlone() {
		return wheelLeftAlone;
	}

	/** True until somebody zooms. */
	public boolean isFollowing() {
		return following;
	}

	/** Draws values on a logarithmic axis from the next {@link #show} on. */
	public void setLogarithmic(boolean logarithmic) {
		this.logarithmic = logarithmic;
		followingY = true;
	}

	/** True where values are drawn on a logarithmic axis. */
	public boolean isLogarithmic() {
		return logarithmic;
	}

	/** True for a line that is switched off. */
	public boolean isHidden(String id) {
		return hidden.contains(id);
	}

	/** Switches lines off: these, and no others. */
	public void setHidden(Set<String> ids) {
		hidden.clear();
		hidden.addAll(ids);
		show(lines, markers);
	}

	/** Switches a line on or off. */
	public void toggle(String id) {
		if (!hidden.remove(id)) {
			hidden.add(id);
		}
		show(lines, markers);
		toggled.forEach(listener -> listener.accept(id));
	}

	/** Points that are drawn now, over all lines. */
	public int drawnPoints() {
		int points = 0;
		for (ISeries<?> drawn : chart.getSeriesSet().getSeries()) {
			points += drawn.isVisible() ? drawn.getXSeries().length : 0;
		}
		return points;
	}
}
