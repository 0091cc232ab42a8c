package io.spadework.compare;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swtchart.IAxis;
import org.eclipse.swtchart.ILineSeries;
import org.eclipse.swtchart.ISeries.SeriesType;
import org.eclipse.swtchart.LineStyle;
import org.eclipse.swtchart.Range;
import org.eclipse.swtchart.extensions.charts.InteractiveChart;

import io.spadework.runs.Series;
import io.spadework.runs.compare.ComparedRun;
import io.spadework.runs.compare.Group;
import io.spadework.runs.compare.Measure;
import io.spadework.ui.live.Colours;
import io.spadework.ui.live.Curve;
import io.spadework.ui.live.SeriesNames;

/** One measure of all runs over the steps; of groups of seeds the mean between its 95 % interval, where that is wanted. */
final class MeasureChart {

	private static final double MARGIN = 0.05;
	/** A curve is picked by the mouse within so many pixels. */
	private static final int NEAR = 24;
	private static final DecimalFormatSymbols POINT = DecimalFormatSymbols.getInstance(Locale.ROOT);

	private final Composite area;
	private final Label title;
	private final InteractiveChart chart;
	private final Highlight highlight;
	private final Runnable watcher = this::emphasise;
	private final Map<String, ILineSeries<?>> lines = new HashMap<>();
	private final Map<String, String> runOf = new HashMap<>();
	private final Map<String, Color> colours = new LinkedHashMap<>();
	private Colours painted;

	MeasureChart(Composite parent, Highlight highlight) {
		this.highlight = highlight;
		area = new Composite(parent, SWT.NONE);
		GridLayout layout = new GridLayout();
		layout.marginHeight = layout.marginWidth = 2;
		layout.verticalSpacing = 0;
		area.setLayout(layout);
		area.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		title = new Label(area, SWT.NONE);
		title.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		chart = new InteractiveChart(area, SWT.NONE);
		chart.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		chart.getTitle().setVisible(false);
		chart.getLegend().setVisible(false);
		IAxis x = chart.getAxisSet().getXAxis(0);
		IAxis y = chart.getAxisSet().getYAxis(0);
		x.getTitle().setVisible(false);
		y.getTitle().setVisible(false);
		for (IAxis axis : List.of(x, y)) {
			axis.getTick().setFont(parent.getFont());
			axis.getTick().setFormat(new DecimalFormat(axis == x ? "#,##0" : "#,##0.#####", POINT));
			axis.getGrid().setStyle(axis == x ? LineStyle.NONE : LineStyle.SOLID);
		}
		x.getTick().setTickMarkStepHint(90);
		y.getTick().setTickMarkStepHint(40);
		chart.getPlotArea().getControl().addListener(SWT.MouseMove, this::hover);
		chart.getPlotArea().getControl().addListener(SWT.MouseExit, event -> highlight.set(null));
		highlight.watch(watcher);
		area.addListener(SWT.Dispose, event -> highlight.forget(watcher));
	}

	/** Shows a measure, smoothed by a weight of the past from 0 (none) to below 1. */
	void show(Measure measure, Shown shown, double smoothing, boolean bands, boolean logarithmic) {
		Colours palette = Colours.around(area);
		paint(palette);
		title.setText(measure.isEvaluation() ? measure.fullName() : SeriesNames.words(measure.name()));
		title.setToolTipText(measure.isEvaluation() ? protocol(measure) : measure.name());
		chart.getAccessible().addAccessibleListener(new Named("Chart of " + measure.fullName()));
		String series = measure.isEvaluation() ? "eval/" + measure.fullName() : measure.name();
		List<Drawn> drawn = new ArrayList<>();
		if (bands && shown.comparison().groups().stream().anyMatch(group -> group.runs().size() > 1)) {
			shown.comparison().groups().forEach(group -> addBand(group, series, shown.colour(group.runs().get(0), palette), drawn));
		} else {
			shown.comparison().runs().forEach(run -> add(run.label(), run, run.metrics().series(series), shown.colour(run, palette), LineStyle.SOLID, drawn));
		}
		int columns = Math.max(64, chart.getPlotArea().getSize().x);
		chart.suspendUpdate(true);
		try {
			put(drawn, columns, smoothing, logarithmic);
		} finally {
			chart.suspendUpdate(false);
		}
		chart.redraw();
	}

	private record Drawn(String id, String run, Series series, Color colour, LineStyle style) {
	}

	private static void add(String id, ComparedRun run, Series series, Color colour, LineStyle style, List<Drawn> drawn) {
		if (series != null && series.size() > 0) {
			drawn.add(new Drawn(id, run.label(), series, colour, style));
		}
	}

	private static void addBand(Group group, String series, Color colour, List<Drawn> drawn) {
		ComparedRun first = group.runs().get(0);
		if (group.runs().size() == 1) {
			add(first.label(), first, first.metrics().series(series), colour, LineStyle.SOLID, drawn);
			return;
		}
		Group.Band band = group.band(series);
		add(group.label(), first, band.mean(), colour, LineStyle.SOLID, drawn);
		add(group.label() + " low", first, band.low(), colour, LineStyle.DOT, drawn);
		add(group.label() + " high", first, band.high(), colour, LineStyle.DOT, drawn);
	}

	private void put(List<Drawn> drawn, int columns, double smoothing, boolean logarithmic) {
		List<String> ids = drawn.stream().map(Drawn::id).toList();
		for (String id : List.copyOf(lines.keySet())) {
			if (!ids.contains(id)) {
				chart.getSeriesSet().deleteSeries(id);
				lines.remove(id);
				runOf.remove(id);
				colours.remove(id);
			}
		}
		double left = Double.POSITIVE_INFINITY, right = Double.NEGATIVE_INFINITY, low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY;
		IAxis y = chart.getAxisSet().getYAxis(0);
		if (y.isLogScaleEnabled() && !logarithmic) {
			y.enableLogScale(false);
		}
		for (Drawn one : drawn) {
			Curve curve = Curve.of(one.series(), one.series().step(0), one.series().step(one.series().size() - 1), columns, smoothing, logarithmic);
			ILineSeries<?> line = lines.computeIfAbsent(one.id(), this::create);
			line.setXSeries(curve.x());
			line.setYSeries(curve.y());
			line.setLineStyle(one.style());
			line.setVisible(curve.x().length > 0);
			runOf.put(one.id(), one.run());
			colours.put(one.id(), one.colour());
			for (int i = 0; i < curve.x().length; i++) {
				left = Math.min(left, curve.x()[i]);
				right = Math.max(right, curve.x()[i]);
				low = Math.min(low, curve.y()[i]);
				high = Math.max(high, curve.y()[i]);
			}
		}
		if (left <= right) {
			chart.getAxisSet().getXAxis(0).setRange(new Range(left, Math.max(right, left + 1)));
			double margin = high > low ? (high - low) * MARGIN : Math.max(0.05, Math.abs(high) * MARGIN);
			y.setRange(logarithmic ? new Range(low / 1.1, high * 1.1) : new Range(low - margin, high + margin));
			if (logarithmic && !y.isLogScaleEnabled()) {
				y.enableLogScale(true);
			}
		}
		emphasise();
	}

	private ILineSeries<?> create(String id) {
		ILineSeries<?> line = (ILineSeries<?>) chart.getSeriesSet().createSeries(SeriesType.LINE, id);
		line.setSymbolType(ILineSeries.PlotSymbolType.NONE);
		line.setAntialias(SWT.ON);
		return line;
	}

	/** The run that stands out is drawn strong, the others step back. */
	private void emphasise() {
		if (chart.isDisposed()) {
			return;
		}
		String run = highlight.run();
		Color ground = chart.getPlotArea().getBackground();
		lines.forEach((id, line) -> {
			boolean strong = run == null || run.equals(runOf.get(id));
			line.setLineWidth(run != null && strong ? 3 : line.getLineStyle() == LineStyle.DOT ? 1 : 2);
			line.setLineColor(strong ? colours.get(id) : mixed(colours.get(id), ground));
		});
		chart.redraw();
	}

	private static Color mixed(Color colour, Color ground) {
		return new Color((colour.getRed() + 2 * ground.getRed()) / 3, (colour.getGreen() + 2 * ground.getGreen()) / 3, (colour.getBlue() + 2 * ground.getBlue()) / 3);
	}

	private void hover(Event event) {
		IAxis x = chart.getAxisSet().getXAxis(0);
		IAxis y = chart.getAxisSet().getYAxis(0);
		double step = x.getDataCoordinate(event.x);
		String nearest = null;
		String says = null;
		double best = NEAR;
		for (var entry : lines.entrySet()) {
			double[] xs = entry.getValue().getXSeries();
			int i = nearest(xs, step);
			if (i >= 0) {
				double value = entry.getValue().getYSeries()[i];
				double away = Math.abs(y.getPixelCoordinate(value) - event.y);
				if (away < best) {
					best = away;
					nearest = runOf.get(entry.getKey());
					says = entry.getKey() + "\nstep " + String.format(Locale.ROOT, "%,d", Math.round(xs[i])) + ": " + SeriesNames.value(value);
				}
			}
		}
		chart.getPlotArea().getControl().setToolTipText(says);
		highlight.set(nearest);
	}

	private static int nearest(double[] sorted, double wanted) {
		if (sorted == null || sorted.length == 0) {
			return -1;
		}
		int at = Arrays.binarySearch(sorted, wanted);
		if (at >= 0) {
			return at;
		}
		int next = -at - 1;
		return next == 0 ? 0 : next == sorted.length || wanted - sorted[next - 1] < sorted[next] - wanted ? next - 1 : next;
	}

	private static String protocol(Measure measure) {
		List<String> lines = new ArrayList<>();
		measure.protocol().forEach((name, value) -> lines.add(name + ": " + value));
		return String.join("\n", lines);
	}

	private void paint(Colours palette) {
		if (palette == painted) {
			return;
		}
		painted = palette;
		chart.setBackground(palette.ground());
		chart.getPlotArea().setBackground(palette.ground());
		for (IAxis axis : chart.getAxisSet().getAxes()) {
			axis.getTick().setForeground(palette.text());
			axis.getGrid().setForeground(palette.grid());
		}
	}

	/** The chart itself, for reading back what is shown. */
	InteractiveChart chart() {
		return chart;
	}

	void dispose() {
		area.dispose();
	}
}
