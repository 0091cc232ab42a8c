package io.spadework.ui.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;

import io.spadework.runs.Probe;
import io.spadework.ui.charts.ChartLegend;
import io.spadework.ui.charts.Colours;
import io.spadework.ui.charts.Curve;
import io.spadework.ui.charts.CurveChart;
import io.spadework.ui.charts.Line;
import io.spadework.ui.charts.Line.Look;
import io.spadework.ui.charts.Points;
import io.spadework.ui.charts.Window;
import io.spadework.ui.charts.XAxis;

/** What is left of the label in each layer of generators that were fed with uniform label maps: all of them in one chart, whatever their depth. */
final class ProbePane extends Composite {

	private static final int COLUMNS = 2000;

	private final Plot difference;
	private final Plot accuracy;
	private final Label words;
	private Map<String, Probe> probes = Map.of();

	ProbePane(Composite parent) {
		super(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(2).equalWidth(true).spacing(4, 0).applyTo(this);
		difference = new Plot("Difference of the classes' activations, over their size", Probe.Layer::difference);
		accuracy = new Plot("Share of pixels whose class a linear probe tells", Probe.Layer::probeAccuracy);
		words = new Label(this, SWT.WRAP);
		GridDataFactory.fillDefaults().grab(true, false).span(2, 1).indent(6, 2).applyTo(words);
	}

	/** One measure of all layers. */
	private final class Plot {

		private final ToDoubleFunction<Probe.Layer> measure;
		private final Composite place;
		private final CLabel title;
		private final CurveChart chart;
		private final ChartLegend legend;

		Plot(String title, ToDoubleFunction<Probe.Layer> measure) {
			this.measure = measure;
			place = new Composite(ProbePane.this, SWT.NONE);
			GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(place);
			GridDataFactory.fillDefaults().grab(true, true).applyTo(place);
			this.title = new CLabel(place, SWT.NONE);
			this.title.setText(title);
			GridDataFactory.fillDefaults().grab(true, false).applyTo(this.title);
			chart = new CurveChart(place);
			chart.setXAxis(XAxis.DEPTH);
			legend = new ChartLegend(place, chart);
			legend.moveAbove(chart.control());
			GridDataFactory.fillDefaults().grab(true, false).applyTo(legend);
			GridDataFactory.fillDefaults().grab(true, true).hint(200, 120).applyTo(chart.control());
		}

		void show(Colours colours) {
			for (Control control : List.of(place, title)) {
				control.setBackground(colours.ground());
				control.setForeground(colours.text());
			}
			chart.paint(colours);
			legend.paint(colours);
			List<Line> lines = new ArrayList<>();
			probes.forEach((run, probe) -> {
				List<Probe.Layer> layers = probe.layers();
				double[] x = new double[layers.size()];
				for (int i = 0; i < x.length; i++) {
					x[i] = x.length == 1 ? 0 : 100.0 * i / (x.length - 1);
				}
				double[] y = layers.stream().mapToDouble(measure).toArray();
				String names = layers.stream().map(Probe.Layer::name).collect(Collectors.joining(", "));
				lines.add(new Line(run, run, "Layers: " + names, Curve.of(Points.of(x, y), Window.all(COLUMNS, false), 0), null, null, Look.dotted(lines.size())));
			});
			chart.show(lines, List.of());
			legend.redraw();
		}
	}

	/** Shows what was found of some generators, by their runs. */
	void show(Map<String, Probe> found) {
		probes = Collections.unmodifiableMap(new LinkedHashMap<>(found));
		Colours colours = Colours.around(getParent());
		difference.show(colours);
		accuracy.show(colours);
		words.setText(probes.isEmpty() ? "Probe feeds the generators of the selected runs with label maps of a single class each. Instance norm washes such a map away; SPADE does not."
				: probes.entrySet().stream().map(entry -> images(entry.getKey(), entry.getValue())).collect(Collectors.joining("\n")));
		layout(true, true);
	}

	private static String images(String run, Probe probe) {
		return String.format(Locale.ROOT, "%s, step %,d: largest difference between two classes' images %.6f of 2%s", run, probe.step(), probe.largestDifference(),
				Double.isNaN(probe.colourAccuracy()) ? "" : String.format(Locale.ROOT, ", %.1f %% of the pixels have the colour of their class", 100 * probe.colourAccuracy()));
	}

	/** The charts, of the difference and of the linear probe. */
	List<CurveChart> charts() {
		return List.of(difference.chart, accuracy.chart);
	}
}
